import type { Child } from 'hono/jsx'
import { routes } from '../../routes.ts'
import { Card } from '../../ui/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import { filesSharedWith, untakenOf } from './queries.ts'
import { amongWhom } from './sharing.ts'
import { words } from './texts.ts'

/** So many are counted; beyond that the number says nothing more. */
const COUNTED = 50

/** The way to what is shared with somebody, from their home page; null where nothing is. */
export async function documentsCard(ctx: SignedInContext): Promise<Child> {
  const { installation, person, now, read, language } = ctx
  const t = words(language)
  const { any, count } = await read(async (tx) => {
    const among = await amongWhom(tx, installation, person.id)
    const files = await filesSharedWith(tx, among, { now, limit: COUNTED })
    const ids = files.map(({ id }) => id)
    return { any: ids.length > 0, count: await untakenOf(tx, person.id, ids) }
  })
  return any ? (
    <Card
      title={t('mine')}
      href={routes.documents()}
      icon="file"
      text={t('card.text')}
      waiting={count > 0 ? t('card.new', { count }) : undefined}
    />
  ) : null
}

import { namingFiles } from '../../files/index.ts'
import { onPersonPage, readSections } from '../../identity/index.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { errorsOf, typed, type SignedInContext } from '../../web/index.ts'
import { parseEnd, readTimeline } from '../notes/timeline.ts'
import type { PersonPageProps } from './person-page.tsx'

type Parts = Pick<PersonPageProps, 'of' | 'panels' | 'timeline' | 'body' | 'errors'>

/**
 * All that the page about a person shows, whoever they are; null where the portal has nobody by that row id.
 * @param also shown ids of cards that became theirs, whose history is theirs too
 */
export async function readPerson(
  ctx: SignedInContext,
  id: string,
  { also, refusal }: { also?: readonly string[]; refusal?: Refusal } = {},
): Promise<Parts | null> {
  const of = await readSections(ctx, id)
  if (!of) return null
  const from = parseEnd(ctx.query('older'))
  const [timeline, panels] = await Promise.all([
    ctx.read((tx) => readTimeline(tx, ctx, { person: id }, { from, also })),
    onPersonPage.drawn(ctx, of.person),
  ])
  const entries = await namingFiles(ctx, timeline.entries)
  return {
    of,
    panels,
    timeline: { ...timeline, entries },
    body: refusal && typed(ctx.form)['body'],
    errors: refusal && errorsOf(refusal, ctx.language),
  }
}

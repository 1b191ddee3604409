import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Inbox } from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { thumbnailOf, type ShownFile } from '../file/index.ts'
import { inUnits } from '../../kit/size.ts'
import { SpaceAlert, type Space } from '../uploads/space.tsx'
import { inWords } from './naming.ts'
import { t } from './texts.ts'

interface MineProps {
  files: readonly ShownFile[]
  /** The last day of each that has one, by the portal's zone, by row id. */
  lastDays: ReadonlyMap<string, string>
  /** Id of the file that the next page comes before. */
  next: string | null
  /** For what they are asked to send. */
  space: Space
  /** What other features have to say before. */
  panels: Child[]
}

/** What is shared with somebody, the newest first. */
export function MinePage({ files, lastDays, next, space, panels }: MineProps) {
  return (
    <Layout title={t('mine')}>
      <SpaceAlert space={space} />
      {panels}
      <MineList files={files} lastDays={lastDays} />
      {next ? (
        <nav class="pager" aria-label={t('mine')}>
          <a class="btn btn-plain" href={routes.documents({}, { before: next })}>
            {t('mine.more')}
          </a>
        </nav>
      ) : null}
    </Layout>
  )
}

function MineList({ files, lastDays }: Pick<MineProps, 'files' | 'lastDays'>) {
  const { language, person } = useSignedInContext()
  const lineOf = (file: ShownFile) => {
    const day = lastDays.get(file.id)
    return [
      file.addedById === person.id ? t('mine.own') : t('mine.from', { by: file.addedBy }),
      inUnits(file.bytes, language),
      ...(day ? [t('until', { day: inWords(day, language) })] : []),
    ].join(' · ')
  }
  return files.length === 0 ? (
    <p class="muted">{t('mine.empty')}</p>
  ) : (
    <Inbox
      entries={files.map((file) => ({
        href: routes.files.one({ file: show('file', file.id) }),
        subject: file.name,
        who: lineOf(file),
        at: file.versionAt,
        picture: thumbnailOf(file),
      }))}
    />
  )
}

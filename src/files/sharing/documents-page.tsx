import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import { Inbox } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { thumbnailOf, type ShownFile } from '../file/index.ts'
import { inUnits } from '../../kit/size.ts'
import { t } from './texts.ts'

interface MineProps {
  files: readonly ShownFile[]
  /** Id of the file that the next page comes before. */
  next: string | null
  /** What other features have to say before. */
  panels: Child[]
}

/** What is shared with somebody, the newest first. */
export function MinePage({ files, next, panels }: MineProps) {
  return (
    <Layout title={t('mine')}>
      {panels}
      <MineList files={files} />
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

function MineList({ files }: { files: readonly ShownFile[] }) {
  const language = useLanguage()
  return files.length === 0 ? (
    <p class="muted">{t('mine.empty')}</p>
  ) : (
    <Inbox
      entries={files.map((file) => ({
        href: routes.files.one({ file: show('file', file.id) }),
        subject: file.name,
        who: `${t('mine.from', { by: file.addedBy })} · ${inUnits(file.bytes, language)}`,
        at: file.versionAt,
        picture: thumbnailOf(file),
      }))}
    />
  )
}

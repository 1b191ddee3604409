import { inUnits } from '../../kit/size.ts'
import { routes } from '../../routes.ts'
import { Actions, Day, Details, Time } from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { StateOf, TakeFile } from './state.tsx'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

interface SeenProps {
  file: ShownFile
  /** Until when they see it, by the portal's zone; null for no last day. */
  lastDay: string | null
}

/** A file, for somebody who is served and sees it. */
export function SeenFilePage({ file, lastDay }: SeenProps) {
  const { language, person } = useSignedInContext()
  const isOwn = file.addedById === person.id
  return (
    <Layout title={file.name} back={{ label: t('seen.back'), href: routes.documents() }}>
      <StateOf file={file} />
      {file.note ? <p class="timeline-text">{file.note}</p> : null}
      <Details
        layout="row"
        items={[
          { label: t('seen.from'), value: isOwn ? t('seen.you') : file.addedBy },
          { label: t('seen.since'), value: <Time at={file.addedAt} show="date" /> },
          ...(file.number > 1
            ? [{ label: t('seen.newest'), value: <Time at={file.versionAt} show="date" /> }]
            : []),
          { label: t('size'), value: inUnits(file.bytes, language) },
          ...(lastDay ? [{ label: t('seen.until'), value: <Day day={lastDay} /> }] : []),
        ]}
      />
      {file.state === 'ready' ? (
        <Actions>
          <TakeFile file={file} />
        </Actions>
      ) : null}
    </Layout>
  )
}

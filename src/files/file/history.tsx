import { show } from '../../kit/ids.ts'
import { inUnits } from '../../kit/size.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  Form,
  Panel,
  Timeline,
  UploadField,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { SpaceAlert, type Space } from '../uploads/space.tsx'
import type { downloadsOf } from './download-queries.ts'
import { kindByType } from './kind.ts'
import { t as kindIn } from './kind-texts.ts'
import { t } from './texts.ts'
import type { versionsOf } from './version-queries.ts'
import type { ShownFile } from './view.ts'

type Rows<F extends (...all: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>
export type Versions = Rows<typeof versionsOf>
export type Downloads = Rows<typeof downloadsOf>

const TONES = { ready: 'green', checking: 'amber', refused: 'red' } as const

interface VersionsProps {
  file: ShownFile
  /** The newest first. */
  versions: Versions
  /** For the next one. */
  space: Space
  begun: BegunFiles
  errors?: Errors
}

/** What a file is and was before, and where another version is added. */
export function VersionsPanel({ file, versions, space, begun, errors = {} }: VersionsProps) {
  const shown = { file: show('file', file.id) }
  const entries = versions.map((version, index) => ({
    what: t('version', { number: version.number }),
    who: version.addedBy,
    at: version.addedAt,
    text: described(version, versions[index + 1]),
    tone: TONES[version.state],
    action:
      version.state === 'ready' ? (
        <a
          href={routes.files.one.content(shown, { number: version.number })}
          download
          hx-boost="false"
        >
          {t('download')}
        </a>
      ) : undefined,
  }))
  return (
    <Panel title={t('versions')} text={t('versions.text')} id="versions">
      <Timeline entries={entries} />
      <SpaceAlert space={space} />
      <Form
        action={routes.files.one.versions(shown)}
        files
        errors={errors['upload'] ? errors : undefined}
      >
        <UploadField
          name="upload"
          label={t('version.add')}
          error={errors['upload']}
          begun={begun}
          single
        />
        <Actions>
          <Button look="plain">{t('version.add.do')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

/** How large it is, and what: said plainly where the one before was something else. */
function described(version: Versions[number], before: Versions[number] | undefined): string {
  const { language } = useSignedInContext()
  const kind = version.state === 'ready' ? kindByType(version.type) : null
  const was = before?.state === 'ready' ? kindByType(before.type) : null
  const said =
    kind &&
    (was && was !== kind
      ? t('version.replaces', { before: kindIn(`a.${was}`), after: kindIn(`a.${kind}`) })
      : kindIn(kind))
  return [inUnits(version.bytes, language), said].filter(Boolean).join(' · ')
}

export const DownloadsPanel = ({ downloads }: { downloads: Downloads }) => (
  <Panel title={t('downloads')} id="downloads">
    {downloads.length > 0 ? (
      <Timeline
        entries={downloads.map(({ number, name, at }) => ({
          what: t('downloads.took', { number }),
          who: name,
          at,
          tone: 'blue' as const,
        }))}
      />
    ) : (
      <p class="muted">{t('downloads.none')}</p>
    )}
  </Panel>
)

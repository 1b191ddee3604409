import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { inUnits } from '../../kit/size.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  CheckboxField,
  Confirm,
  Details,
  Form,
  Panel,
  TextArea,
  TextField,
  Time,
  type BegunFiles,
  type Crumb,
  type Errors,
} from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import type { Space } from '../uploads/space.tsx'
import { DownloadsPanel, VersionsPanel, type Downloads, type Versions } from './history.tsx'
import { kindByType, partsOf } from './kind.ts'
import { t as kindIn } from './kind-texts.ts'
import { NAME_LENGTH, StateBadge } from './panel.tsx'
import { StateOf, TakeFile } from './state.tsx'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

/** What has files: what that is called, where it is looked at, and the way there. */
export interface ShownHolder {
  name: string
  href: string
  crumbs: Crumb[]
}

interface FileProps {
  file: ShownFile
  /** What it belongs to. */
  holder: ShownHolder
  /** The way up from it: what it belongs to, and the folders that it lies in. */
  crumbs: Crumb[]
  /** It can be put into folders, and to another thing that has some. */
  isMovable: boolean
  versions: Versions
  downloads: Downloads
  /** For another version. */
  space: Space
  /** What higher features show of a file. */
  panels: Child[]
  begun: BegunFiles
  typed?: Record<string, string>
  errors?: Errors
}

/** A file, for those who look after it. */
export function FilePage(props: FileProps) {
  const { file, crumbs, isMovable, versions, downloads, space, begun, panels, errors } = props
  const shown = { file: show('file', file.id) }
  return (
    <Layout
      title={file.name}
      badge={<StateBadge file={file} />}
      crumbs={crumbs}
      action={file.state === 'ready' ? <TakeFile file={file} /> : null}
      menu={[
        ...(isMovable
          ? [{ label: t('move'), href: routes.files.moving({}, shown), icon: 'folder' as const }]
          : []),
        { label: t('remove'), href: routes.files.one.removal(shown), icon: 'lock', danger: true },
      ]}
      details={<Details items={details(props)} />}
    >
      <StateOf file={file} />
      {panels}
      <Change {...props} />
      <VersionsPanel {...{ file, versions, space, begun, errors }} />
      <DownloadsPanel downloads={downloads} />
    </Layout>
  )
}

function details({ file, holder }: FileProps) {
  const { language } = useSignedInContext()
  const kind = file.state === 'ready' ? kindByType(file.type) : null
  return [
    { label: t('belongs'), value: <a href={holder.href}>{holder.name}</a> },
    { label: t('size'), value: inUnits(file.bytes, language) },
    ...(kind ? [{ label: t('type'), value: kindIn(kind) }] : []),
    { label: t('by'), value: file.addedBy },
    { label: t('at'), value: <Time at={file.addedAt} /> },
  ]
}

function Change({ file, typed, errors = {} }: FileProps) {
  const { stem, ending } = partsOf(file.name)
  return (
    <Panel title={t('change.title')} id="change">
      <Form
        action={routes.files.one({ file: show('file', file.id) })}
        hidden={{ version: file.version }}
        errors={errors['upload'] ? undefined : errors}
      >
        <TextField
          name="name"
          label={t('name')}
          value={typed?.['name'] ?? stem}
          suffix={ending}
          error={errors['name']}
          maxlength={NAME_LENGTH - ending.length}
          autocomplete="off"
        />
        {errors['ending'] || typed?.['ending'] ? (
          <CheckboxField
            name="ending"
            label={t('change.ending', { ending: partsOf(typed?.['name'] ?? '').ending })}
            error={errors['ending']}
            checked={typed?.['ending'] !== undefined}
          />
        ) : null}
        <TextArea
          name="note"
          label={t('note')}
          help={t('note.help')}
          value={typed?.['note'] ?? file.note ?? ''}
          error={errors['note']}
          rows={2}
          maxlength={1000}
          optional
        />
        <Actions>
          <Button look="plain">{t('change')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

interface RemovalProps {
  file: ShownFile
  crumbs: Crumb[]
  /** How many there are of it. */
  versions: number
}

export function RemovalPage({ file, crumbs, versions }: RemovalProps) {
  const shown = { file: show('file', file.id) }
  const href = routes.files.one(shown)
  return (
    <Layout
      title={t('remove.title', { name: file.name })}
      width="form"
      crumbs={[...crumbs, { label: file.name, href }]}
    >
      <Confirm
        action={routes.files.one.removal(shown)}
        consequences={[t('remove.text', { versions })]}
        button={t('remove.do')}
        danger
        cancelHref={href}
      />
    </Layout>
  )
}

import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Confirm,
  Details,
  Form,
  Panel,
  TextArea,
  TextField,
  Thumbnail,
  Time,
  Timeline,
  UploadField,
  type BegunFiles,
  type Crumb,
  type Errors,
} from '../../ui/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { inUnits } from '../../kit/size.ts'
import type { downloadsOf, versionsOf } from './queries.ts'
import { AddForm, StateBadge, stateWord, thumbnailOf } from './panel.tsx'
import { whyRefused } from './refused.tsx'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

type Rows<F extends (...all: never[]) => Promise<unknown>> = Awaited<ReturnType<F>>

interface FileProps {
  file: ShownFile
  /** What it belongs to: what that is called, and where it is looked at. */
  holder: { name: string; href: string }
  /** What it lies in there, from the outermost. */
  above: Crumb[]
  /** It can be put into folders, and to another thing that has some. */
  isMovable: boolean
  versions: Rows<typeof versionsOf>
  downloads: Rows<typeof downloadsOf>
  /** What higher features show of a file. */
  panels: Child[]
  begun: BegunFiles
  typed?: Record<string, string>
  errors?: Errors
}

/** A file, for those who look after it. */
export function FilePage(props: FileProps) {
  const { file, holder, above, isMovable, panels } = props
  const shown = { file: show('file', file.id) }
  return (
    <Layout
      title={file.name}
      badge={<StateBadge file={file} />}
      crumbs={[{ label: holder.name, href: `${holder.href}#files` }, ...above]}
      action={file.state === 'ready' ? <Take file={file} /> : null}
      menu={[
        ...(isMovable
          ? [{ label: t('move'), href: routes.files.moving({}, shown), icon: 'folder' as const }]
          : []),
        { label: t('remove'), href: routes.files.one.removal(shown), icon: 'lock', danger: true },
      ]}
      details={<Details items={details(props)} />}
    >
      <State file={file} />
      {panels}
      <Change {...props} />
      <Versions {...props} />
      <Downloads {...props} />
    </Layout>
  )
}

/** A file, for somebody who is served and sees it. */
export function SeenFilePage({ file }: { file: ShownFile }) {
  const { language } = useSignedInContext()
  return (
    <Layout title={file.name} subtitle={inUnits(file.bytes, language)}>
      <State file={file} />
      {file.note ? <p class="timeline-text">{file.note}</p> : null}
      {file.state === 'ready' ? (
        <Actions>
          <Take file={file} />
        </Actions>
      ) : null}
    </Layout>
  )
}

const Take = ({ file }: { file: ShownFile }) => (
  <ButtonLink
    look="primary"
    href={routes.files.one.content({ file: show('file', file.id) })}
    download
  >
    {t('download')}
  </ButtonLink>
)

const WHY = { checking: 'checking.text', held: 'held.text' } as const

function State({ file }: { file: ShownFile }) {
  const word = stateWord(file)
  if (word === null) return <Thumbnail src={thumbnailOf(file)} large />
  return (
    <Alert tone={word === 'refused' ? 'red' : 'amber'} title={t(word)}>
      {word === 'refused' ? whyRefused(file) : t(WHY[word])}
    </Alert>
  )
}

function details({ file, holder }: FileProps) {
  const { language } = useSignedInContext()
  return [
    { label: t('belongs'), value: <a href={holder.href}>{holder.name}</a> },
    { label: t('size'), value: inUnits(file.bytes, language) },
    { label: t('type'), value: file.type },
    { label: t('by'), value: file.addedBy },
    { label: t('at'), value: <Time at={file.addedAt} /> },
  ]
}

function Change({ file, typed, errors = {} }: FileProps) {
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
          value={typed?.['name'] ?? file.name}
          error={errors['name']}
          maxlength={200}
          autocomplete="off"
        />
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

function Versions({ file, versions, begun, errors = {} }: FileProps) {
  const { language } = useSignedInContext()
  const shown = { file: show('file', file.id) }
  const entries = versions.map(({ number, state, bytes, addedAt, addedBy }) => ({
    what: t('version', { number }),
    who: addedBy,
    at: addedAt,
    text: inUnits(bytes, language),
    tone:
      state === 'ready'
        ? ('green' as const)
        : state === 'checking'
          ? ('amber' as const)
          : ('red' as const),
    action:
      state === 'ready' ? (
        <a href={routes.files.one.content(shown, { number })} download hx-boost="false">
          {t('download')}
        </a>
      ) : undefined,
  }))
  return (
    <Panel title={t('versions')} text={t('versions.text')} id="versions">
      <Timeline entries={entries} />
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
          <Button look="plain">{t('version.add')}</Button>
        </Actions>
      </Form>
    </Panel>
  )
}

const Downloads = ({ downloads }: FileProps) => (
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

interface AddProps {
  about: string
  /** Id as shown of the folder that they go into, if any. */
  folder: string
  holder: { name: string; href: string }
  begun: BegunFiles
  errors?: Errors
}

/** Where files are added that were not, and why. */
export const AddPage = ({ holder, ...form }: AddProps) => (
  <Layout
    title={t('add')}
    width="form"
    crumbs={[{ label: holder.name, href: `${holder.href}#files` }]}
  >
    <AddForm {...form} />
  </Layout>
)

export function RemovalPage({ file, versions }: { file: ShownFile; versions: number }) {
  const shown = { file: show('file', file.id) }
  const href = routes.files.one(shown)
  return (
    <Layout
      title={t('remove.title', { name: file.name })}
      width="form"
      crumbs={[{ label: file.name, href }]}
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

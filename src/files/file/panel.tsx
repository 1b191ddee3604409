import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Badge,
  Button,
  DataTable,
  Form,
  Thumbnail,
  Time,
  UploadField,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import { inUnits } from '../../kit/size.ts'
import { largestOf } from '../uploads/quota.ts'
import { t } from './texts.ts'
import type { ShownFile } from './view.ts'

/** Of a name, with its ending. */
export const NAME_LENGTH = 200

/** Files of one thing, for staff: a box before each where something can be done with several. */
export function FileTable({ files, buttons }: { files: ShownFile[]; buttons?: Child }) {
  const { language } = useSignedInContext()
  return (
    <DataTable
      caption={t('title')}
      rows={files}
      rowHref={({ id }) => routes.files.one({ file: show('file', id) })}
      selection={
        buttons
          ? {
              name: 'file',
              value: ({ id }) => show('file', id),
              label: ({ name }) => name,
              action: routes.files.moving(),
              method: 'get',
              buttons,
            }
          : undefined
      }
      columns={[
        { key: 'name', header: t('name'), cell: (file) => <FileCell file={file} /> },
        {
          key: 'size',
          header: t('size'),
          align: 'end',
          nowrap: true,
          cell: ({ bytes }) => inUnits(bytes, language),
        },
        { key: 'by', header: t('by'), minor: true, cell: ({ addedBy }) => addedBy },
        {
          key: 'at',
          header: t('at'),
          nowrap: true,
          cell: ({ versionAt }) => <Time at={versionAt} />,
        },
      ]}
    />
  )
}

interface AddFormProps {
  about: string
  /** Id as shown of the folder that they go into; null for none. */
  folder?: string | null
  begun: BegunFiles
  errors?: Errors
}

/** Where files are chosen that are added. */
export function AddForm({ about, folder, begun, errors = {} }: AddFormProps) {
  const { language, portal } = useSignedInContext()
  return (
    <Form
      action={routes.files()}
      files
      hidden={{ about, ...(folder && { folder }) }}
      errors={errors}
    >
      <UploadField
        name="uploads"
        label={t('add.label')}
        help={t('add.help', { most: inUnits(largestOf(portal), language) })}
        error={errors['uploads']}
        begun={begun}
      />
      <Actions>
        <Button look="plain">{t('add')}</Button>
      </Actions>
    </Form>
  )
}

const FileCell = ({ file }: { file: ShownFile }) => (
  <>
    <Thumbnail src={thumbnailOf(file)} />
    <span class="file-name">{file.name}</span> <StateBadge file={file} />
  </>
)

/** Why a file is not given out, in the reader's words; nothing of one that is. */
export function stateSaid(file: Pick<ShownFile, 'state' | 'isHeld'>): string {
  const word = stateWord(file)
  return word ? t(word) : ''
}

/** Says of a file why it is not given out; nothing of one that is. */
export function StateBadge({ file }: { file: Pick<ShownFile, 'state' | 'isHeld'> }) {
  const word = stateWord(file)
  return word && <Badge tone={word === 'refused' ? 'red' : 'amber'}>{t(word)}</Badge>
}

/** Why it is not given out, in a word: one that waits for somebody to look at it is held. Null of one that is. */
export function stateWord({ state, isHeld }: Pick<ShownFile, 'state' | 'isHeld'>) {
  if (isHeld) return 'held'
  return state === 'ready' ? null : state
}

/** Where a small picture of a file is; null where there is none. */
export const thumbnailOf = ({ id, thumbnail, state, number }: ShownFile): string | null =>
  thumbnail === null || state !== 'ready'
    ? null
    : routes.files.one.thumbnail({ file: show('file', id) }, { number })

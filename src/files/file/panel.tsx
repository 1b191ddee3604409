import type { Child } from 'hono/jsx'
import { show, type IdKind } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Badge,
  Button,
  DataTable,
  Form,
  Panel,
  Thumbnail,
  Time,
  UploadField,
  type Errors,
} from '../../ui/index.ts'
import { useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { inUnits } from '../size.ts'
import { largestOf } from '../uploads/quota.ts'
import { filesOf } from './queries.ts'
import { t } from './texts.ts'
import { inClear, type ShownFile } from './view.ts'

/** How many are on a page of what has them; the others follow by a link. */
const ON_PAGE = 50

interface FilesProps {
  /** Id as shown of what has them. */
  about: string
  files: ShownFile[]
}

/** The files of one thing, and where more are added. For staff. */
export async function filesPanel(
  ctx: SignedInContext,
  { kind, id }: { kind: IdKind; id: string },
): Promise<Child> {
  const rows = await ctx.read((tx) => filesOf(tx, { kind, holder: id, limit: ON_PAGE }))
  return <Files about={show(kind, id)} files={await inClear(ctx, rows)} />
}

export function Files({ about, files }: FilesProps) {
  const ctx = useSignedInContext()
  return (
    <Panel title={t('title')} id="files">
      {files.length > 0 ? (
        <DataTable
          caption={t('title')}
          rows={files}
          rowHref={({ id }) => routes.files.one({ file: show('file', id) })}
          columns={[
            { key: 'name', header: t('name'), cell: (file) => <FileCell file={file} /> },
            {
              key: 'size',
              header: t('size'),
              align: 'end',
              nowrap: true,
              cell: ({ bytes }) => inUnits(bytes, ctx.language),
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
      ) : (
        <p class="muted">{t('empty')}</p>
      )}
      <AddForm about={about} />
    </Panel>
  )
}

/** Where files are chosen that are added. */
export function AddForm({ about, errors = {} }: { about: string; errors?: Errors }) {
  const { language, portal } = useSignedInContext()
  return (
    <Form action={routes.files()} files hidden={{ about }} errors={errors}>
      <UploadField
        name="uploads"
        label={t('add.label')}
        help={t('add.help', { most: inUnits(largestOf(portal), language) })}
        error={errors['uploads']}
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

import type { Child } from 'hono/jsx'
import { show, type IdKind } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  Form,
  Icon,
  Panel,
  TextField,
  type BegunFiles,
  type Errors,
} from '../../ui/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { SignedInContext } from '../../web/index.ts'
import { AddForm, FileTable } from '../file/index.ts'
import { begunFiles } from '../uploads/begun.ts'
import { SpaceAlert } from '../uploads/space.tsx'
import { NAME_LENGTH, type Folder } from './folder.ts'
import { t } from './texts.ts'
import { filesIn, nameOf, readFiles, readLying, type Lying, type PageOfFiles } from './view.ts'

export interface PlaceProps extends PageOfFiles {
  /** Id as shown of what has the files. */
  about: string
  lying: Lying
  /** The folder that is looked at; null for what lies in none. */
  folder: Folder | null
  begun: BegunFiles
  /** These are not the newest. */
  isLater?: boolean
  /** What was typed for a new folder that was refused. */
  typed?: Record<string, string>
  errors?: Errors
}

/** The folders and files of one thing, and where more are added. For staff. */
export async function filesPanel(
  ctx: SignedInContext,
  { kind, id }: { kind: IdKind; id: string },
): Promise<Child> {
  const of = { kind, holder: id }
  const lying = await readLying(ctx, of)
  const files = await readFiles(ctx, of, { folder: null })
  const begun = await begunFiles(ctx, 'uploads')
  return <Files about={show(kind, id)} {...{ lying, begun }} folder={null} {...files} />
}

const Files = (props: PlaceProps) => (
  <Panel title={t('title')} id="files">
    <Place {...props} />
  </Panel>
)

/** What lies in one place: folders first, then files; and what can be put there. */
export function Place(props: PlaceProps) {
  const { about, lying, folder, begun, files, next, space, isLater } = props
  const within = lying.tree.within(folder?.id ?? null)
  const isEmpty = within.length === 0 && files.length === 0 && !isLater
  return (
    <>
      {within.length > 0 ? <Folders {...props} /> : null}
      {files.length > 0 ? (
        <FileTable files={files} buttons={<Button look="plain">{t('moveTo')}</Button>} />
      ) : null}
      {isEmpty ? <p class="muted">{t(folder ? 'empty.here' : 'empty')}</p> : null}
      {next || isLater ? (
        <nav class="pager" aria-label={t('title')}>
          {isLater ? <PagerLink {...props} before={null} /> : null}
          {next ? <PagerLink {...props} before={next} /> : null}
        </nav>
      ) : null}
      <NewFolder {...props} />
      <SpaceAlert space={space} />
      <AddForm about={about} folder={folder && show('folder', folder.id)} begun={begun} />
    </>
  )
}

const PagerLink = ({ about, folder, before }: PlaceProps & { before: string | null }) => (
  <a
    class="btn btn-plain"
    href={
      folder
        ? routes.folders.one({ folder: show('folder', folder.id) }, { before })
        : routes.folders({}, { about, before })
    }
  >
    {t(before ? 'earlier' : 'newest')}
  </a>
)

function Folders({ lying, folder }: PlaceProps) {
  const language = useLanguage()
  return (
    <ul class="folders" aria-label={t('folders')}>
      {lying.tree.withinInOrder(folder?.id ?? null, language).map((one) => (
        <li>
          <a href={routes.folders.one({ folder: show('folder', one.id) })}>
            <Icon name="folder" />
            <span class="file-name">{nameOf(one, language)}</span>
            <span class="muted">{t('files', { count: filesIn(lying, one.id) })}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}

function NewFolder({ about, folder, typed, errors = {} }: PlaceProps) {
  const parent = folder ? { parent: show('folder', folder.id) } : {}
  return (
    <details class="more-form" open={Object.keys(errors).length > 0}>
      <summary>
        <Icon name="plus" size={16} /> {t('add')}
      </summary>
      <Form action={routes.folders()} hidden={{ about, ...parent }} errors={errors} guard={false}>
        <TextField
          name="name"
          label={t('name')}
          value={typed?.['name']}
          error={errors['name']}
          maxlength={NAME_LENGTH}
          width="medium"
          autocomplete="off"
        />
        <Actions>
          <Button look="plain">{t('add.do')}</Button>
        </Actions>
      </Form>
    </details>
  )
}

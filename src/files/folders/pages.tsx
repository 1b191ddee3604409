import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  Form,
  SelectField,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { ShownHolder } from '../file/index.ts'
import { NAME_LENGTH, type Folder } from './folder.ts'
import { Place, type PlaceProps } from './panel.tsx'
import { t } from './texts.ts'
import { crumbsTo, nameOf, type Lying } from './view.ts'

/** A folder, or all that lie in none. */
export function PlacePage({ holder, ...props }: PlaceProps & { holder: ShownHolder }) {
  const { folder, lying } = props
  const language = useLanguage()
  const shown = folder && { folder: show('folder', folder.id) }
  return (
    <Layout
      title={folder ? nameOf(folder, language) : t('title')}
      crumbs={[...holder.crumbs, ...crumbsTo(lying.tree, folder?.parentId ?? null, language)]}
      menu={
        shown
          ? [
              { label: t('rename'), href: routes.folders.one.edit(shown), icon: 'file' },
              { label: t('move'), href: routes.folders.one.moving(shown), icon: 'folder' },
              {
                label: t('remove'),
                href: routes.folders.one.removal(shown),
                icon: 'lock',
                danger: true,
              },
            ]
          : undefined
      }
    >
      <Place {...props} />
    </Layout>
  )
}

interface FolderProps {
  folder: Folder
  lying: Lying
  holder: ShownHolder
  typed?: Record<string, string>
  errors?: Errors
}

/** The way up from a page about a folder. */
const above = (
  { folder, lying, holder }: FolderProps,
  language: ReturnType<typeof useLanguage>,
) => [...holder.crumbs, ...crumbsTo(lying.tree, folder.id, language)]

export function NamePage(props: FolderProps) {
  const { folder, typed, errors = {} } = props
  const language = useLanguage()
  const href = routes.folders.one({ folder: show('folder', folder.id) })
  return (
    <Layout
      title={t('rename.title', { name: nameOf(folder, language) })}
      width="form"
      crumbs={above(props, language)}
    >
      <Form action={href} hidden={{ version: folder.version }} errors={errors}>
        <TextField
          name="name"
          label={t('name')}
          value={typed?.['name'] ?? folder.name ?? ''}
          error={errors['name']}
          maxlength={NAME_LENGTH}
          autocomplete="off"
        />
        <Actions>
          <Button>{t('rename.do')}</Button>
          <ButtonLink look="quiet" href={href}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

/** Said of no folder where one is chosen: an empty choice is none. */
export const NO_FOLDER = 'none'

/** Where something may be put: each folder with what it lies in before it. */
export function placesIn({ tree }: Lying, except: readonly Folder[] = []) {
  const language = useLanguage()
  const folders = tree.inOrder(language).filter(({ id }) => !except.some((one) => one.id === id))
  return [
    { value: NO_FOLDER, label: t('none') },
    ...folders.map(({ id }) => ({
      value: show('folder', id),
      label: tree
        .path(id)
        .map((one) => nameOf(one, language))
        .join(' › '),
    })),
  ]
}

export function MovePage(props: FolderProps) {
  const { folder, lying, typed, errors = {} } = props
  const language = useLanguage()
  const shown = { folder: show('folder', folder.id) }
  return (
    <Layout
      title={t('move.title', { name: nameOf(folder, language) })}
      width="form"
      crumbs={above(props, language)}
    >
      <Form action={routes.folders.one.moving(shown)} errors={errors}>
        <SelectField
          name="parent"
          label={t('move.into')}
          options={placesIn(lying, lying.tree.withAllBelow(folder.id))}
          value={
            typed?.['parent'] ?? (folder.parentId ? show('folder', folder.parentId) : NO_FOLDER)
          }
          error={errors['parent']}
        />
        <Actions>
          <Button>{t('move.do')}</Button>
          <ButtonLink look="quiet" href={routes.folders.one(shown)}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

interface RemovalProps extends FolderProps {
  /** In it and in the folders in it. */
  files: number
  /** Of those, that are shared. */
  shared: number
}

export function RemovalPage(props: RemovalProps) {
  const { folder, lying, files, shared, errors } = props
  const language = useLanguage()
  const shown = { folder: show('folder', folder.id) }
  const folders = lying.tree.withAllBelow(folder.id).length
  return (
    <Layout
      title={t('remove.title', { name: nameOf(folder, language) })}
      width="form"
      crumbs={above(props, language)}
    >
      <Confirm
        action={routes.folders.one.removal(shown)}
        consequences={
          files === 0
            ? [t('remove.empty', { folders })]
            : [
                t('remove.folders', { folders }),
                t('remove.files', { files }),
                ...(shared > 0 ? [t('remove.shared', { files: shared })] : []),
              ]
        }
        reassurance={files > 0 && folder.name === null ? t('unreadable.why') : undefined}
        typed={files > 0 ? (folder.name ?? undefined) : undefined}
        button={t('remove.do')}
        danger
        cancelHref={routes.folders.one(shown)}
        errors={errors}
      />
    </Layout>
  )
}

import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Button,
  Confirm,
  Form,
  Panel,
  SelectField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { ShownFile, ShownHolder } from '../file/index.ts'
import { namesOf } from '../sharing/naming.ts'
import { NO_FOLDER, placesIn } from './pages.tsx'
import { t } from './texts.ts'
import type { Lying } from './view.ts'

/** Something that has files, found by a search. */
export interface Match {
  about: string
  name: string
}

interface PlacingProps {
  files: readonly ShownFile[]
  /** What they belong to. */
  holder: ShownHolder
  /** Where they go, with its folders; of what they belong to or of another thing. */
  target: ShownHolder & { about: string; lying: Lying; isOther: boolean }
  /** Those with whom any of them is shared. */
  seers: readonly { name: string }[]
  search: string
  matches: readonly Match[]
  typed?: Record<string, string>
  errors?: Errors
}

/** The address of this page about the same files. */
export const placingHref = (
  files: readonly Pick<ShownFile, 'id'>[],
  more: Record<string, string> = {},
): string => {
  const query = new URLSearchParams(files.map(({ id }) => ['file', show('file', id)]))
  for (const [name, value] of Object.entries(more)) query.set(name, value)
  return `${routes.files.moving()}?${query.toString()}`
}

const Files = ({ files }: Pick<PlacingProps, 'files'>) => (
  <>
    {files.map(({ id }) => (
      <input type="hidden" name="file" value={show('file', id)} />
    ))}
  </>
)

/** Where files are to lie from now on. What changes for whoever sees them is said before. */
export function PlacingPage(props: PlacingProps) {
  const { files, holder, target, seers, typed, errors = {} } = props
  const [first] = files
  const now = first?.folderId && !target.isOther ? show('folder', first.folderId) : NO_FOLDER
  return (
    <Layout
      title={
        files.length === 1
          ? t('move.title', { name: first!.name })
          : t('place.title', { count: files.length })
      }
      width="form"
      crumbs={holder.crumbs}
    >
      <Confirm
        action={routes.files.moving()}
        hidden={{ about: target.about }}
        errors={errors}
        consequences={
          target.isOther
            ? [
                t('place.over', { count: files.length, name: target.name }),
                seers.length > 0
                  ? t('place.sees', { who: namesOf(seers) })
                  : t('place.sees.nobody'),
              ]
            : []
        }
        reassurance={t('place.keeps')}
        button={t('place.do')}
        cancelHref={
          files.length === 1
            ? routes.files.one({ file: show('file', first!.id) })
            : `${holder.href}#files`
        }
      >
        <Files files={files} />
        <SelectField
          name="folder"
          label={t('move.into')}
          options={placesIn(target.lying)}
          value={typed?.['folder'] ?? now}
          error={errors['folder']}
        />
      </Confirm>
      <Elsewhere {...props} />
    </Layout>
  )
}

/** Another thing that has files is looked for by what it is called. */
const Elsewhere = ({ files, search, matches }: PlacingProps) => (
  <Panel title={t('place.elsewhere')} id="elsewhere">
    <Form method="get" action={`${routes.files.moving()}#elsewhere`} layout="line" guard={false}>
      <Files files={files} />
      <TextField
        name="search"
        label={t('place.search')}
        value={search}
        autocomplete="off"
        maxlength={200}
      />
      <Button look="plain">{t('place.find')}</Button>
    </Form>
    {search && matches.length === 0 ? <p class="muted">{t('place.nothing')}</p> : null}
    {matches.length > 0 ? (
      <ul class="rows" aria-label={t('place.found')}>
        {matches.map(({ about, name }) => (
          <li>
            <a href={placingHref(files, { about })}>{name}</a>
          </li>
        ))}
      </ul>
    ) : null}
  </Panel>
)

import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { askForFiles } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import type { BegunFiles, Errors } from '../../ui/index.ts'
import { asTyped, Layout, listOf, page, textOf, type SignedInContext } from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { begunFiles } from '../uploads/begun.ts'
import { addFile } from './files.ts'
import type { ShownHolder } from './page.tsx'
import { AddForm } from './panel.tsx'
import { heldFor, placeOf } from './reading.tsx'
import { t, words } from './texts.ts'

interface AddProps {
  about: string
  /** Id as shown of the folder that they go into, if any. */
  folder: string
  holder: ShownHolder
  begun: BegunFiles
  errors?: Errors
}

/** Where files are added that were not, and why. */
const AddPage = ({ holder, ...form }: AddProps) => (
  <Layout title={t('add')} width="form" crumbs={holder.crumbs}>
    <AddForm {...form} />
  </Layout>
)

/** What is wrong with one that was sent is told at the field that sends them. */
const atField = (refusal: Refusal, field: string): Refusal => ({
  ...refusal,
  fields: refusal.fields.map((one) => ({ ...one, field })),
})

export const asksForFile = (refusal: Refusal) => askForFiles(refusal, (field) => field === 'upload')

async function addPage(ctx: SignedInContext, cause: Refusal): Promise<Response> {
  const isFolderGone = cause.fields.some(({ field }) => field === 'folder')
  const refusal = atField(
    isFolderGone ? refuse('folder_gone', { field: 'uploads' }) : cause,
    'uploads',
  )
  const about = textOf(ctx.form, 'about')
  const holder = await heldFor(ctx, about)
  if (!holder) return ctx.refuse(kitRefuse('not_found'))
  const { errors } = asTyped(ctx, refusal)
  const begun = await begunFiles(ctx, 'uploads')
  const folder = isFolderGone ? '' : textOf(ctx.form, 'folder')
  return ctx.page(<AddPage {...{ about, folder, holder, begun, errors }} />, refusal.status)
}

/** Several at once: each is an operation of its own, and what was refused is told with what it is called. */
export const adding = page(
  routes.files,
  'POST',
  'files',
  async (ctx) => {
    const about = textOf(ctx.form, 'about')
    const uploads = listOf(ctx.form, 'uploads')
    const folder = textOf(ctx.form, 'folder')
    // Where there is none, that is what the operation says.
    for (const upload of uploads.length > 0 ? uploads : [undefined]) {
      const added = await ctx.perform(addFile, {
        about,
        upload,
        ...(folder && { folder }),
      })
      if (!added.ok)
        return added.code === 'not_found' ? ctx.refuse(added) : addPage(ctx, asksForFile(added))
    }
    const text = words(ctx.language)('add.done', { count: uploads.length })
    return ctx.redirect(placeOf(ctx, about, folder), { tone: 'green', text })
  },
  { right: 'files:manage', fields: { about: 'text', folder: 'text', uploads: 'upload' } },
)

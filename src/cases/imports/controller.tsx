import { csv, errorsOf, page, type RouteHandler, type SignedInContext } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { findBulkJob } from '../../kit/bulk-jobs/queries.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { fieldsOf } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { ENCODINGS, readText, type ReadText } from './encoding.ts'
import { SENT_BYTES } from './file.ts'
import { beginImport, IMPORT, uploadImport } from './imports.ts'
import { PreviewPage } from './preview-page.tsx'
import { previewUpload } from './preview.ts'
import { templateFor } from './template.ts'
import { words } from './texts.ts'
import { UploadPage } from './upload-page.tsx'

const importers = { right: 'people:manage' } as const

async function askForFile(ctx: SignedInContext, refusal?: Refusal) {
  const fields = await ctx.read((tx) => fieldsOf(tx))
  const errors = refusal && errorsOf(refusal, ctx.language)
  return ctx.page(<UploadPage fields={fields} errors={errors} />, refusal?.status)
}

/** The text of the file that was chosen, or what is wrong before anything is read. */
async function sentText({ form }: SignedInContext): Promise<ReadText | { refusal: Refusal }> {
  const file = form['csv']
  if (!(file instanceof File) || file.size === 0)
    return { refusal: invalidField('csv', 'required') }
  const read = readText(new Uint8Array(await file.arrayBuffer()))
  return read ?? { refusal: refuse('not_text', { field: 'csv' }) }
}

/** Where a file is looked through; once it has been begun with, where it is watched. */
async function lookThrough(ctx: SignedInContext, refusal?: Refusal) {
  const { portal, installation, now, language } = ctx
  const id = parseId('import', ctx.param('import'))
  if (id === null) return ctx.refuse(kitRefuse('not_found'))
  const preview = await previewUpload(installation, portal.id, id, now)
  const bulkJob = await ctx.read((tx) => findBulkJob(tx, id))
  if (bulkJob?.kind === IMPORT) return ctx.redirect(routes.work({ work: show('work', id) }))
  if (!preview) return ctx.refuse(kitRefuse('not_found'))
  // The portal's own fields have changed since it was sent: it has to be sent again.
  if ('refusal' in preview) return askForFile(ctx, preview.refusal)
  const errors = refusal && errorsOf(refusal, language)
  // Said in the address by whoever read the file: what is kept of it is its text.
  const encoding = ENCODINGS.find((one) => one === ctx.query('encoding'))
  const props = { id: show('import', id), preview, encoding, errors }
  return ctx.page(<PreviewPage {...props} />, refusal?.status)
}

export const importsController: readonly RouteHandler[] = [
  page(routes.imports, 'GET', 'people', (ctx) => askForFile(ctx), importers),

  page(
    routes.imports,
    'POST',
    'people',
    async (ctx) => {
      const sent = await sentText(ctx)
      if ('refusal' in sent) return askForFile(ctx, sent.refusal)
      const result = await ctx.perform(uploadImport, { csv: sent.text })
      if (!result.ok) return askForFile(ctx, result)
      const shown = show('import', result.value.import)
      return ctx.redirect(routes.import({ import: shown }, { encoding: sent.encoding }))
    },
    { ...importers, fields: { csv: 'file' }, takes: { bytes: SENT_BYTES } },
  ),

  page(
    routes.importTemplate,
    'GET',
    'people',
    async (ctx) => {
      const fields = await ctx.read((tx) => fieldsOf(tx))
      return csv(words(ctx.language)('template.name'), templateFor(ctx.language, fields))
    },
    importers,
  ),

  page(routes.import, 'GET', 'people', (ctx) => lookThrough(ctx), importers),

  page(
    routes.import,
    'POST',
    'people',
    async (ctx) => {
      const shown = ctx.param('import')
      if (parseId('import', shown) === null) return ctx.refuse(kitRefuse('not_found'))
      const result = await ctx.perform(beginImport, { import: shown })
      if (!result.ok) return result.status === 404 ? ctx.refuse(result) : lookThrough(ctx, result)
      return ctx.redirect(routes.work({ work: show('work', result.value.work) }))
    },
    importers,
  ),
]

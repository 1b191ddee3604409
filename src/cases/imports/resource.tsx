import { z } from 'zod'
import { csv, errorsOf, page, resource, type SignedInContext } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { findBulkJob } from '../../kit/bulk-jobs/queries.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalidField } from '../../kit/validation.ts'
import { fieldsOf } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { refuse } from '../refusals.ts'
import { workReference } from '../work-reference.ts'
import { ENCODINGS, readText, type ReadText } from './encoding.ts'
import { SENT_BYTES } from './file.ts'
import { beginImport, IMPORT, uploadImport } from './imports.ts'
import { PreviewPage } from './preview-page.tsx'
import { previewShape, previewUpload, showPreview } from './preview.ts'
import { templateFor } from './template.ts'
import { words } from './texts.ts'
import { UploadPage } from './upload-page.tsx'

async function askForFile(ctx: SignedInContext, refusal?: Refusal) {
  const fields = await ctx.read((tx) => fieldsOf(tx))
  const errors = refusal && errorsOf(refusal, ctx.language)
  return ctx.page(<UploadPage fields={fields} errors={errors} />, refusal?.status)
}

/** The text of the file that was chosen, or what is wrong before anything is read. */
async function sentText({ form }: SignedInContext): Promise<ReadText | Refusal> {
  const file = form['csv']
  if (!(file instanceof File) || file.size === 0) return invalidField('csv', 'choose_file')
  const read = readText(new Uint8Array(await file.arrayBuffer()))
  return read ?? refuse('not_text', { field: 'csv' })
}

/** Where a file is looked through; once it has been begun with, where it is watched. */
async function lookThrough(ctx: SignedInContext, refusal?: Refusal) {
  const { portal, installation, now, language } = ctx
  const id = parseId('import', ctx.param('import'))
  if (id === null) return ctx.refuse(kitRefuse('not_found'))
  const preview = await previewUpload(installation, portal.id, id, now)
  const bulkJob = await ctx.read((tx) => findBulkJob(tx, id))
  if (bulkJob?.kind === IMPORT) return ctx.redirect(routes.works.one({ work: show('work', id) }))
  if (!preview) return ctx.refuse(kitRefuse('not_found'))
  // The portal's own fields have changed since it was sent: it has to be sent again.
  if ('refusal' in preview) return askForFile(ctx, preview.refusal)
  const errors = refusal && errorsOf(refusal, language)
  // Said in the address by whoever read the file: what is kept of it is its text.
  const encoding = ENCODINGS.find((one) => one === ctx.query('encoding'))
  const props = { id: show('import', id), preview, encoding, errors }
  return ctx.page(<PreviewPage {...props} />, refusal?.status)
}

/** Here by hand: the next address says in which encoding the file was read, which the operation does not know. */
const upload = page(
  routes.imports,
  'POST',
  'people',
  async (ctx) => {
    const sent = await sentText(ctx)
    if (isRefusal(sent)) return askForFile(ctx, sent)
    const result = await ctx.perform(uploadImport, { csv: sent.text })
    if (!result.ok) return askForFile(ctx, result)
    const shown = show('import', result.value.import)
    return ctx.redirect(routes.imports.one({ import: shown }, { encoding: sent.encoding }))
  },
  { right: 'people:manage', fields: { csv: 'file' }, takes: { bytes: SENT_BYTES } },
)

export const importsResource = resource({ feature: 'people', right: 'people:manage', words })
  .page(routes.imports, askForFile)
  .also(upload)
  .change(uploadImport, {
    api: routes.api.imports,
    takes: { bytes: SENT_BYTES },
    status: 201,
    answer: shape('UploadedImport', { import: z.string().describe('Look through it, then begin') }),
    show: (_, value) => ({ import: show('import', value.import) }),
    location: (value) => routes.api.imports.one({ import: show('import', value.import) }),
  })
  .page(routes.imports.template, async (ctx) => {
    const fields = await ctx.read((tx) => fieldsOf(tx))
    return csv(words(ctx.language)('template.name'), templateFor(ctx.language, fields))
  })
  .page(routes.imports.one, lookThrough)
  .read(routes.api.imports.one, {
    name: 'import.preview',
    summary: 'Counts what is in a file that was sent and not begun with, and tells what to mend',
    answer: previewShape,
    show: async ({ portal, installation, now, language, param }) => {
      const id = parseId('import', param('import'))
      const preview = id && (await previewUpload(installation, portal.id, id, now))
      if (!preview) return null
      return 'refusal' in preview ? preview.refusal : showPreview(preview, language)
    },
  })
  .change(beginImport, {
    ...workReference,
    page: routes.imports.one,
    again: lookThrough,
    to: ({ work }) => routes.works.one({ work: show('work', work) }),
    api: routes.api.imports.one.beginning,
    status: 201,
    location: ({ work }) => routes.api.works.one({ work: show('work', work) }),
  })

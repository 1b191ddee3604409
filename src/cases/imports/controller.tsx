import { csv, errorsOf, page, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { findWork } from '../../kit/long-work/queries.ts'
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

async function askForFile(visit: SignedInVisit, refusal?: Refusal) {
  const fields = await visit.read((tx) => fieldsOf(tx, visit.portal.id))
  const errors = refusal && errorsOf(refusal, visit.language)
  return visit.page(<UploadPage fields={fields} errors={errors} />, refusal?.status)
}

/** The text of the file that was chosen, or what is wrong before anything is read. */
async function sentText({ form }: SignedInVisit): Promise<ReadText | { refusal: Refusal }> {
  const file = form['csv']
  if (!(file instanceof File) || file.size === 0)
    return { refusal: invalidField('csv', 'required') }
  const read = readText(new Uint8Array(await file.arrayBuffer()))
  return read ?? { refusal: refuse('not_text', { field: 'csv' }) }
}

/** Where a file is looked through; once it has been begun with, where it is watched. */
async function lookThrough(visit: SignedInVisit, refusal?: Refusal) {
  const { portal, installation, now, language } = visit
  const id = parseId('import', visit.param('import'))
  if (id === null) return visit.refuse(kitRefuse('not_found'))
  const preview = await previewUpload(installation, portal.id, id, now)
  const work = await visit.read((tx) => findWork(tx, portal.id, id))
  if (work?.kind === IMPORT) return visit.redirect(routes.work({ work: show('work', id) }))
  if (!preview) return visit.refuse(kitRefuse('not_found'))
  // The portal's own fields have changed since it was sent: it has to be sent again.
  if ('refusal' in preview) return askForFile(visit, preview.refusal)
  const errors = refusal && errorsOf(refusal, language)
  // Said in the address by whoever read the file: what is kept of it is its text.
  const encoding = ENCODINGS.find((one) => one === visit.query('encoding'))
  const props = { id: show('import', id), preview, encoding, errors }
  return visit.page(<PreviewPage {...props} />, refusal?.status)
}

export const importsController: readonly Served[] = [
  page(routes.imports, 'GET', 'people', (visit) => askForFile(visit), importers),

  page(
    routes.imports,
    'POST',
    'people',
    async (visit) => {
      const sent = await sentText(visit)
      if ('refusal' in sent) return askForFile(visit, sent.refusal)
      const result = await visit.perform(uploadImport, { csv: sent.text })
      if (!result.ok) return askForFile(visit, result)
      const shown = show('import', result.value.import)
      return visit.redirect(routes.import({ import: shown }, { encoding: sent.encoding }))
    },
    { ...importers, fields: { csv: 'file' }, takes: { bytes: SENT_BYTES } },
  ),

  page(
    routes.importTemplate,
    'GET',
    'people',
    async (visit) => {
      const fields = await visit.read((tx) => fieldsOf(tx, visit.portal.id))
      return csv(words(visit.language)('template.name'), templateFor(visit.language, fields))
    },
    importers,
  ),

  page(routes.import, 'GET', 'people', (visit) => lookThrough(visit), importers),

  page(
    routes.import,
    'POST',
    'people',
    async (visit) => {
      const shown = visit.param('import')
      if (parseId('import', shown) === null) return visit.refuse(kitRefuse('not_found'))
      const result = await visit.perform(beginImport, { import: shown })
      if (!result.ok)
        return result.status === 404 ? visit.refuse(result) : lookThrough(visit, result)
      return visit.redirect(routes.work({ work: show('work', result.value.work) }))
    },
    importers,
  ),
]

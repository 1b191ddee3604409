import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { askForFiles } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { asTyped, listOf, page, resource, textOf, type SignedInContext } from '../../web/index.ts'
import { about, type FileRow } from './file.ts'
import { addFile, addVersion, changeFile, removeFile, subjectOf } from './files.ts'
import { contentEndpoint, contentPage, named, thumbnail } from './giving.ts'
import { heldNamed, holderOf, type Held } from '../holders/holder.ts'
import { AddPage, FilePage, RemovalPage, SeenFilePage } from './page.tsx'
import { aboveFile, onFilePage } from './panels.ts'
import { downloadsOf, fileById, filesOf, versionsOf } from './queries.ts'
import { looksAfter } from './seeing.ts'
import { refuse } from '../refusals.ts'
import { begunFiles } from '../uploads/begun.ts'
import { words } from './texts.ts'
import { fileView, inClear, showFile, type ShownFile } from './view.ts'

/** Lines of who has taken a file. */
const DOWNLOADS = 50

/** What staff add files to: its name and address; null where there is none, or not for them. */
async function heldFor(ctx: SignedInContext, shown: string) {
  const held = heldNamed(ctx.installation, shown)
  if (!held || !ctx.holds(held.holder.right)) return null
  return describe(ctx, held)
}

async function describe(ctx: SignedInContext, { holder, id }: Held) {
  const name = await ctx.read((tx) => holder.find(tx, id))
  return name === null ? null : { name, href: holder.page(show(holder.kind, id)) }
}

async function holderShown(ctx: SignedInContext, file: FileRow) {
  const holder = holderOf(ctx.installation, file.holderKind)
  const shown = holder && (await describe(ctx, { holder, id: file.holderId }))
  return shown ?? { name: subjectOf(file), href: routes.home() }
}

async function crumbsAbove(ctx: SignedInContext, file: ShownFile) {
  const above = await Promise.all(aboveFile.of(ctx.installation).map((one) => one(ctx, file)))
  return above.flat()
}

async function filePage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const file = await named(ctx)
  if (!file) return ctx.refuse(kitRefuse('not_found'))
  const [shown] = await inClear(ctx, [file])
  if (!looksAfter(ctx, file)) return ctx.page(<SeenFilePage file={shown!} />)
  const [versions, downloads] = await ctx.read((tx) =>
    Promise.all([versionsOf(tx, file.id), downloadsOf(tx, file.id, DOWNLOADS)]),
  )
  return ctx.page(
    <FilePage
      file={shown!}
      holder={await holderShown(ctx, file)}
      above={await crumbsAbove(ctx, shown!)}
      isMovable={holderOf(ctx.installation, file.holderKind)?.hasFolders === true}
      versions={versions}
      downloads={downloads}
      panels={await onFilePage.drawn(ctx, shown!)}
      begun={await begunFiles(ctx, 'upload')}
      {...asTyped(ctx, refusal)}
    />,
    refusal?.status,
  )
}

async function removalPage(ctx: SignedInContext): Promise<Response> {
  const file = await named(ctx)
  if (!file || !looksAfter(ctx, file)) return ctx.refuse(kitRefuse('not_found'))
  const [shown] = await inClear(ctx, [file])
  const versions = await ctx.read((tx) => versionsOf(tx, file.id))
  return ctx.page(<RemovalPage file={shown!} versions={versions.length} />)
}

/** What is wrong with one that was sent is told at the field that sends them. */
const atField = (refusal: Refusal, field: string): Refusal => ({
  ...refusal,
  fields: refusal.fields.map((one) => ({ ...one, field })),
})

const asksForFile = (refusal: Refusal) => askForFiles(refusal, (field) => field === 'upload')

async function addPage(ctx: SignedInContext, cause: Refusal): Promise<Response> {
  const isFolderGone = cause.fields.some(({ field }) => field === 'folder')
  const refusal = atField(
    isFolderGone ? refuse('folder_gone', { field: 'uploads' }) : cause,
    'uploads',
  )
  const holder = await heldFor(ctx, textOf(ctx.form, 'about'))
  if (!holder) return ctx.refuse(kitRefuse('not_found'))
  const { errors } = asTyped(ctx, refusal)
  const begun = await begunFiles(ctx, 'uploads')
  const about = textOf(ctx.form, 'about')
  const folder = isFolderGone ? '' : textOf(ctx.form, 'folder')
  return ctx.page(<AddPage {...{ about, folder, holder, begun, errors }} />, refusal.status)
}

/** The page that files stand on: of their folder, or of what they belong to. @param folder as shown */
function placeOf({ installation }: SignedInContext, about: string, folder?: string): string {
  if (folder) return routes.folders.one({ folder })
  const held = heldNamed(installation, about)
  return held ? `${held.holder.page(about)}#files` : routes.home()
}

/** Several at once: each is an operation of its own, and what was refused is told with what it is called. */
const add = page(
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
    const text = words(ctx.language)('add.done')
    return ctx.redirect(placeOf(ctx, about, folder), { tone: 'green', text })
  },
  { right: 'files:manage', fields: { about: 'text', folder: 'text', uploads: 'upload' } },
)

const addNewer = page(
  routes.files.one.versions,
  'POST',
  'files',
  async (ctx) => {
    const [upload] = listOf(ctx.form, 'upload')
    const result = await ctx.perform(addVersion, { file: ctx.param('file'), upload })
    if (!result.ok)
      return result.code === 'not_found' ? ctx.refuse(result) : filePage(ctx, asksForFile(result))
    const text = words(ctx.language)('version.done')
    return ctx.redirect(routes.files.one({ file: ctx.param('file') }), { tone: 'green', text })
  },
  { right: 'files:manage', fields: { upload: 'upload' } },
)

const common = { feature: 'files', right: 'files:manage', words } as const

const downloadView = shape('FileDownload', {
  person: z.string(),
  name: z.string(),
  number: z.int(),
  at: z.iso.datetime(),
})

const versionView = shape('FileVersion', {
  number: z.int(),
  bytes: z.int(),
  type: z.string(),
  state: fileView.shape.state,
  threat: z.string().nullable(),
  addedBy: z.string(),
  addedAt: z.iso.datetime(),
})

/** Its answer after a change. */
const presented = async (ctx: SignedInContext, { file }: { file: string }) => {
  const row = await ctx.read((tx) => fileById(tx, file))
  return row ? showFile((await inClear(ctx, [row]))[0]!, ctx) : null
}

/** Whoever sees a file may look at it. */
export const seenFileResource = resource({ ...common, right: 'files:use' })
  .page(routes.files.one, filePage)
  .also(contentPage, thumbnail, contentEndpoint)
  .read(routes.api.files.one, {
    name: 'file.show',
    summary: 'Shows a file',
    answer: fileView,
    versioned: true,
    show: async (ctx) => {
      const file = await named(ctx)
      return file && showFile((await inClear(ctx, [file]))[0]!, ctx)
    },
  })

export const fileResource = resource({ ...common, answer: fileView, show: presented })
  .also(add, addNewer)
  .list(routes.api.files, {
    name: 'file.list',
    summary: 'Lists the files of a case, person, company, or whatever else has files',
    filter: {
      about,
      folder: z
        .union([z.literal('none'), id('folder')])
        .optional()
        .describe('Those in one folder of it, or `none` for those in none'),
    },
    cursor: id('file').optional(),
    rows: 'files',
    view: fileView,
    order: 'Newest first',
    more: 'Send it as `cursor` for the files before these',
    find: async (ctx, { about, folder, after, limit }) => {
      const held = heldNamed(ctx.installation, about)
      if (!held || !(await heldFor(ctx, about))) return null
      const query = {
        kind: held.holder.kind,
        holder: held.id,
        folder: folder === 'none' ? null : folder,
        before: after,
        limit,
      }
      return inClear(ctx, await ctx.read((tx) => filesOf(tx, query)))
    },
    cursorOf: ({ id }) => show('file', id),
    show: showFile,
  })
  .change(addFile, {
    api: routes.api.files,
    status: 201,
    location: ({ file }) => routes.api.files.one({ file: show('file', file) }),
  })
  .change(changeFile, {
    page: routes.files.one,
    fields: ['name', 'note', 'version'],
    filled: true,
    again: filePage,
    to: ({ file }) => routes.files.one({ file: show('file', file) }),
    said: 'change.done',
    api: routes.api.files.one,
    method: 'PATCH',
    versioned: true,
  })
  .change(addVersion, { api: routes.api.files.one.versions, status: 201 })
  .read(routes.api.files.one.versions, {
    name: 'file.versions',
    summary: 'Lists the versions of a file, the newest first',
    answer: shape('FileVersionList', { versions: z.array(versionView) }),
    show: async (ctx) => {
      const file = await named(ctx)
      if (!file || !looksAfter(ctx, file)) return null
      const versions = await ctx.read((tx) => versionsOf(tx, file.id))
      return {
        versions: versions.map(({ number, bytes, type, state, threat, addedBy, addedAt }) => ({
          number,
          bytes,
          type,
          state,
          threat,
          addedBy,
          addedAt: addedAt.toString(),
        })),
      }
    },
  })
  .read(routes.api.files.one.downloads, {
    name: 'file.downloads',
    summary: 'Lists who has taken a file, the newest first',
    answer: shape('FileDownloadList', { downloads: z.array(downloadView) }),
    show: async (ctx) => {
      const file = await named(ctx)
      if (!file || !looksAfter(ctx, file)) return null
      const downloads = await ctx.read((tx) => downloadsOf(tx, file.id, DOWNLOADS))
      return {
        downloads: downloads.map(({ person, name, number, at }) => ({
          person: show('person', person),
          name,
          number,
          at: at.toString(),
        })),
      }
    },
  })
  .page(routes.files.one.removal, removalPage)
  .change(removeFile, {
    page: routes.files.one.removal,
    to: ({ about, folder }, ctx) =>
      placeOf(ctx, about, folder === null ? undefined : show('folder', folder)),
    said: 'remove.done',
    api: routes.api.files.one,
    method: 'DELETE',
    show: null,
  })

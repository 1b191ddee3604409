import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { isRefusal, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { adding } from './adding.tsx'
import { about } from './file.ts'
import { addFile, changeFile, removeFile } from './files.ts'
import { contentEndpoint, contentPage, named, thumbnail } from './giving.ts'
import { heldNamed } from '../holders/holder.ts'
import { filesOf } from './queries.ts'
import { filePage, heldFor, lookedAfter, placeOf, removalPage } from './reading.tsx'
import { renamed } from './renaming.ts'
import { words } from './texts.ts'
import { fileView, inClear, presented, showFile } from './view.ts'

/** What the form of a file's name and note sent; it asks for the name without its ending. */
async function changeIn(
  form: Record<string, string>,
  ctx: SignedInContext,
): Promise<Record<string, unknown> | Refusal> {
  const { name: typed, note, version } = form
  const file = typed === undefined ? null : await lookedAfter(ctx)
  const name =
    file && typed !== undefined
      ? renamed(file.name, typed, { mayChange: form['ending'] === 'on' })
      : typed
  if (isRefusal(name)) return name
  return { name, note: note?.trim() === '' ? null : note, version: Number(version ?? Number.NaN) }
}

const common = { feature: 'files', right: 'files:manage', words } as const

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
  .also(adding)
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
    fields: { name: 'text', ending: 'box', note: 'text', version: 'text' },
    input: changeIn,
    again: filePage,
    to: ({ file }) => routes.files.one({ file: show('file', file) }),
    said: 'change.done',
    api: routes.api.files.one,
    method: 'PATCH',
    versioned: true,
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

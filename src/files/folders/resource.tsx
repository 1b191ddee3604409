import { id, parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, textOf, type SignedInContext } from '../../web/index.ts'
import {
  about,
  heldNamed,
  holderOf,
  ofHeld,
  shownHolder,
  type Held,
  type ShownHolder,
} from '../file/index.ts'
import type { Folder } from './folder.ts'
import { addFolder, moveFolder, removeFolder, renameFolder } from './folders.ts'
import { MovePage, NamePage, NO_FOLDER, PlacePage, RemovalPage } from './pages.tsx'
import { countShared, folderById } from './queries.ts'
import { begunFiles } from '../uploads/begun.ts'
import { words } from './texts.ts'
import {
  filesIn,
  folderView,
  readFiles,
  readLying,
  shownFolder,
  showFolder,
  type Lying,
} from './view.ts'

/** What has folders, of those that whoever asks looks after, with what lies in it. */
interface Keeping {
  held: Held
  holder: ShownHolder
  lying: Lying
}

/** @returns null where there is none, or not for them */
export async function keepingOf(
  ctx: SignedInContext,
  held: Held | null | undefined,
): Promise<Keeping | null> {
  if (!held?.holder.hasFolders || !ctx.holds(held.holder.right)) return null
  const holder = await shownHolder(ctx, held)
  return holder && { held, holder, lying: await readLying(ctx, ofHeld(held)) }
}

type InPlace = Keeping & { folder: Folder }

/** The folder that the address names, of those that are there for whoever asks. */
async function named(ctx: SignedInContext): Promise<InPlace | null> {
  const id = parseId('folder', ctx.param('folder'))
  const row = id === null ? undefined : await ctx.read((tx) => folderById(tx, id))
  const holder = row && holderOf(ctx.installation, row.holderKind)
  const keeping = holder && (await keepingOf(ctx, { holder, id: row.holderId }))
  const folder = keeping?.lying.tree.get(row!.id)
  return keeping && folder ? { ...keeping, folder } : null
}

async function placePage(
  ctx: SignedInContext,
  { held, holder, lying, folder }: Keeping & { folder: Folder | null },
  refusal?: Refusal,
): Promise<Response> {
  const before = parseId('file', ctx.query('before') ?? '') ?? undefined
  const files = await readFiles(ctx, ofHeld(held), { folder: folder?.id ?? null, before })
  const about = show(held.holder.kind, held.id)
  const begun = await begunFiles(ctx, 'uploads')
  const place = { about, holder, lying, folder, begun, isLater: before !== undefined, ...files }
  return ctx.page(<PlacePage {...place} {...asTyped(ctx, refusal)} />, refusal?.status)
}

/** What lies in no folder; or, where a new one was refused, where it was to lie. */
async function placeAsked(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const shown = refusal ? textOf(ctx.form, 'about') : (ctx.query('about') ?? '')
  const keeping = await keepingOf(ctx, heldNamed(ctx.installation, shown))
  if (!keeping) return ctx.refuse(kitRefuse('not_found'))
  const parent = refusal ? parseId('folder', textOf(ctx.form, 'parent')) : null
  const folder = parent === null ? null : (keeping.lying.tree.get(parent) ?? null)
  // Where it was to lie is in no field that is seen.
  const fields = refusal?.fields.map((one) => ({ ...one, field: 'name' }))
  return placePage(ctx, { ...keeping, folder }, refusal && { ...refusal, fields: fields! })
}

async function removalPage(
  ctx: SignedInContext,
  { folder, lying, holder }: InPlace,
  refusal?: Refusal,
) {
  const ids = lying.tree.withAllBelow(folder.id).map(({ id }) => id)
  const shared = await ctx.read((tx) => countShared(tx, ids))
  const files = filesIn(lying, folder.id)
  const { errors } = asTyped(ctx, refusal)
  const page = <RemovalPage {...{ folder, lying, holder, files, shared, errors }} />
  return ctx.page(page, refusal?.status)
}

const namePage = (ctx: SignedInContext, about: InPlace, refusal?: Refusal) =>
  ctx.page(<NamePage {...about} {...asTyped(ctx, refusal)} />, refusal?.status)

const movePage = (ctx: SignedInContext, about: InPlace, refusal?: Refusal) =>
  ctx.page(<MovePage {...about} {...asTyped(ctx, refusal)} />, refusal?.status)

const addressOf = ({ folder }: { folder: string }) =>
  routes.folders.one({ folder: show('folder', folder) })

/** Its answer after a change. */
async function presented(ctx: SignedInContext, { folder: id }: { folder: string }) {
  const row = await ctx.read((tx) => folderById(tx, id))
  if (!row) return null
  const lying = await readLying(ctx, { kind: row.holderKind, holder: row.holderId })
  const folder = lying.tree.get(id)
  return folder ? showFolder(shownFolder(lying, folder, ctx.language)) : null
}

const common = {
  feature: 'files',
  right: 'files:manage',
  words,
  answer: folderView,
  show: presented,
} as const

export const foldersResource = resource(common)
  .page(routes.folders, placeAsked)
  .list(routes.api.folders, {
    name: 'folder.list',
    summary: 'Lists the folders of a case, person, company, or whatever else has folders',
    filter: { about },
    cursor: id('folder').optional(),
    rows: 'folders',
    view: folderView,
    order: 'Oldest first',
    more: 'Send it as `cursor` for the folders after these',
    find: async (ctx, { about, after, limit }) => {
      const keeping = await keepingOf(ctx, heldNamed(ctx.installation, about))
      if (!keeping) return null
      const { lying } = keeping
      return lying.tree.all
        .filter(({ id }) => after === undefined || id > after)
        .slice(0, limit)
        .map((folder) => shownFolder(lying, folder, ctx.language))
    },
    cursorOf: ({ id }) => show('folder', id),
    show: showFolder,
  })
  .change(addFolder, {
    page: routes.folders,
    fields: { about: 'text', parent: 'text', name: 'text' },
    input: ({ parent = '', ...form }) => ({ ...form, ...(parent && { parent }) }),
    again: placeAsked,
    to: addressOf,
    said: 'add.done',
    api: routes.api.folders,
    status: 201,
    location: ({ folder }) => routes.api.folders.one({ folder: show('folder', folder) }),
  })

export const folderResource = resourceOf(common, named)
  .page(routes.folders.one, placePage)
  .page(routes.folders.one.edit, namePage)
  .page(routes.folders.one.moving, movePage)
  .page(routes.folders.one.removal, removalPage)
  .read(routes.api.folders.one, {
    name: 'folder.show',
    summary: 'Shows a folder',
    versioned: true,
    show: async (ctx) => {
      const about = await named(ctx)
      return about && showFolder(shownFolder(about.lying, about.folder, ctx.language))
    },
  })
  .change(renameFolder, {
    page: routes.folders.one,
    fields: ['name', 'version'],
    again: namePage,
    to: addressOf,
    said: 'rename.done',
    api: routes.api.folders.one,
    method: 'PATCH',
    versioned: true,
  })
  .change(moveFolder, {
    page: routes.folders.one.moving,
    fields: { parent: 'text' },
    input: ({ parent = '' }) => ({ parent: parent === NO_FOLDER ? null : parent }),
    again: movePage,
    to: addressOf,
    said: 'move.done',
    api: routes.api.folders.one.moving,
    status: 200,
  })
  .change(removeFolder, {
    page: routes.folders.one.removal,
    fields: { confirmation: 'text' },
    input: ({ confirmation }) => (confirmation ? { name: confirmation } : {}),
    again: (ctx, about, refusal) => {
      const fields = refusal.fields.map((one) => ({ ...one, field: 'confirmation' }))
      const refused = { ...refusal, fields }
      // Where there are no files nothing is typed.
      return filesIn(about.lying, about.folder.id) > 0
        ? removalPage(ctx, about, refused)
        : ctx.refuse(refused)
    },
    to: ({ parent }, _, { holder }) =>
      parent === null ? `${holder.href}#files` : addressOf({ folder: parent }),
    said: 'remove.done',
    api: routes.api.folders.one.removal,
    show: null,
  })

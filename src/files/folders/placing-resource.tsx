import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { asTyped, listOf, page, resource, textOf, type SignedInContext } from '../../web/index.ts'
import {
  fileView,
  filesById,
  fileById,
  heldNamed,
  holderOf,
  holders,
  inClear,
  looksAfter,
  showFile,
  subjectOf,
  type FileRow,
} from '../file/index.ts'
import { audienceOf } from '../sharing/audience.ts'
import { sharedOfAny } from '../sharing/queries.ts'
import { everybodyIn } from '../sharing/members.ts'
import { NO_FOLDER } from './pages.tsx'
import { PlacingPage, type Match } from './placing-page.tsx'
import { moveFile } from './placing.ts'
import { keepingOf } from './resource.tsx'
import { words } from './texts.ts'

/** Moved at once: as many as are on a page. */
const AT_ONCE = 50
/** Found by a search, of each kind. */
const FOUND = 10

/** The files that are named, of those that whoever asks may move: all of one thing, that of the first. */
async function filesNamed(ctx: SignedInContext, shown: readonly string[]): Promise<FileRow[]> {
  const ids = shown.flatMap((one) => parseId('file', one) ?? []).slice(0, AT_ONCE)
  const rows = await ctx.read((tx) => filesById(tx, [...new Set(ids)]))
  const movable = rows.filter(
    (file) =>
      looksAfter(ctx, file) && holderOf(ctx.installation, file.holderKind)?.hasFolders === true,
  )
  return movable.filter(({ holderId }) => holderId === movable[0]!.holderId)
}

/** Those with whom any of some files is shared. */
const seersOf = ({ installation, read }: SignedInContext, files: readonly FileRow[]) =>
  read(async (tx) => {
    const shared = await sharedOfAny(
      tx,
      files.map(({ id }) => id),
    )
    const withs = shared.flatMap(({ kind, id }) => audienceOf(installation, kind, id) ?? [])
    return everybodyIn(tx, withs)
  })

/** Whatever has folders and is called so, of those whose files whoever asks looks after; not that which they lie in. */
async function search(ctx: SignedInContext, text: string, but: string): Promise<Match[]> {
  if (text === '') return []
  const kinds = holders
    .of(ctx.installation)
    .filter(({ hasFolders, right }) => hasFolders && ctx.holds(right))
  const matches = await ctx.read((tx) =>
    Promise.all(
      kinds.map(async ({ kind, search }) =>
        ((await search?.(tx, text, FOUND)) ?? []).map(({ id, name }) => ({
          about: show(kind, id),
          name,
        })),
      ),
    ),
  )
  return matches.flat().filter(({ about }) => about !== but)
}

async function placingPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const named = refusal ? listOf(ctx.form, 'file') : (ctx.c.req.queries('file') ?? [])
  const files = await filesNamed(ctx, named)
  const [first] = files
  if (!first) return ctx.refuse(kitRefuse('not_found'))
  const own = subjectOf(first)
  const about = (refusal ? textOf(ctx.form, 'about') : ctx.query('about')) || own
  const here = await keepingOf(ctx, heldNamed(ctx.installation, own))
  const there = about === own ? here : await keepingOf(ctx, heldNamed(ctx.installation, about))
  if (!here || !there) return ctx.refuse(kitRefuse('not_found'))
  const isOther = about !== own
  const text = cut(ctx.query('search')?.trim() ?? '', 200)
  return ctx.page(
    <PlacingPage
      files={await inClear(ctx, files)}
      holder={here.holder}
      target={{ ...there.holder, about, lying: there.lying, isOther }}
      seers={isOther ? await seersOf(ctx, files) : []}
      search={text}
      matches={await search(ctx, text, own)}
      {...asTyped(ctx, refusal)}
    />,
    refusal?.status,
  )
}

/** Several at once: each is an operation of its own, and what was refused is told with what is left. */
const place = page(
  routes.files.moving,
  'POST',
  'files',
  async (ctx) => {
    const [about, chosen] = [textOf(ctx.form, 'about'), textOf(ctx.form, 'folder')]
    const files = await filesNamed(ctx, listOf(ctx.form, 'file'))
    if (files.length === 0) return ctx.refuse(invalidField('file', 'no_such'))
    const folder = chosen === NO_FOLDER ? null : chosen
    for (const { id } of files) {
      const file = show('file', id)
      const moved = await ctx.perform(moveFile, { file, folder, ...(about && { about }) })
      if (!moved.ok) return moved.code === 'not_found' ? ctx.refuse(moved) : placingPage(ctx, moved)
    }
    const held = heldNamed(ctx.installation, about || subjectOf(files[0]!))
    const to = folder
      ? routes.folders.one({ folder })
      : held
        ? `${held.holder.page(show(held.holder.kind, held.id))}#files`
        : routes.home()
    return ctx.redirect(to, { tone: 'green', text: words(ctx.language)('move.done') })
  },
  { right: 'files:manage', fields: { file: 'list', about: 'text', folder: 'text' } },
)

export const placingResource = resource({ feature: 'files', right: 'files:manage', words })
  .page(routes.files.moving, placingPage)
  .also(place)
  .change(moveFile, {
    api: routes.api.files.one.moving,
    status: 200,
    answer: fileView,
    show: async (ctx, { file: id }) => {
      const row = await ctx.read((tx) => fileById(tx, id))
      return row ? showFile((await inClear(ctx, [row]))[0]!, ctx) : null
    },
  })

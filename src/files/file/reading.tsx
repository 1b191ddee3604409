import { show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Crumb } from '../../ui/index.ts'
import { asTyped, type SignedInContext } from '../../web/index.ts'
import { heldNamed, holderOf, type Held } from '../holders/holder.ts'
import { begunFiles } from '../uploads/begun.ts'
import { readSpace } from '../uploads/space.tsx'
import { downloadsOf } from './download-queries.ts'
import type { FileRow } from './file.ts'
import { subjectOf } from './files.ts'
import { named } from './giving.ts'
import { lastDayOf } from './last-day.ts'
import { FilePage, RemovalPage, type ShownHolder } from './page.tsx'
import { aboveFile, onFilePage } from './panels.ts'
import { SeenFilePage } from './seen-page.tsx'
import { looksAfter } from './seeing.ts'
import { versionsOf } from './version-queries.ts'
import { inClear, type ShownFile } from './view.ts'

/** Lines of who has taken a file. */
export const DOWNLOADS = 50

/** What staff add files to; null where there is none, or not for them. @param about as shown */
export async function heldFor(ctx: SignedInContext, about: string): Promise<ShownHolder | null> {
  const held = heldNamed(ctx.installation, about)
  return held && ctx.holds(held.holder.right) ? shownHolder(ctx, held) : null
}

/** What has files, as pages about them show it; null where there is none. */
export async function shownHolder(
  ctx: SignedInContext,
  { holder, id }: Held,
): Promise<ShownHolder | null> {
  const name = await ctx.read((tx) => holder.find(tx, id))
  if (name === null) return null
  const href = holder.page(show(holder.kind, id))
  return { name, href, crumbs: [...listOf(ctx, href), { label: name, href: `${href}#files` }] }
}

/** The list that a thing stands in, of those that are in the rail: so the rail says where one is. */
function listOf({ frame }: SignedInContext, href: string): Crumb[] {
  const list = frame.navigation.find((item) => href.startsWith(`${item.href}/`))
  return list ? [{ label: list.label, href: list.href }] : []
}

async function holderOfFile(ctx: SignedInContext, file: FileRow): Promise<ShownHolder> {
  const holder = holderOf(ctx.installation, file.holderKind)
  const shown = holder && (await shownHolder(ctx, { holder, id: file.holderId }))
  const name = subjectOf(file)
  return shown ?? { name, href: routes.home(), crumbs: [{ label: name, href: routes.home() }] }
}

/** The way up from a file, for those who look after it. */
export async function crumbsOf(ctx: SignedInContext, file: ShownFile): Promise<Crumb[]> {
  const { crumbs } = await holderOfFile(ctx, file)
  const above = await Promise.all(aboveFile.of(ctx.installation).map((one) => one(ctx, file)))
  return [...crumbs, ...above.flat()]
}

/** A file that the address names and whoever asks looks after; null where there is none. */
export async function lookedAfter(ctx: SignedInContext): Promise<ShownFile | null> {
  const file = await named(ctx)
  return file && looksAfter(ctx, file) ? (await inClear(ctx, [file]))[0]! : null
}

/** A file's page: with all about it for those who look after it, else what whoever sees it needs. */
export async function filePage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const file = await named(ctx)
  if (!file) return ctx.refuse(kitRefuse('not_found'))
  const [shown] = await inClear(ctx, [file])
  if (!looksAfter(ctx, file))
    return ctx.page(<SeenFilePage file={shown!} lastDay={await lastDayOf(ctx, file)} />)
  const [versions, downloads] = await ctx.read((tx) =>
    Promise.all([versionsOf(tx, file.id), downloadsOf(tx, file.id, DOWNLOADS)]),
  )
  return ctx.page(
    <FilePage
      file={shown!}
      holder={await holderOfFile(ctx, file)}
      crumbs={await crumbsOf(ctx, shown!)}
      isMovable={holderOf(ctx.installation, file.holderKind)?.hasFolders === true}
      versions={versions}
      downloads={downloads}
      space={await readSpace(ctx)}
      begun={await begunFiles(ctx, 'upload')}
      panels={await onFilePage.drawn(ctx, shown!)}
      {...asTyped(ctx, refusal)}
    />,
    refusal?.status,
  )
}

export async function removalPage(ctx: SignedInContext): Promise<Response> {
  const file = await lookedAfter(ctx)
  if (!file) return ctx.refuse(kitRefuse('not_found'))
  const versions = await ctx.read((tx) => versionsOf(tx, file.id))
  const crumbs = await crumbsOf(ctx, file)
  return ctx.page(<RemovalPage {...{ file, crumbs }} versions={versions.length} />)
}

/** The page that files stand on: of their folder, or of what they belong to. @param folder as shown */
export function placeOf({ installation }: SignedInContext, about: string, folder?: string): string {
  if (folder) return routes.folders.one({ folder })
  const held = heldNamed(installation, about)
  return held ? `${held.holder.page(about)}#files` : routes.home()
}

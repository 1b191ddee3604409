import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { SignedInContext } from '../../web/index.ts'
import { filesById, holderOf, inClear, looksAfter, subjectOf, type FileRow } from '../file/index.ts'
import { largestFiles, largestHolders, usageByKind, type KindUsage } from './queries.ts'

/** So many are named: where the room went is seen, and nobody scrolls. */
const NAMED = 10

/** A thing that has files, or a file: what it is called and where it is, for those who look after it. */
interface Called {
  /** As shown. */
  id: string
  /** Null where it is not theirs to see, as what people write to one another is. */
  name: string | null
  href: string | null
}

export interface Usage {
  kinds: KindUsage[]
  /** Whose files take the most, that first. */
  holders: (Called & { kind: string; files: number; bytes: number })[]
  /** The largest first. */
  files: (Called & { of: Called & { kind: string }; versions: number; bytes: number })[]
}

/** What takes a portal's room: by kind, and what takes the most of it by name. */
export async function readUsage(ctx: SignedInContext): Promise<Usage> {
  const { kinds, holders, sizes, rows, called } = await ctx.read(async (tx) => {
    const [kinds, holders, sizes] = await Promise.all([
      usageByKind(tx),
      largestHolders(tx, NAMED),
      largestFiles(tx, NAMED),
    ])
    const rows = await filesById(
      tx,
      sizes.map(({ id }) => id),
    )
    const things = new Map([
      ...holders.map(({ kind, id }) => [id, kind] as const),
      ...rows.map(({ holderKind, holderId }) => [holderId, holderKind] as const),
    ])
    const called = new Map<string, Called & { kind: string }>()
    for (const [id, kind] of things) called.set(id, await nameOf(tx, ctx, { kind, id }))
    return { kinds, holders, sizes, rows, called }
  })
  const files = new Map((await inClear(ctx, rows)).map((file) => [file.id, file]))
  return {
    kinds,
    holders: holders.map(({ id, files, bytes }) => ({ ...called.get(id)!, files, bytes })),
    files: sizes.flatMap(({ id, bytes }) => {
      const file = files.get(id)
      // Removed since it was counted.
      if (!file) return []
      const of = called.get(file.holderId)!
      return { ...fileCalled(ctx, file), of, versions: file.number, bytes }
    }),
  }
}

async function nameOf(
  tx: Tx,
  ctx: SignedInContext,
  { kind, id }: { kind: string; id: string },
): Promise<Called & { kind: string }> {
  const holder = holderOf(ctx.installation, kind)
  const shown = subjectOf({ holderKind: kind, holderId: id })
  const name = holder && ctx.holds(holder.right) ? await holder.find(tx, id) : null
  return { kind, id: shown, name, href: name === null ? null : holder!.page(shown) }
}

const fileCalled = (ctx: SignedInContext, file: FileRow & { name: string }): Called => {
  const id = show('file', file.id)
  return looksAfter(ctx, file)
    ? { id, name: file.name, href: routes.files.one({ file: id }) }
    : { id, name: null, href: null }
}

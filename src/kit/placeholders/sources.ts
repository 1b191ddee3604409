import type { Tx } from '../db/database.ts'
import type { Known, PlaceholderSource, Values } from './placeholder.ts'

interface Sources {
  readonly placeholders: readonly PlaceholderSource[]
}

/** What can stand in a text that is about such things, with what the portal has added to them. */
export async function knownPlaceholders(
  tx: Tx,
  { placeholders }: Sources,
  of: readonly string[],
): Promise<Known> {
  const offered = await Promise.all(
    placeholders
      .filter((source) => of.includes(source.of))
      .map(async (source) => [...source.placeholders, ...((await source.own?.(tx)) ?? [])]),
  )
  return new Map(offered.flat().map((one) => [one.name, one]))
}

/** Values of all that is known of some things. @param ids row ids by kind of thing, as `{ contact: id }` */
export async function readValues(
  tx: Tx,
  { placeholders }: Sources,
  ids: Readonly<Record<string, string>>,
): Promise<Values> {
  const read = await Promise.all(
    placeholders
      .filter(({ of }) => Object.hasOwn(ids, of))
      .map(async (source) => (await source.values?.(tx, ids[source.of]!)) ?? {}),
  )
  return Object.assign({}, ...read) as Values
}

import type { World } from './world.ts'

type Rows = Pick<World, 'owner'>

/** Every table whose rows belong to portals, by the catalogue. */
export async function tablesWithPortals(world: Rows): Promise<string[]> {
  const rows = await world.owner<{ table: string }>(
    `select c.relname as table from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and (c.relname = 'portals'
       or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'portal_id'))
     order by 1`,
  )
  return rows.map(({ table }) => table)
}

const ofPortals = (table: string) =>
  `select t::text from ${table} t where ${table === 'portals' ? 'id' : 'portal_id'} = any($1) order by 1`

/** Every row of every table that has this portal in it, as text by table. */
export async function rowsOf(world: Rows, portal: string): Promise<Record<string, string[]>> {
  const tables = await tablesWithPortals(world)
  const each = tables.map(
    (table) => `select '${table}' as table, array(${ofPortals(table)}) as rows`,
  )
  const found = await world.owner<{ table: string; rows: string[] }>(each.join(' union all '), [
    [portal],
  ])
  return Object.fromEntries(found.map(({ table, rows }) => [table, rows]))
}

/** By world: asked for at every route, it is planned once. */
const hashing = new WeakMap<Rows, Promise<string>>()

/** A hash, by the database, over every row that carries one of these portals, and over all partners. */
export async function fingerprint(world: Rows, portals: readonly string[]): Promise<string> {
  if (!hashing.has(world)) hashing.set(world, hashingOf(world))
  const [row] = await world.owner<{ hash: string }>(
    await hashing.get(world)!,
    [portals],
    'fingerprint',
  )
  return row!.hash
}

async function hashingOf(world: Rows): Promise<string> {
  const all = (table: string) => `select t::text from ${table} t order by 1`
  const each = [
    ...(await tablesWithPortals(world)).map((table) => [table, ofPortals(table)]),
    ...['partners', 'partner_prices'].map((table) => [table, all(table)]),
  ].map(([table, rows]) => `('${table}', array_to_string(array(${rows}), '|'))`)
  return `select md5(string_agg(name || rows, '|' order by name)) as hash from (values ${each.join()}) t (name, rows)`
}

import type { World } from '../world.ts'

const ID = (kind: number) =>
  `(lpad(to_hex(n), 8, '0') || '-000${kind}-7000-8000-' || substr($1::uuid::text, 25))::uuid`

/** Clients who may all be invited, with a case each and a second that they share. @returns row ids */
export async function addClients(
  world: Pick<World, 'owner'>,
  portal: string,
  count: number,
  slug: string,
): Promise<string[]> {
  const rows = await world.owner<{ id: string }>(
    `insert into persons (portal_id, id, kind, contact_role, name, email, seat, created_at)
     select $1::uuid, ${ID(1)}, 'contact', 'client', 'Client ' || n, 'client' || n || '@' || $3 || '.example', 'guest',
       '2026-01-01' from generate_series(1, $2::int) n returning id`,
    [portal, count, slug],
  )
  await world.owner(
    `insert into registration_facts select $1::uuid, ${ID(1)}, 'digits', '\\x00', '\\x00' from generate_series(1, $2::int) n`,
    [portal, count],
  )
  await world.owner(
    `insert into cases (portal_id, id, number, title, opened_on, created_at)
     select $1::uuid, ${ID(2)}, 'C-' || n, 'Case ' || n, '2026-01-01', '2026-01-01' from generate_series(0, $2::int) n`,
    [portal, count],
  )
  await world.owner(
    `insert into case_parties select $1::uuid, ${ID(2)}, (lpad(to_hex(n + d), 8, '0') || substr(${ID(1)}::text, 9))::uuid,
       'client', '2026-01-01'
     from generate_series(0, $2::int) n, generate_series(0, 1) d where n + d between 1 and $2::int`,
    [portal, count],
  )
  return rows.map(({ id }) => id)
}

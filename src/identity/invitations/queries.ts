import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { hashToken } from '../../kit/tokens.ts'
import type { Invitable, WhyNot } from './invitation.ts'

// Planned anew each time, at a millisecond for hundreds of rows: the tables grow while many are invited, and a plan
// kept from when they were small would read all of them for each batch.

/** People of the transaction's portal, locked in the order of their ids, as far as inviting them goes. */
export async function lockInvitables(tx: Tx, persons: readonly string[]) {
  const [locked, stated] = await Promise.all([
    tx.run<Invitable & { id: string; invitedAt: Instant | null }>(
      `select id, kind, contact_role as role, email, invited_at as "invitedAt",
         activated_at is not null as activated, disabled_at is not null as disabled
       from persons where portal_id = $1 and id = any($2) order by id for update`,
      [tx.portal, persons],
    ),
    // Sent after it in one piece, so that it sees what the lock waited for.
    tx.run<{ person: string }>(
      `select f.person_id as person from registration_facts f
       join portals p on p.id = $1 and p.registration_fact = f.fact
       where f.portal_id = $1 and f.person_id = any($2)`,
      [tx.portal, persons],
    ),
  ])
  const withFact = new Set(stated.map(({ person }) => person))
  return locked.map((row) => ({ ...row, hasIdentityCheck: withFact.has(row.id) }))
}

/** Issues activation tokens to people who are locked; their earlier ones are retired. */
export async function insertInvitations(
  tx: Tx,
  tokens: readonly { person: string; hash: Buffer }[],
  { now, expires }: { now: Instant; expires: Instant },
): Promise<void> {
  const persons = tokens.map(({ person }) => person)
  // Sent in one piece; the database takes them in this order.
  await Promise.all([
    tx.run(
      `update tokens set retired_at = $3 where portal_id = $1 and person_id = any($2)
         and purpose = 'activation' and used_at is null and retired_at is null`,
      [tx.portal, persons, now],
    ),
    tx.run(
      `insert into tokens (portal_id, hash, purpose, person_id, issued_at, expires_at)
       select $1, hash, 'activation', person, $2, $3
       from portals p, unnest($4::uuid[], $5::bytea[]) as t (person, hash) where p.id = $1`,
      [tx.portal, now, expires, persons, tokens.map(({ hash }) => hash)],
    ),
    tx.run('update persons set invited_at = $3 where portal_id = $1 and id = any($2)', [
      tx.portal,
      persons,
      now,
    ]),
  ])
}

/** Makes an invitation that is neither used nor retired good until then. @returns whether there is one */
export async function extendInvitation(tx: Tx, token: string, expires: Instant): Promise<boolean> {
  const rows = await tx.run(
    `update tokens set expires_at = $3 where portal_id = $1 and hash = $2 and purpose = 'activation'
       and used_at is null and retired_at is null returning 1`,
    [tx.portal, hashToken(token), expires],
  )
  return rows.length > 0
}

/** `whyNotInvited` for the database, of a person `p` of the portal `$1`: the same reasons in the same order; a test holds them together. */
export const WHY_NOT_SQL = `case
  when p.activated_at is not null then '${'registered' satisfies WhyNot}'
  when p.disabled_at is not null then '${'disabled' satisfies WhyNot}'
  when p.contact_role = 'lead' then '${'lead' satisfies WhyNot}'
  when p.email is null then '${'no_email' satisfies WhyNot}'
  when p.kind = 'contact' and not exists (select from registration_facts f
    where f.portal_id = $1 and f.person_id = p.id
      and f.fact = (select registration_fact from portals where id = $1))
    then '${'no_fact' satisfies WhyNot}' end`

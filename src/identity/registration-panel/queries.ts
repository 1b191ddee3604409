import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { ContactRole } from '../persons/person.ts'
import type { PersonKind } from '../../gate/index.ts'
import { NEWEST_FIRST } from '../registration-state/queries.ts'
import { columnsOf, type Columns, type Registrant } from './registration.ts'

/** How somebody stands with registering and signing in. */
export interface Registration {
  who: Registrant
  columns: Columns
}

/**
 * How people of one portal stand, in one statement.
 * @param persons row ids; those that are nobody's of this portal are left out
 * @returns in the order they were asked for
 */
export async function readRegistrants(
  tx: Tx,
  persons: readonly string[],
  now: Instant,
): Promise<Registration[]> {
  const rows = await tx.db
    .selectFrom('persons as p')
    .innerJoin('portals as o', 'o.id', 'p.portal_id')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('tokens as t')
          .select(['t.issued_at', 't.expires_at', 't.used_at', 't.retired_at'])
          .whereRef('t.person_id', '=', 'p.id')
          .where('t.purpose', '=', 'activation')
          .orderBy(sql.raw(NEWEST_FIRST))
          .limit(1)
          .as('i'),
      (join) => join.onTrue(),
    )
    .select([
      'p.id',
      'p.kind',
      'p.contact_role',
      'p.name',
      'o.owner_id',
      'p.email',
      'p.user_name',
      'p.registration_attempts',
      'p.bad_attempts',
      'p.locked_until',
      'p.last_ip',
      'p.last_login_at',
      'p.invited_at',
      'p.activated_at',
      'p.disabled_at',
      'i.issued_at',
      'i.expires_at',
      'i.used_at',
      'i.retired_at',
    ])
    .select((of) =>
      of
        .exists(
          of
            .selectFrom('registration_facts as f')
            .select('f.fact')
            .whereRef('f.person_id', '=', 'p.id')
            .whereRef('f.fact', '=', 'o.registration_fact'),
        )
        .as('has_fact'),
    )
    .select((of) =>
      of
        .selectFrom('tokens as c')
        // The first: a later one was for a new password.
        .select((min) => min.fn.min('c.used_at').as('at'))
        .whereRef('c.person_id', '=', 'p.id')
        .where('c.purpose', '=', 'code')
        .as('code_used_at'),
    )
    .select((of) =>
      of
        .selectFrom('mails as m')
        .select('m.failure')
        .whereRef('m.person_id', '=', 'p.id')
        .where('m.state', '=', 'failed')
        .where('m.kind', '=', 'invitation')
        // Written in the transaction that issued the token; of an earlier one it says nothing any more.
        .whereRef('m.queued_at', '>=', 'i.issued_at')
        .limit(1)
        .as('invitation_refused'),
    )
    .where('p.id', '=', sql<string>`any(${persons}::uuid[])`)
    .execute()
  const entries = new Map(
    rows.map((row) => {
      const who: Registrant = {
        id: row.id,
        kind: row.kind as PersonKind,
        role: row.contact_role as ContactRole | null,
        name: row.name,
        isOwner: row.owner_id === row.id,
        email: row.email,
        hasIdentityCheck: Boolean(row.has_fact),
        userName: row.user_name,
        attempts: row.registration_attempts,
        badAttempts: row.bad_attempts,
        lockedUntil: row.locked_until,
        lastIp: row.last_ip,
        lastLoginAt: row.last_login_at,
        activatedAt: row.activated_at,
        disabledAt: row.disabled_at,
        invitedAt: row.invited_at,
        invitation: row.issued_at && {
          issued_at: row.issued_at,
          expires_at: row.expires_at!,
          used_at: row.used_at,
          retired_at: row.retired_at,
        },
        invitationRefused: row.invitation_refused,
        codeUsedAt: row.code_used_at,
      }
      return [row.id, { who, columns: columnsOf(who, now) }]
    }),
  )
  return persons.flatMap((id) => entries.get(id) ?? [])
}

import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { CONSOLE } from '../../kit/ids.ts'
import { isLive, type SessionTimes } from '../sessions/session.ts'

/** A person as far as it decides whether they may do anything. */
export interface Stander {
  kind: string
  partner: string | null
  enabled: boolean
}

/**
 * How strongly a person is held until the commit. `as_they_are` keeps their access from being taken and lets
 * them sign in and work meanwhile: it is what a foreign key to them takes. `alone` is what `lockPerson` takes.
 */
export type Hold = 'as_they_are' | 'alone'

const STRENGTH: Record<Hold, string> = { as_they_are: 'key share', alone: 'update' }

/** Read once they are held, so it is what the one before left. */
export const hold = async (tx: Tx, person: string, how: Hold): Promise<Stander | undefined> =>
  (
    await tx.run<Stander>(
      `select kind, partner_id as partner, activated_at is not null and disabled_at is null as enabled
       from persons where portal_id = $1 and id = $2 for ${STRENGTH[how]}`,
      [tx.portal, person],
      `hold_person_${how}`,
    )
  )[0]

/** Not locked: what ends a session for its person's sake holds the person. */
export const hasSession = async (tx: Tx, person: string, session: string): Promise<boolean> =>
  (
    await tx.run(
      'select 1 as there from sessions where portal_id = $1 and id = $2 and person_id = $3',
      [tx.portal, session, person],
      'has_session',
    )
  ).length > 0

/** Whether staff look at the portal as this client sees it, in this session. */
export const hasPreview = async (
  tx: Tx,
  about: { session: string; staff: string; client: string; now: Instant },
): Promise<boolean> =>
  (
    await tx.run(
      `select 1 as there from previews where portal_id = $1 and session_id = $2 and staff_id = $3
         and client_id = $4 and ended_at is null and expires_at > $5`,
      [tx.portal, about.session, about.staff, about.client, about.now],
      'has_preview',
    )
  ).length > 0

/** An API key, held so that it is not revoked before the commit. */
export const holdKey = async (
  tx: Tx,
  key: string,
): Promise<{ revoked_at: Instant | null; expires_at: Instant; scopes: string[] } | undefined> =>
  (
    await tx.run<{ revoked_at: Instant | null; expires_at: Instant; scopes: string[] }>(
      'select revoked_at, expires_at, scopes from api_keys where portal_id = $1 and id = $2 for key share',
      [CONSOLE, key],
      'hold_key',
    )
  )[0]

/** Whose request goes on for long: by which session, for whom, and through which preview; row ids. */
export interface Presence {
  session: string
  person: string
  preview: string | null
}

/**
 * Of several presences those that may go on, by where they stand among them: the session has not ended, nobody is
 * disabled, the preview has not ended. One statement, however many they are.
 */
export async function lastingPresences(
  tx: Tx,
  presences: readonly Presence[],
  now: Instant,
): Promise<ReadonlySet<number>> {
  const rows = await tx.run<SessionTimes & { at: number }>(
    `select w.at::int as at, s.seen_at, s.expires_at
     from unnest($2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as w (session, person, preview, at)
     join sessions s on s.portal_id = $1 and s.id = w.session
     join persons o on o.portal_id = $1 and o.id = s.person_id and o.disabled_at is null
     join persons p on p.portal_id = $1 and p.id = w.person and p.disabled_at is null
     left join previews v on v.portal_id = $1 and v.id = w.preview
     where w.preview is null or (v.ended_at is null and v.expires_at > $5)`,
    [
      tx.portal,
      presences.map(({ session }) => session),
      presences.map(({ person }) => person),
      presences.map(({ preview }) => preview),
      now,
    ],
    'lasting_presences',
  )
  return new Set(rows.filter((row) => isLive(row, now)).map(({ at }) => at - 1))
}

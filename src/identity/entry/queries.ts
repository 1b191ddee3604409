import type { TestClock } from '../../kit/clock.ts'
import type { Database } from '../../kit/db/database.ts'
import type { StoredStatus, PersonKind } from '../../gate/index.ts'
import type { Along } from '../../web/index.ts'

type Instant = Temporal.Instant

/** A request's host, portal, session and person, in one row. */
export interface VisitRow extends TestClock, StoredStatus {
  portal: string
  name: string
  slug: string
  built: boolean
  language: string
  time_zone: string
  brand_color: string
  accent_color: string
  logo_version: number
  after_trial: string[]
  portal_version: number
  current_host: string
  /** The host asked for is (still) this portal's. */
  own_host: boolean
  session: string | null
  seen_at: Instant | null
  expires_at: Instant | null
  person: string | null
  kind: PersonKind
  partner: string | null
  person_name: string
  email: string | null
  seat: 'pro' | 'guest'
  person_language: string | null
  person_time_zone: string | null
  activated_at: Instant | null
  disabled_at: Instant | null
  locked_until: Instant | null
  /** Looked for only where it is required. */
  factor_missing: boolean
  counts_as_two: boolean
  preview: string | null
  preview_until: Instant
  preview_acts: boolean
  staff: string
  staff_name: string
  staff_language: string | null
}

/**
 * What the gate's facts are made of, of a portal `p` with its current host `h` and a person `u`: also for who is
 * asked about. A passkey counts where it can be used, which is at the host it was made for.
 */
export const FACTS = `p.status, p.trial_ends_at, p.built_at is not null as built, p.after_trial,
    u.kind, u.activated_at, u.disabled_at, u.locked_until,
    coalesce(p.staff_second_factor and u.kind <> 'contact'
      and not exists (select from passkeys k where k.portal_id = $1 and k.person_id = u.id
        and (k.host is null or k.host = h.host))
      and not exists (select from authenticator_apps a
        where a.portal_id = p.id and a.person_id = u.id and a.confirmed_at is not null),
      false) as factor_missing`

/**
 * One row for everything that a decision and a page's frame rest on. A CASE finds the visitor, where COALESCE
 * would read better: behind row-level security PostgreSQL takes that for leaky, and reads every person.
 */
export const VISIT = `
  select ${FACTS},
    p.id as portal, p.name, p.slug, p.language, p.time_zone,
    p.brand_color, p.accent_color, p.logo_version, p.version as portal_version,
    h.host as current_host,
    exists (select from hosts o where o.host = $2 and o.portal_id = p.id) as own_host,
    s.id as session, s.seen_at, s.expires_at, coalesce(s.counts_as_two, false) as counts_as_two,
    u.id as person, u.partner_id as partner, u.name as person_name, u.email, u.seat,
    u.language as person_language, u.time_zone as person_time_zone,
    v.id as preview, v.expires_at as preview_until, v.acts and p.act_on_behalf as preview_acts,
    v.staff_id as staff, b.name as staff_name, b.language as staff_language,
    coalesce(c.offset_ms, 0) as offset_ms, c.frozen_at
  from portals p
  left join hosts h on h.portal_id = p.id and h.is_current
  left join sessions s on s.portal_id = p.id and s.hash = $3
  left join previews v on v.portal_id = p.id and v.hash = $4 and v.session_id = s.id
  left join persons b on b.portal_id = p.id and b.id = v.staff_id
  left join persons u on u.portal_id = p.id and u.id = case when v.client_id is null then s.person_id else v.client_id end
  left join test_clock c on true
  where p.id = $1`

/** Whose visit it is, to what is read along: whom staff look at the portal as, else whose session it is. */
export const VISITOR = `(
  select person_id from sessions where portal_id = $1 and hash = $2
  union all select client_id from previews where portal_id = $1 and hash = $2)`

/**
 * Everything the gate needs, in one statement, and with it what a page asked to be read along.
 * @param secrets.session null for a visitor without a cookie
 * @param secrets.preview null for whoever comes as themselves
 */
export async function fetchVisit(
  db: Database,
  portal: string,
  host: string,
  secrets: { session: Buffer | null; preview: Buffer | null },
  along?: Along,
): Promise<{ row: VisitRow | undefined; along: unknown[] }> {
  const { session, preview } = secrets
  const visit = { text: VISIT, values: [portal, host, session, preview], name: 'visit' }
  const [rows, more = []] = await db.together(
    { portal },
    along ? [visit, { ...along, values: [portal, preview ?? session] }] : [visit],
  )
  return { row: rows![0] as VisitRow | undefined, along: more }
}

const HOST = 'select portal_id from hosts where host = $1'

/** The portal that a host belongs to, current or not. */
export const portalOfHost = async (db: Database, host: string): Promise<string | undefined> =>
  (await db.one<{ portal_id: string }>('installation', HOST, [host], 'host'))[0]?.portal_id

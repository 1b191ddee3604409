import type { TestClock } from '../../kit/clock.ts'
import type { Database } from '../../kit/db/database.ts'
import type { StoredStatus, PersonKind } from '../../gate/index.ts'
import type { Prefetch } from '../../web/index.ts'

type Instant = Temporal.Instant

/** What of a portal is the same for everybody who comes to it at one host. */
export interface PortalRow extends StoredStatus {
  /** The version of the portal's row: another one whenever anything in it has been written. */
  row_version: string
  portal: string
  name: string
  slug: string
  built: boolean
  language: string
  time_zone: string
  brand_color: string
  accent_color: string
  logo_version: number
  largest_file_mb: number
  after_trial: string[]
  portal_version: number
  staff_second_factor: boolean
  current_host: string
  /** The host asked for is (still) this portal's. */
  own_host: boolean
}

/** Who comes, by which session, and when. */
interface VisitorRow extends TestClock {
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
  held_since: Instant | null
  held_invoice: string | null
  open_flow: string | null
  /** Computed only where the portal requires a second factor. */
  factor_missing: boolean
  counts_as_two: boolean
  preview: string | null
  preview_until: Instant
  preview_acts: boolean
  staff: string
  staff_name: string
  staff_language: string | null
}

/** A request's host, portal, session and person, in one row. */
export interface RequestContextRow extends PortalRow, VisitorRow {}

/**
 * What the gate's input is made of, of a portal `p` with its current host `h` and a person `u`: also for who is
 * asked about. A passkey counts where it can be used, which is at the host it was made for.
 */
export const GATE_INPUT_COLUMNS = `p.status, p.trial_ends_at, p.built_at is not null as built, p.after_trial,
    u.kind, u.activated_at, u.disabled_at, u.locked_until, u.held_since, u.held_invoice,
    u.open_flow,
    coalesce(p.staff_second_factor and u.kind <> 'contact'
      and not exists (select from passkeys k where k.portal_id = $1 and k.person_id = u.id
        and (k.host is null or k.host = h.host))
      and not exists (select from authenticator_apps a
        where a.portal_id = $1 and a.person_id = u.id and a.confirmed_at is not null),
      false) as factor_missing`

const VISITOR_COLUMNS = `
    s.id as session, s.seen_at, s.expires_at, coalesce(s.counts_as_two, false) as counts_as_two,
    u.id as person, u.partner_id as partner, u.name as person_name, u.email, u.seat,
    u.language as person_language, u.time_zone as person_time_zone,
    coalesce(c.offset_ms, 0) as offset_ms, c.frozen_at`

/**
 * One row for everything that a decision and a page's frame rest on. A CASE finds the visitor, where COALESCE
 * would read better: behind row-level security PostgreSQL takes that for leaky, and reads every person.
 */
export const REQUEST_CONTEXT = `
  select ${GATE_INPUT_COLUMNS},
    p.id as portal, p.name, p.slug, p.language, p.time_zone,
    p.brand_color, p.accent_color, p.logo_version, p.largest_file_mb, p.version as portal_version,
    p.xmin as row_version, p.staff_second_factor, h.host as current_host,
    exists (select from hosts o where o.host = $2 and o.portal_id = $1) as own_host,
    ${VISITOR_COLUMNS},
    v.id as preview, v.expires_at as preview_until, v.acts and p.act_on_behalf as preview_acts,
    v.staff_id as staff, b.name as staff_name, b.language as staff_language
  from portals p
  left join hosts h on h.portal_id = $1 and h.is_current
  left join sessions s on s.portal_id = $1 and s.hash = $3
  left join previews v on v.portal_id = $1 and v.hash = $4 and v.session_id = s.id
  left join persons b on b.portal_id = $1 and b.id = v.staff_id
  left join persons u on u.portal_id = $1 and u.id = case when v.client_id is null then s.person_id else v.client_id end
  left join test_clock c on true
  where p.id = $1`

/**
 * The same where the portal is known, and its row and its host have not changed since: what it costs is four
 * index probes. A row's `xmin` is the transaction that wrote it, so no change to a portal can be missed.
 */
export const VISIT_KNOWN = `
  select p.xmin as row_version, u.kind, u.activated_at, u.disabled_at, u.locked_until, u.held_since, u.held_invoice,
    u.open_flow,
    ${VISITOR_COLUMNS}
  from portals p
  join hosts h on h.host = $2 and h.portal_id = $1 and h.is_current
  left join sessions s on s.portal_id = $1 and s.hash = $3
  left join persons u on u.portal_id = $1 and u.id = s.person_id
  left join test_clock c on true
  where p.id = $1`

/** What only the whole statement finds out, where it would find nothing. */
const NOT_LOOKED_FOR = { factor_missing: false, preview: null }

/** Whose request it is, for what is prefetched: whom staff look at the portal as, else whose session it is. */
export const CURRENT_PERSON = `(
  select person_id from sessions where portal_id = $1 and hash = $2
  union all select client_id from previews where portal_id = $1 and hash = $2)`

/**
 * Everything the gate needs, in one statement, and with it what a page prefetches.
 * @param remembered the portal's columns, as an earlier request to this host read them
 * @param secrets.session null for a visitor without a cookie
 * @param secrets.preview null for whoever comes as themselves
 */
export async function fetchRequestContext(
  db: Database,
  { portal, host, remembered }: { portal: string; host: string; remembered: PortalRow | undefined },
  secrets: { session: Buffer | null; preview: Buffer | null },
  prefetch?: Prefetch,
): Promise<{ row: RequestContextRow | undefined; prefetch: unknown[] }> {
  const { session, preview } = secrets
  const more = prefetch ? [{ ...prefetch, values: [portal, preview ?? session] }] : []
  if (remembered && preview === null && !remembered.staff_second_factor) {
    const values = [portal, host, session]
    const statement = { text: VISIT_KNOWN, values, name: 'visit_known' }
    const [rows, ...prefetched] = await db.together({ portal }, [statement, ...more])
    const visitor = rows![0] as RequestContextRow | undefined
    if (visitor?.row_version === remembered.row_version)
      return {
        row: { ...remembered, ...visitor, ...NOT_LOOKED_FOR },
        prefetch: prefetched[0] ?? [],
      }
  }
  const statement = {
    text: REQUEST_CONTEXT,
    values: [portal, host, session, preview],
    name: 'visit',
  }
  const [rows, ...prefetched] = await db.together({ portal }, [statement, ...more])
  return { row: rows![0] as RequestContextRow | undefined, prefetch: prefetched[0] ?? [] }
}

/** The portal's columns of a request's row, to be remembered for the next. */
export const portalRowOf = (row: RequestContextRow): PortalRow => ({
  row_version: row.row_version,
  portal: row.portal,
  name: row.name,
  slug: row.slug,
  status: row.status,
  trial_ends_at: row.trial_ends_at,
  built: row.built,
  language: row.language,
  time_zone: row.time_zone,
  brand_color: row.brand_color,
  accent_color: row.accent_color,
  logo_version: row.logo_version,
  largest_file_mb: row.largest_file_mb,
  after_trial: row.after_trial,
  portal_version: row.portal_version,
  staff_second_factor: row.staff_second_factor,
  current_host: row.current_host,
  own_host: row.own_host,
})

const HOST = 'select portal_id from hosts where host = $1'

/** The portal that a host belongs to, current or not. */
export const portalOfHost = async (db: Database, host: string): Promise<string | undefined> =>
  (await db.one<{ portal_id: string }>('installation', HOST, [host], 'host'))[0]?.portal_id

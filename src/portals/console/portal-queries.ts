import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { containing } from '../../kit/db/containing.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import {
  possibleIn,
  postponedFrom,
  standingAt,
  type PortalStatus,
  type StandingRow,
  type StatusOperation,
} from '../status/portal-status.ts'
import { findPortal, hasStatus } from '../queries.ts'
import { settingsOf, type Settings } from '../setting/setting.ts'
import { writeCursor, type PortalsQuery } from './portals-list.ts'

type Reader = Pick<Caller, 'portal' | 'partner'>

/** A line of the console's table. */
export interface PortalLine {
  /** Shown id. */
  id: string
  /** Empty once the portal is deleted; its host says which it was. */
  name: string
  slug: string
  host: string
  status: PortalStatus
  since: Instant
  /** When the status ends by itself, and in how many days; null where it does not. */
  endsAt: Instant | null
  daysLeft: number | null
  partner: { id: string; name: string } | null
  partnerReference: string | null
  built: boolean
  createdAt: Instant
  proUsers: number
  people: number
  lastActivityAt: Instant | null
}

function matching(tx: Tx, caller: Reader, { search, status, partner }: PortalsQuery, now: Instant) {
  let query = tx.db.selectFrom('portals as p').where('p.id', '<>', CONSOLE)
  if (caller.partner !== undefined) query = query.where('p.partner_id', '=', caller.partner)
  if (partner) query = query.where('p.partner_id', '=', partner)
  if (status) query = query.where(hasStatus(status, now))
  if (search)
    query = query.where((is) =>
      is.or([
        is('p.name', 'ilike', containing(search)),
        is('p.slug', 'ilike', containing(search)),
        is('p.partner_reference', 'ilike', containing(search)),
      ]),
    )
  return query
}

const COLUMNS = [
  'p.id',
  'p.name',
  'p.slug',
  'p.sorted_name',
  'p.status',
  'p.status_since',
  'p.trial_ends_at',
  'p.deletion_postponed_to',
  'p.partner_id',
  'p.partner_reference',
  'p.built_at',
  'p.created_at',
] as const

/**
 * The portals that exist for the caller, a page at a time by key: the ten-thousandth page costs what
 * the first does. Needs the installation's scope.
 */
export async function listPortals(
  tx: Tx,
  caller: Reader,
  query: PortalsQuery,
  now: Instant,
): Promise<{ portals: PortalLine[]; next: string | null }> {
  const { sort, after, limit } = query
  const direction = sort.startsWith('-') ? 'desc' : 'asc'
  const comparison = direction === 'desc' ? '<' : '>'
  const byName = sort.endsWith('name')
  let select = matching(tx, caller, query, now)
    .select(COLUMNS)
    .limit(limit + 1)
  if (byName) select = select.orderBy('p.sorted_name', direction)
  select = select.orderBy('p.id', direction)
  if (after && byName)
    select = select.where((is) =>
      is(is.refTuple('p.sorted_name', 'p.id'), comparison, is.tuple(after.key, after.id)),
    )
  if (after && !byName) select = select.where('p.id', comparison, after.id)
  const page = select.as('p')
  // What belongs to each line is joined to the page alone, not to all that might be in it.
  let lines = tx.db
    .selectFrom(page)
    .leftJoin('hosts as h', (join) =>
      join.onRef('h.portal_id', '=', 'p.id').on('h.is_current', '=', true),
    )
    .leftJoin('portal_summaries as s', 's.portal_id', 'p.id')
    .leftJoin('partners as r', 'r.id', 'p.partner_id')
    .selectAll('p')
    .select(['h.host', 's.pro_users', 's.people', 's.last_activity_at', 'r.name as partner_name'])
  if (byName) lines = lines.orderBy('p.sorted_name', direction)
  const rows = await lines.orderBy('p.id', direction).execute()
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  const more = rows.length > limit && last
  return {
    portals: shown.map((row) => lineOf(row, now)),
    next: more ? writeCursor({ sort, key: last.sorted_name, id: last.id }) : null,
  }
}

interface LineRow extends Omit<StandingRow, 'status'> {
  id: string
  name: string
  slug: string
  status: string
  partner_id: string | null
  partner_reference: string | null
  built_at: Instant | null
  created_at: Instant
  host: string | null
  pro_users: number | null
  people: number | null
  last_activity_at: Instant | null
  partner_name: string | null
}

function lineOf(row: LineRow, now: Instant): PortalLine {
  return {
    id: show('portal', row.id),
    name: row.name,
    slug: row.slug,
    host: row.host ?? '',
    ...standingAt({ ...row, status: row.status as PortalStatus }, now),
    partner: row.partner_id
      ? { id: show('partner', row.partner_id), name: row.partner_name ?? '' }
      : null,
    partnerReference: row.partner_reference,
    built: row.built_at !== null,
    createdAt: row.created_at,
    proUsers: row.pro_users ?? 0,
    people: row.people ?? 0,
    lastActivityAt: row.last_activity_at,
  }
}

/** How many portals a list has in all. Reads each once where something is searched for. */
export async function countPortals(
  tx: Tx,
  caller: Reader,
  query: PortalsQuery,
  now: Instant,
): Promise<number> {
  const { n } = await matching(tx, caller, query, now)
    .select((is) => is.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  return n
}

/** All of a portal but its history and hosts. */
export interface PortalDetail extends PortalLine, Settings {
  /** How much its files take, with those that are being sent. */
  fileBytes: number
  owner: { id: string; name: string; email: string; activated: boolean } | null
  suspension: {
    from: PortalStatus
    cause: string
    note: string | null
    /** When it would have been deleted, had it been warned in time; null where it was. */
    postponedFrom: Instant | null
  } | null
  trialEndsAt: Instant
  brandColor: string
  accentColor: string
  logoVersion: number
  version: number
  /** What may be done with its status now. */
  possible: StatusOperation[]
}

/** A portal as it exists for the caller. The transaction must be set to it. */
export async function showPortal(
  tx: Tx,
  caller: Reader,
  portal: string,
  now: Instant,
): Promise<PortalDetail | undefined> {
  const row = await findPortal(tx, portal, caller)
  if (!row) return undefined
  const joined = await tx.db
    .selectFrom('portals as p')
    .leftJoin('hosts as h', (join) =>
      join.onRef('h.portal_id', '=', 'p.id').on('h.is_current', '=', true),
    )
    .leftJoin('portal_summaries as s', 's.portal_id', 'p.id')
    .leftJoin('partners as r', 'r.id', 'p.partner_id')
    .leftJoin('persons as o', (join) =>
      join.onRef('o.portal_id', '=', 'p.id').onRef('o.id', '=', 'p.owner_id'),
    )
    .select(['h.host', 's.pro_users', 's.people', 's.last_activity_at', 'r.name as partner_name'])
    .select(['s.file_bytes', 'o.id as owner', 'o.name as owner_name', 'o.email', 'o.activated_at'])
    .where('p.id', '=', portal)
    .executeTakeFirstOrThrow()
  const line = lineOf({ ...row, ...joined }, now)
  return {
    ...line,
    ...settingsOf(row),
    fileBytes: joined.file_bytes ?? 0,
    owner: joined.owner
      ? {
          id: show('person', joined.owner),
          name: joined.owner_name!,
          email: joined.email!,
          activated: joined.activated_at !== null,
        }
      : null,
    suspension: row.suspended_from
      ? {
          from: row.suspended_from,
          cause: row.suspension_cause!,
          note: row.suspension_note,
          postponedFrom: postponedFrom(row),
        }
      : null,
    trialEndsAt: row.trial_ends_at,
    brandColor: row.brand_color,
    accentColor: row.accent_color,
    logoVersion: row.logo_version,
    version: row.version,
    possible: possibleIn(line.status),
  }
}

/** One line of a portal's history. */
export interface HistoryLine {
  seq: number
  from: PortalStatus | null
  to: PortalStatus
  at: Instant
  actor: string
  through: string
  cause: string | null
  note: string | null
}

/**
 * Every status the portal has had, newest first. The transaction must be set to it.
 * @param asked.before only lines older than this one
 */
export async function portalHistory(
  tx: Tx,
  { before, limit }: { before?: number; limit?: number } = {},
): Promise<HistoryLine[]> {
  let query = tx.db
    .selectFrom('portal_status_changes')
    .select([
      'seq',
      'from_status as from',
      'to_status as to',
      'at',
      'actor',
      'through',
      'cause',
      'note',
    ])
    .orderBy('seq', 'desc')
  if (before !== undefined) query = query.where('seq', '<', before)
  if (limit !== undefined) query = query.limit(limit)
  return (await query.execute()) as HistoryLine[]
}

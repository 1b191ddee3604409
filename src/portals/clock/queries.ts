import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Caller } from '../../kit/operation.ts'
import type { Falling } from './falling.ts'
import type { PortalStatus, TimerKind } from '../status/portal-status.ts'

type Reader = Pick<Caller, 'partner'>

/** Something that will fall due in a portal. */
export interface DueLine {
  /** Shown id. */
  portal: string
  name: string
  kind: TimerKind
  dueAt: Instant
}

/** What falls due next, across portals. Needs the installation's scope. */
export async function dueNext(tx: Tx, { partner }: Reader, limit: number): Promise<DueLine[]> {
  let query = tx.db
    .selectFrom('portal_timers as t')
    .innerJoin('portals as p', 'p.id', 't.portal_id')
    .select(['p.id', 'p.name', 't.kind', 't.due_at as dueAt'])
    .orderBy('t.due_at')
    .orderBy('t.portal_id')
    .limit(limit)
  if (partner !== undefined) query = query.where('p.partner_id', '=', partner)
  return (await query.execute()).map(({ id, name, kind, dueAt }) => ({
    portal: show('portal', id),
    name,
    kind: kind as TimerKind,
    dueAt,
  }))
}

/** How much falls due until then, by kind. Costs what is due. Needs the installation's scope. */
export async function dueUntil(tx: Tx, until: Instant): Promise<{ kind: TimerKind; n: number }[]> {
  const rows = await tx.db
    .selectFrom('portal_timers')
    .select(['kind', (is) => is.fn.countAll<number>().as('n')])
    .where('due_at', '<=', until)
    .groupBy('kind')
    .execute()
  return rows.map(({ kind, n }) => ({ kind: kind as TimerKind, n }))
}

/** What each move of the clock since then made fall due, as its operation noted it; of the console. */
export async function movesSince(tx: Tx, since: Instant, limit: number): Promise<Falling[]> {
  const rows = await tx.db
    .selectFrom('audit_lines')
    .select('details')
    .where('operation', '=', 'clock.advance')
    .where('at', '>=', since)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute()
  return rows.map(({ details }) => (details as { due?: Falling }).due ?? {})
}

/** A change of a portal's status, with what it is called. */
export interface Changed {
  portal: string
  name: string
  seq: number
  to: PortalStatus
  at: Instant
  through: string
}

/** Every change of status since then, each portal's in order. Needs the installation's scope. */
export async function changesSince(tx: Tx, since: Instant, limit: number): Promise<Changed[]> {
  const rows = await tx.db
    .selectFrom('portal_status_changes as c')
    .innerJoin('portals as p', 'p.id', 'c.portal_id')
    .leftJoin('hosts as h', (join) =>
      join.onRef('h.portal_id', '=', 'p.id').on('h.is_current', '=', true),
    )
    .select(['p.id', 'p.name', 'p.slug', 'h.host', 'c.seq', 'c.to_status', 'c.at', 'c.through'])
    .where('c.at', '>=', since)
    .orderBy('c.at')
    .orderBy('c.portal_id')
    .orderBy('c.seq')
    .limit(limit)
    .execute()
  return rows.map(({ id, name, slug, host, seq, to_status, at, through }) => ({
    portal: show('portal', id),
    name: name || host || slug,
    seq,
    to: to_status as PortalStatus,
    at,
    through,
  }))
}

/** Warnings that are still to be sent until then, as `ptl_… warning_30`. Needs the installation's scope. */
export async function warningsLeft(tx: Tx, until: Instant): Promise<ReadonlySet<string>> {
  const rows = await tx.db
    .selectFrom('portal_timers')
    .select(['portal_id', 'kind'])
    .where('due_at', '<=', until)
    .where('kind', 'like', 'warning%')
    .execute()
  return new Set(rows.map(({ portal_id, kind }) => `${show('portal', portal_id)} ${kind}`))
}

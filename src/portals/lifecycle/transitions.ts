import type { Instant } from '../../kit/clock.ts'
import { appendAudit } from '../../kit/audit.ts'
import { newId, show } from '../../kit/ids.ts'
import { clockCaller, type OperationContext } from '../../kit/operation.ts'
import { emit, type EventData } from '../../kit/events.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import type { Portal } from '../portal.ts'
import { findPortal } from '../queries.ts'
import { transitionRefused } from '../refusals.ts'
import {
  PORTAL_STATUSES,
  allowed,
  timersFor,
  type PortalStatus,
  type StatusOperation,
} from '../status/portal-status.ts'
import { appendStatusChange, replaceTimers, setStatus } from './queries.ts'
import { inEach } from '../../kit/texts.ts'
import { words } from '../texts.ts'

/** What a status operation answers. */
export interface Standing {
  portal: string
  status: PortalStatus
  /** RFC 3339. */
  since: string
}

/** As the audit trail calls it. */
export const TRANSITION_DETAILS = {
  cause: { en: 'Cause', es: 'Causa' },
}

/** Statuses, as the audit trail calls them. */
export const STATUSES = Object.fromEntries(
  PORTAL_STATUSES.map((status) => [status, inEach(words, `status.${status}`)]),
)

/** From where to where, and why. */
export const TRANSITION_VALUES = {
  ...STATUSES,
  requested: { en: 'asked for by the customer', es: 'lo pidió el cliente' },
  unpaid: { en: 'not paid', es: 'impago' },
  abuse: { en: 'abuse', es: 'abuso' },
  security: { en: 'security', es: 'seguridad' },
  resolved: { en: 'resolved', es: 'resuelto' },
  paid: { en: 'paid', es: 'pagado' },
  mistake: { en: 'it was a mistake', es: 'fue un error' },
  by_hand: { en: 'by hand', es: 'a mano' },
  overdue: { en: 'more than 90 days suspended', es: 'más de 90 días suspendido' },
}

interface Move {
  to: PortalStatus
  /** When it counts from: for what fell due, then and not when it was noticed. */
  at: Instant
  cause?: string
  note?: string
}

/**
 * Finds the portal for the caller, locks it, and brings about what fell due before now, so that a
 * late sweep costs nobody a day on the bill.
 */
export async function lockForMove(op: OperationContext, id: string): Promise<Portal | Refusal> {
  const portal = await findPortal(op.tx, id, op.caller, { lock: true })
  if (!portal) return kitRefuse('not_found')
  const stale = op.basedOn(portal.version)
  if (stale) return stale
  return portal.status === 'trial_active' &&
    Temporal.Instant.compare(portal.trial_ends_at, op.now) <= 0
    ? endTrialFirst(op, portal)
    : portal
}

/** Moves a portal that was locked as the operation may, or refuses. */
export async function move(
  op: OperationContext,
  portal: Portal,
  operation: StatusOperation,
  { to, at: wanted, cause, note }: Move,
): Promise<Standing | Refusal> {
  if (!allowed(portal.status, to, operation)) return transitionRefused(portal.status, to)
  // Whoever waited for the lock has an older now than whoever held it; time does not run back for that.
  const at = latest(wanted, portal.status_since)
  await write(op, portal, { to, at, cause, note }, op.caller)
  op.note({
    subject: show('portal', portal.id),
    reason: note || cause,
    details: { from: portal.status, to, at: at.toString(), ...(cause ? { cause } : {}) },
  })
  return { portal: show('portal', portal.id), status: to, since: at.toString() }
}

const latest = (a: Instant, b: Instant): Instant => (Temporal.Instant.compare(a, b) < 0 ? b : a)

async function write(
  { tx }: OperationContext,
  portal: Portal,
  { to, at, cause, note }: Move,
  by: { id: string; through: string },
): Promise<void> {
  const suspended = to === 'suspended'
  await Promise.all([
    appendStatusChange(tx, {
      from: portal.status,
      to,
      at,
      actor: by.id,
      through: by.through,
      cause: cause ?? null,
      note: note || null,
    }),
    setStatus(tx, {
      status: to,
      status_since: at,
      suspended_from: suspended ? portal.status : null,
      suspension_cause: suspended ? cause! : null,
      suspension_note: suspended ? note || null : null,
    }),
    replaceTimers(tx, timersFor(to, at, portal.trial_ends_at)),
  ])
}

/**
 * Ends a trial whose time came before the sweep did, as the clock would have, in the transaction of
 * whoever came first: with its own line of history, audit and event.
 */
async function endTrialFirst(op: OperationContext, portal: Portal): Promise<Portal> {
  const { tx, now } = op
  const to = 'trial_expired'
  const at = portal.trial_ends_at
  const clock = clockCaller(portal.id)
  await write(op, portal, { to, at }, clock)
  const subject = show('portal', portal.id)
  const data = { from: portal.status, to, at: at.toString() }
  const name = 'portal.expire_trial' satisfies StatusOperation
  const event: EventData = {
    id: newId(),
    name,
    portal: portal.id,
    subject,
    at: now.toString(),
    data,
  }
  await emit(op, event)
  await appendAudit(tx, [
    {
      at: now,
      operation: name,
      outcome: 'done',
      actor: clock.id,
      actor_name: clock.name,
      on_behalf_of: null,
      through: clock.through,
      subject,
      reason: null,
      details: data,
      ip: null,
      request_id: op.caller.requestId ?? null,
    },
  ])
  return { ...portal, status: to, status_since: at }
}

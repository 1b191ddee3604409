import { z } from 'zod'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { show } from '../../kit/ids.ts'
import { beginDeletion } from '../deletion/beginning.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { isRefusal } from '../living.ts'
import type { Portal } from '../portal.ts'
import { findPortal } from '../queries.ts'
import { refuse } from '../refusals.ts'
import { lookAt, looksOf } from './second-look.ts'
import {
  deletionOf,
  SUSPENSION_DAYS,
  WARNING_DAYS,
  type TimerKind,
} from '../status/portal-status.ts'
import {
  dropTimers,
  dueTimersOf,
  postponeDeletion,
  replaceTimers,
  type StoredTimer,
} from '../lifecycle/queries.ts'
import { TRANSITION_DETAILS, TRANSITION_VALUES, move } from '../lifecycle/transitions.ts'
import { warningFor } from '../lifecycle/warning.ts'
import { sendWarnings } from '../lifecycle/warnings.ts'

/*
 * What the clock brings about. Each looks again under the portal's lock whether it is due, and whether
 * it is the first to be: of ticks that come twice, late or on two servers at once, one does it, and
 * several things overdue happen in their order.
 */

interface Due {
  portal: Portal
  timer: StoredTimer
  /** All that is due for the portal, that timer first. */
  all: StoredTimer[]
}

async function lockDue(op: OperationContext, id: string, kind: TimerKind): Promise<Due | Refusal> {
  const portal = await findPortal(op.tx, id, op.caller, { lock: true })
  if (!portal) return kitRefuse('not_found')
  const all = await dueTimersOf(op.tx, op.now)
  const timer = all[0]
  return timer?.kind === kind ? { portal, timer, all } : refuse('not_due')
}

export const endTrial = operation({
  name: 'portal.expire_trial',
  done: { en: 'Ended the trial', es: 'Terminó la prueba' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary: 'A portal’s trial ends by itself',
  input: onPortal,
  right: 'clock',
  portal: thatPortal,
  async run(op, { portal: id }) {
    const due = await lockDue(op, id, 'trial_end')
    if (isRefusal(due)) return due
    const moved = await move(op, due.portal, 'portal.expire_trial', {
      to: 'trial_expired',
      at: due.timer.dueAt,
    })
    return isRefusal(moved) ? moved : done(moved)
  },
})

export const warnPortal = operation({
  name: 'portal.warn',
  done: { en: 'Warned of the deletion', es: 'Avisó de la eliminación' },
  details: {
    postponed: { en: 'Deletion put off', es: 'Eliminación aplazada' },
  },
  summary: 'Warns a suspended portal’s owner and partner that it will be deleted',
  input: onPortal.extend({ days: z.literal(WARNING_DAYS) }),
  right: 'clock',
  portal: thatPortal,
  async run(op, { portal: id, days }) {
    const due = await lockDue(op, id, `warning_${days}`)
    if (isRefusal(due)) return due
    const { tx, now } = op
    const before = deletionOf(due.portal)
    // A test clock is moved on purpose: what was skipped is told as it would have been, one by one.
    const lived = op.installation.clock.movable
    const all = lived ? [due.timer] : due.all
    const {
      days: sent,
      deletion,
      instead,
    } = lived ? { days, deletion: before, instead: null } : warningFor(all, before, now)
    const warnings = all.flatMap(({ kind }) => (kind === 'cancellation' ? [] : kind))
    if (instead) {
      await postponeDeletion(tx, deletion)
      await replaceTimers(tx, instead)
    } else await dropTimers(tx, warnings)
    const portal = instead ? { ...due.portal, deletion_postponed_to: deletion } : due.portal
    const mails = await sendWarnings(op, portal, sent)
    op.note({
      subject: show('portal', id),
      details: {
        days: sent,
        at: due.timer.dueAt.toString(),
        mails,
        ...(warnings.length > 1 ? { insteadOf: warnings } : {}),
        ...(instead ? { postponed: { from: before.toString(), to: deletion.toString() } } : {}),
      },
    })
    return done({ mails })
  },
})

export const cancelOverdue = operation({
  name: 'portal.cancel',
  done: { en: 'Cancelled the portal', es: 'Canceló el portal' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary: 'A portal is cancelled by itself after more than 90 days of suspension',
  input: onPortal.extend({ boot: z.string(), monotonicMs: z.number() }),
  right: 'clock',
  portal: thatPortal,
  async run(op, { portal: id, boot, monotonicMs }) {
    const due = await lockDue(op, id, 'cancellation')
    if (isRefusal(due)) return due
    const { dueAt, looks } = due.timer
    // The timer's row dies with its suspension, so what it has seen is of this one, unmoved.
    if (!op.installation.clock.movable) {
      const now = { monotonicMs, clockMs: op.now.epochMilliseconds }
      if (lookAt(looksOf(looks)[boot], now) !== 'confirmed') return refuse('not_due')
    }
    const moved = await move(op, due.portal, 'portal.cancel', {
      to: 'cancelled',
      at: dueAt,
      cause: 'overdue',
    })
    if (isRefusal(moved)) return moved
    await beginDeletion(op, `the clock, after ${SUSPENSION_DAYS} days of suspension`)
    return done(moved)
  },
})

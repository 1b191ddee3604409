import { z } from 'zod'
import { endAllSessions } from '../../identity/index.ts'
import { releaseHeldMail } from '../../kit/mail.ts'
import { done, operation } from '../../kit/operation.ts'
import { note, onPortal, thatPortal } from '../inputs.ts'
import { isRefusal } from '../living.ts'
import { notSuspended, refuse } from '../refusals.ts'
import { LIFTING_CAUSES, lifts, returnsTo, SUSPENSION_CAUSES } from '../status/portal-status.ts'
import { onSuspensionLifted } from '../status/lifting.ts'
import { TRANSITION_DETAILS, TRANSITION_VALUES, lockForMove, move } from './transitions.ts'

export const suspendPortal = operation({
  name: 'portal.suspend',
  done: { en: 'Suspended the portal', es: 'Suspendió el portal' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary: 'Shuts a portal to everyone at once and keeps all that is in it',
  input: onPortal.extend({ cause: z.enum(SUSPENSION_CAUSES), note }),
  right: 'portals:provision',
  portal: thatPortal,
  async run(op, { portal: id, cause, note }) {
    const portal = await lockForMove(op, id)
    if (isRefusal(portal)) return portal
    const at = op.now
    const moved = await move(op, portal, 'portal.suspend', { to: 'suspended', at, cause, note })
    if (isRefusal(moved)) return moved
    await endAllSessions(op.tx)
    return done(moved)
  },
})

export const unsuspendPortal = operation({
  name: 'portal.unsuspend',
  done: { en: 'Lifted the suspension', es: 'Levantó la suspensión' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary:
    'Lifts a suspension: the portal is what it was, but for a trial that has ended meanwhile',
  input: onPortal.extend({ cause: z.enum(LIFTING_CAUSES).default('resolved'), note }),
  right: 'portals:provision',
  portal: thatPortal,
  async run(op, { portal: id, cause, note }) {
    const portal = await lockForMove(op, id)
    if (isRefusal(portal)) return portal
    if (portal.suspended_from === null) return notSuspended(portal.status)
    if (!lifts(cause, portal.suspension_cause))
      return refuse('payment_does_not_lift', { field: 'cause' })
    const at = op.now
    const to = returnsTo(portal.suspended_from, portal.trial_ends_at, at)
    const moved = await move(op, portal, 'portal.unsuspend', { to, at, cause, note })
    if (isRefusal(moved)) return moved
    await releaseHeldMail(op)
    for (const goOn of onSuspensionLifted.of(op.installation)) await goOn(op, portal)
    return done(moved)
  },
})

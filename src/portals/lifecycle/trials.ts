import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { isRefusal } from '../living.ts'
import { findPortal } from '../queries.ts'
import { TRANSITION_DETAILS, TRANSITION_VALUES, lockForMove, move } from './transitions.ts'

export const expireTrial = operation({
  name: 'portal.expire_trial',
  done: { en: 'Ended the trial', es: 'Terminó la prueba' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary: 'Ends a portal’s trial before its time',
  input: onPortal,
  right: 'portals:provision',
  portal: thatPortal,
  async run(op, { portal: id }) {
    const portal = await findPortal(op.tx, id, op.caller, { lock: true })
    if (!portal) return kitRefuse('not_found')
    const stale = op.basedOn(portal.version)
    if (stale) return stale
    // Ended already but not yet swept, it ended then.
    const [at] = [op.now, portal.trial_ends_at].toSorted(Temporal.Instant.compare)
    const moved = await move(op, portal, 'portal.expire_trial', { to: 'trial_expired', at: at! })
    return isRefusal(moved) ? moved : done(moved)
  },
})

export const certifyPortal = operation({
  name: 'portal.certify',
  done: { en: 'Certified the portal', es: 'Certificó el portal' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary:
    'Makes a portal certified and secure: the end of its trial for good, and billed from now',
  input: onPortal,
  right: 'portals:provision',
  portal: thatPortal,
  async run(op, { portal: id }) {
    const portal = await lockForMove(op, id)
    if (isRefusal(portal)) return portal
    const moved = await move(op, portal, 'portal.certify', {
      to: 'certified_secure',
      at: op.now,
    })
    return isRefusal(moved) ? moved : done(moved)
  },
})

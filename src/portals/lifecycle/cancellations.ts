import { z } from 'zod'
import { done, operation } from '../../kit/operation.ts'
import { beginDeletion } from '../deletion/beginning.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { isRefusal } from '../living.ts'
import { refuse, transitionRefused } from '../refusals.ts'
import { allowed } from '../status/portal-status.ts'
import { TRANSITION_DETAILS, TRANSITION_VALUES, lockForMove, move } from './transitions.ts'

export const cancelPortal = operation({
  name: 'portal.cancel',
  done: { en: 'Cancelled the portal', es: 'Canceló el portal' },
  details: TRANSITION_DETAILS,
  values: TRANSITION_VALUES,
  summary: 'Cancels a suspended portal for good and begins to delete all that is in it',
  input: onPortal.extend({
    name: z.string().max(200).describe('The portal’s name, typed as it is written'),
  }),
  right: 'installation:operate',
  portal: thatPortal,
  async run(op, { portal: id, name }) {
    const portal = await lockForMove(op, id)
    if (isRefusal(portal)) return portal
    const to = 'cancelled'
    if (!allowed(portal.status, to, 'portal.cancel')) return transitionRefused(portal.status, to)
    if (name.trim() !== portal.name) return refuse('name_differs', { field: 'name' })
    const moved = await move(op, portal, 'portal.cancel', { to, at: op.now, cause: 'by_hand' })
    if (isRefusal(moved)) return moved
    await beginDeletion(op, `${op.caller.name} (${op.caller.id})`)
    return done(moved)
  },
})

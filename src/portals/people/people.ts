import {
  giveAccess,
  onPerson,
  reason,
  takeAccess,
  takeFactors,
  thatPerson,
} from '../../identity/index.ts'
import { operation, type Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { onPortal, thatPortal } from '../inputs.ts'
import { findPortal } from '../queries.ts'

/*
 * The operator's way to a portal's people: for those whom nobody in the portal can let in again, and for its
 * owner, to whom its staff may not do these things. What is done is what is done to anybody.
 */

const onTheirs = onPortal.extend(onPerson.shape)
const common = {
  right: 'installation:operate',
  portal: thatPortal,
  subjects: thatPerson,
} as const

export const enableInPortal = operation({
  ...common,
  name: 'portal.enable_person',
  summary: 'Enables the access of one of a portal’s people again, from the console',
  input: onTheirs,
  run: (work, { person }) => there(work, () => giveAccess(work, { person })),
})

export const disableInPortal = operation({
  ...common,
  name: 'portal.disable_person',
  summary: 'Disables the access of one of a portal’s people, its owner too, from the console',
  input: onTheirs.extend({ reason }),
  run: (work, { person, reason }) => there(work, () => takeAccess(work, { person, reason })),
})

export const resetFactorsInPortal = operation({
  ...common,
  name: 'portal.reset_factors',
  summary:
    'Takes away the second step and passkeys of one of a portal’s people, its owner too, from the console',
  input: onTheirs.extend({ reason }),
  run: (work, { person, reason }) => there(work, () => takeFactors(work, { person, reason })),
})

/** Of a portal that is cancelled nobody is left. */
async function there<R>(
  work: Work,
  change: () => Promise<Done<R> | Refusal>,
): Promise<Done<R> | Refusal> {
  const portal = await findPortal(work.tx, work.portal, work.caller)
  return portal ? change() : kitRefuse('not_found')
}

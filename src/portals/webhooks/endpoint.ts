import { show } from '../../kit/ids.ts'
import type { Work } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { isRefusal } from '../living.ts'
import { giveUpWaiting } from './deliveries/queries.ts'
import { lockOwner } from './owners.ts'
import { changeEndpoint, findEndpoint, type Endpoint } from './queries.ts'
import type { DisabledWhy, Owner } from './webhook.ts'

/* What every operation on an endpoint begins and ends with. */

/** Finds and locks an endpoint that exists for the caller. */
export async function lockEndpoint(
  work: Work,
  input: { portal?: string; partner?: string; webhook: string },
): Promise<{ owner: Owner; endpoint: Endpoint } | Refusal> {
  const owner = await lockOwner(work, input)
  if (isRefusal(owner)) return owner
  const endpoint = await findEndpoint(work.tx, owner, input.webhook, { lock: true })
  return endpoint ? { owner, endpoint } : kitRefuse('not_found')
}

/** What the audit line and the event say of an endpoint: of a partner's, whose it is. */
export const aboutEndpoint = (owner: Owner, endpoint: string, details = {}) => ({
  subject: show('webhook', endpoint),
  details: {
    ...details,
    ...(owner.partner === null ? {} : { partner: show('partner', owner.partner) }),
  },
})

/** Nothing more is sent there. @returns how many deliveries waited there */
export async function disableEndpoint(
  { tx, now }: Work,
  { portal }: Owner,
  endpoint: string,
  why: DisabledWhy,
): Promise<number> {
  await changeEndpoint(tx, portal, endpoint, {
    state: 'disabled',
    state_since: now,
    disabled_why: why,
  })
  return giveUpWaiting(tx, portal, endpoint, now)
}

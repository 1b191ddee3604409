import type { Right } from '../../gate/index.ts'
import type { z } from 'zod'
import {
  homeOf,
  owned,
  ownerNamed,
  partnerExists,
  type Named,
  type Owner,
  type OwnerKind,
} from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { operation, type Operation, type OperationContext } from '../../kit/operation.ts'
import type { Language } from '../../kit/texts.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { isRefusal, lockLiving } from '../living.ts'
import { giveUpWaiting } from './deliveries/queries.ts'
import { changeEndpoint, findEndpoint, type Endpoint } from './queries.ts'
import type { DisabledWhy } from './webhook.ts'

/* What every operation on an endpoint begins and ends with. */

/** The owner as it exists for the caller, and can be changed. */
export async function lockOwner(op: OperationContext, named: Named): Promise<Owner | Refusal> {
  const owner = ownerNamed(op.caller, named)
  if (owner?.kind === 'portal') {
    const locked = await lockLiving(op, owner.portal)
    return isRefusal(locked) ? locked : owner
  }
  const isThere = owner?.partner && (await partnerExists(op.tx, owner.partner))
  return isThere ? owner : kitRefuse('not_found')
}

/** An endpoint that exists for the caller, locked, and whose it is. */
interface OwnEndpoint {
  owner: Owner
  endpoint: Endpoint
}

type Sent<S extends z.ZodRawShape> = z.output<z.ZodObject<S>>

interface OnEndpoint<S extends z.ZodRawShape, R> {
  name: string
  done: Record<Language, string>
  details?: Operation['details']
  summary: string
  /** What it takes beside the endpoint. */
  shape: S
  /** What the API's document calls that, where it is more than nothing. */
  called?: string
  before?: (installation: Installation, input: Sent<S>) => Promise<Refusal | null>
  run: (op: OperationContext, of: OwnEndpoint, input: Sent<S>) => Promise<Done<R> | Refusal>
}

/** Declares what is done to one endpoint of such an owner; owner and endpoint are found and locked before it. */
export const onEndpointOf =
  (kind: OwnerKind, common: { right: Right; quiet?: true }) =>
  <S extends z.ZodRawShape, R>({ name, shape, called, run, ...declared }: OnEndpoint<S, R>) =>
    operation<z.ZodType<Sent<S> & Named & { webhook: string }>, R>({
      ...common,
      ...declared,
      name: `${kind}.${name}`,
      portal: homeOf,
      input: owned(kind, { webhook: id('webhook'), ...shape }).meta({ id: called }) as never,
      async run(op, input) {
        const owner = await lockOwner(op, input)
        if (isRefusal(owner)) return owner
        const endpoint = await findEndpoint(op.tx, owner, input.webhook, { lock: true })
        return endpoint ? run(op, { owner, endpoint }, input) : kitRefuse('not_found')
      },
    })

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
  { tx, now }: OperationContext,
  endpoint: string,
  why: DisabledWhy,
): Promise<number> {
  await changeEndpoint(tx, endpoint, {
    state: 'disabled',
    state_since: now,
    disabled_why: why,
  })
  return giveUpWaiting(tx, endpoint, now)
}

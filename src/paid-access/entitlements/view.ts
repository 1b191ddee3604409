import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { amountIn, type SubscriptionState } from '../../payments/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import { holdOf, isHeld, openReason, type BankAccess, type Entitlement } from './entitlement.ts'
import { bankAccess, entitlementsOf } from './queries.ts'

/** An entitlement with why it was given, in words. */
export type InClear = Entitlement & { reason: string | null }

export async function entitlementsInClear(
  { read, installation, portal }: Pick<SignedInContext, 'read' | 'installation' | 'portal'>,
  person: string,
): Promise<{ entitlements: InClear[]; how: BankAccess }> {
  const { rows, how } = await read(async (tx) => ({
    rows: await entitlementsOf(tx, person),
    how: await bankAccess(tx),
  }))
  if (rows.length === 0) return { entitlements: [], how }
  const key = await installation.keys.held(portal.id)
  const entitlements = rows.map((one) => ({
    ...one,
    reason: openReason(key, portal.id, one, installation.log),
  }))
  return { entitlements, how }
}

const STANDINGS = [
  'paid',
  'open',
  'processing',
  'waived',
  'closed',
  'kept',
  'past_due',
  'paused',
  'inactive',
  'ended',
] as const
export type Standing = (typeof STANDINGS)[number]

/** States of a subscription that say more than that its first invoice is paid. */
const isTelling = (state: string): state is Extract<Standing, SubscriptionState> =>
  ['past_due', 'paused', 'inactive', 'ended'].includes(state)

/** How an entitlement stands, in a word. */
export function standingOf({
  waivedAt,
  closedAt,
  keptAt,
  invoice,
  subscription,
}: Entitlement): Standing {
  if (waivedAt) return 'waived'
  if (closedAt) return 'closed'
  if (subscription?.hasBegun && isTelling(subscription.state)) return subscription.state
  if (keptAt) return 'kept'
  if (invoice === 'void') return 'waived'
  return invoice === 'paid' || invoice === 'processing' ? invoice : 'open'
}

const entitlementView = shape('Entitlement', {
  form: z.string(),
  invoice: z.string(),
  number: z.string().nullable(),
  state: z.enum(STANDINGS),
  subscription: z.string().nullable().describe('What it hangs on beside its first invoice'),
  outstanding: z.string(),
  currency: z.string(),
  reason: z.string().nullable().describe('Why they were let in without paying'),
  createdAt: z.string(),
})

export const entitlementsView = shape('Entitlements', {
  person: z.string(),
  held: z.boolean().describe('Whether a payment stands between the client and the portal'),
  until: z.string().nullable().describe('Where access ends at a moment ahead: when'),
  invoice: z.string().nullable().describe('What is to be paid first'),
  entitlements: z.array(entitlementView),
})

const showOne = (one: InClear): z.output<typeof entitlementView> => ({
  form: show('form', one.formId),
  invoice: show('invoice', one.invoiceId),
  number: one.invoiceNumber,
  state: standingOf(one),
  subscription: one.subscription && show('subscription', one.subscription.id),
  outstanding: amountIn(one.outstanding, one.currency),
  currency: one.currency,
  reason: one.reason,
  createdAt: one.createdAt.toString(),
})

/** What a client’s access hangs on, as programs are shown it. */
export async function showEntitlements(ctx: SignedInContext, person: string) {
  const { entitlements, how } = await entitlementsInClear(ctx, person)
  const hold = holdOf(entitlements, how)
  return {
    person: show('person', person),
    held: isHeld(hold, ctx.now),
    until: hold?.since && !isHeld(hold, ctx.now) ? hold.since.toString() : null,
    invoice: hold?.invoice ? show('invoice', hold.invoice) : null,
    entitlements: entitlements.map(showOne),
  }
}

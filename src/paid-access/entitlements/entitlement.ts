import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import {
  subscriptionOpensUntil,
  type InvoiceState,
  type SubscriptionState,
} from '../../payments/index.ts'
import type { Logger } from 'pino'

/** When a bank debit opens the portal. */
export const BANK_ACCESS = ['immediately', 'cleared'] as const
export type BankAccess = (typeof BANK_ACCESS)[number]

/** What opens the portal for one client once it is paid. */
export interface Entitlement {
  readonly id: string
  readonly personId: string
  readonly formId: string
  readonly formName: string
  readonly invoiceId: string
  readonly invoiceNumber: string | null
  readonly invoice: InvoiceState
  /** Minor units of `currency`, still to be paid. */
  readonly outstanding: bigint
  readonly total: bigint
  readonly currency: string
  readonly createdAt: Instant
  readonly closesOnRefund: boolean
  readonly closesOnDispute: boolean
  readonly waivedAt: Instant | null
  readonly waivedBy: string | null
  readonly sealedReason: Buffer | null
  readonly closedAt: Instant | null
  readonly keptAt: Instant | null
  /** What it hangs on beside that invoice, which is then its first. */
  readonly subscription: EntitledBy | null
}

/** Of a subscription, what its entitlement goes by. */
export interface EntitledBy {
  readonly id: string
  readonly state: SubscriptionState
  readonly accessUntil: Instant | null
  /** Whether it was ever paid for. */
  readonly hasBegun: boolean
  /** Row id of the renewal that is to be paid. */
  readonly failedInvoice: string | null
}

type Standing = Pick<Entitlement, 'invoice' | 'waivedAt' | 'closedAt' | 'keptAt' | 'subscription'>

/**
 * Until when it opens the portal, as all stands; null where it does not. An invoice that staff have voided asks for
 * nothing any more; one that they have only given up is still to be paid.
 */
export function opensUntil(
  { invoice, waivedAt, closedAt, keptAt, subscription }: Standing,
  bankAccess: BankAccess,
): 'always' | Instant | null {
  if (waivedAt !== null) return 'always'
  if (closedAt !== null) return null
  const isUnderWay = invoice === 'processing' && bankAccess === 'immediately'
  const isPaid = keptAt !== null || invoice === 'paid' || invoice === 'void'
  if (!isPaid && !isUnderWay) return null
  // Before its first payment has come, a subscription has not begun.
  if (!subscription || (!subscription.hasBegun && (isUnderWay || invoice === 'void')))
    return 'always'
  return subscriptionOpensUntil(subscription)
}

/** Subscriptions that are to be paid for before they open anything. */
const OWED: ReadonlySet<SubscriptionState> = new Set(['past_due', 'inactive'])

/** Is it paid, or does it wait for that? What staff may let somebody off. */
export const isRequired = ({
  waivedAt,
  keptAt,
  closedAt,
  invoice,
  subscription,
}: Standing): boolean =>
  waivedAt === null &&
  closedAt === null &&
  ((keptAt === null && !['paid', 'void'].includes(invoice)) ||
    (subscription !== null && OWED.has(subscription.state)))

/** Row id of the invoice that is to be paid for it; null where there is none that can be. */
export const requiredInvoice = (
  entitlement: Standing & Pick<Entitlement, 'invoiceId'>,
): string | null => {
  if (!isRequired(entitlement)) return null
  const isFirst = !['paid', 'void'].includes(entitlement.invoice) && entitlement.keptAt === null
  return isFirst ? entitlement.invoiceId : (entitlement.subscription?.failedInvoice ?? null)
}

/** What stands between somebody and the portal, now or from a moment on. */
export interface Hold {
  /** Since when; null for now. It may be ahead: then they are in until then. */
  readonly since: Instant | null
  /** Row id of what is to be paid; null where there is nothing that can be. */
  readonly invoice: string | null
}

/** Whether they are out at that moment. */
export const isHeld = (hold: Hold | null, now: Instant): boolean =>
  hold !== null && (hold.since === null || Temporal.Instant.compare(hold.since, now) <= 0)

/**
 * The payment that stands between somebody and the portal; null where none does. Each entitlement is judged for itself:
 * who has paid for one is in, whatever another asks for. Of several that are not paid the oldest is asked for first.
 */
export function holdOf<E extends Standing & Pick<Entitlement, 'invoiceId'>>(
  entitlements: readonly E[],
  bankAccess: BankAccess,
): Hold | null {
  if (entitlements.length === 0) return null
  let since: Instant | null = null
  for (const one of entitlements) {
    const until = opensUntil(one, bankAccess)
    if (until === 'always') return null
    if (until !== null && (since === null || Temporal.Instant.compare(until, since) > 0))
      since = until
  }
  const invoices = entitlements.flatMap((one) => requiredInvoice(one) ?? [])
  return { since, invoice: invoices[0] ?? null }
}

const reasonOf = (portal: string, row: string): Place => ({
  portal,
  table: 'entitlements',
  column: 'sealed_reason',
  row,
})

export const sealReason = (key: Buffer, portal: string, row: string, reason: string): Buffer =>
  seal(key, reasonOf(portal, row), reason)

/** Why somebody was let in without paying, in words. */
export const openReason = (
  key: Buffer,
  portal: string,
  { id, sealedReason }: Pick<Entitlement, 'id' | 'sealedReason'>,
  log: Logger,
): string | null => sealedReason && openOrLog(key, reasonOf(portal, id), sealedReason, log)

import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import type { InvoiceState } from '../../payments/index.ts'
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
}

type Standing = Pick<Entitlement, 'invoice' | 'waivedAt' | 'closedAt' | 'keptAt'>

/**
 * Does it open the portal? An invoice that staff have voided asks for nothing any more; one that they have only given
 * up is still to be paid.
 */
export function opens(
  { invoice, waivedAt, closedAt, keptAt }: Standing,
  bankAccess: BankAccess,
): boolean {
  if (waivedAt !== null) return true
  if (closedAt !== null) return false
  if (keptAt !== null || invoice === 'paid' || invoice === 'void') return true
  return invoice === 'processing' && bankAccess === 'immediately'
}

/** Is it paid, or does it wait for that? What staff may let somebody off. */
export const isRequired = (entitlement: Standing): boolean =>
  entitlement.waivedAt === null &&
  entitlement.keptAt === null &&
  entitlement.closedAt === null &&
  !['paid', 'void'].includes(entitlement.invoice)

/**
 * The payment that stands between somebody and the portal; null where none does. Each entitlement is judged for itself:
 * who has paid for one is in, whatever another asks for. Of several that are not paid the oldest is asked for first.
 * @returns the invoice to be paid; null within it where there is none that can be
 */
export function holdOf<E extends Standing & Pick<Entitlement, 'invoiceId'>>(
  entitlements: readonly E[],
  bankAccess: BankAccess,
): { invoice: string | null } | null {
  if (entitlements.length === 0) return null
  if (entitlements.some((one) => opens(one, bankAccess))) return null
  return { invoice: entitlements.find((one) => isRequired(one))?.invoiceId ?? null }
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

import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../kit/clock.ts'
import type { Invoice } from '../invoice/invoice.ts'

/** So long after it was paid, or came to nothing, its link still shows it. */
const SHOWN_DAYS = 30

const ID_BYTES = 16
/** 128 bits. */
const PROOF_BYTES = 16

/** What a link may do; the secret of one is none of the other's. */
type Purpose = 'pay invoice' | 'subscribe again'

/**
 * The secret of a link, from the portal's key: nothing need be stored, each mail has the same one, and it dies with
 * the key. It is good for that one thing and nothing else.
 */
function tokenOf(key: Buffer, purpose: Purpose, row: string): string {
  const id = Buffer.from(row.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, proof(key, purpose, row)]).toString('base64url')
}

/** Row id of what a token is for; null where it is none of this key's. */
function rowOf(key: Buffer, purpose: Purpose, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + PROOF_BYTES) return null
  const hex = bytes.toString('hex')
  const row = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  return timingSafeEqual(bytes.subarray(ID_BYTES), proof(key, purpose, row)) ? row : null
}

const proof = (key: Buffer, purpose: Purpose, row: string): Buffer =>
  createHmac('sha256', key).update(`${purpose} ${row}`).digest().subarray(0, PROOF_BYTES)

/** The secret of an invoice's link. */
export const payToken = (key: Buffer, invoice: string): string =>
  tokenOf(key, 'pay invoice', invoice)

/** Row id of the invoice that a token is for; null where it is none of this key's. */
export const invoiceOf = (key: Buffer, token: string): string | null =>
  rowOf(key, 'pay invoice', token)

/** The secret of a link by which the owner of a subscription that is over has it again. */
export const againToken = (key: Buffer, subscription: string): string =>
  tokenOf(key, 'subscribe again', subscription)

/** Row id of the subscription that a token is for; null where it is none of this key's. */
export const subscriptionOf = (key: Buffer, token: string): string | null =>
  rowOf(key, 'subscribe again', token)

/** Whether its link still shows an invoice: as long as it can be paid, and some days after. */
export function isShownByLink(
  { state, stateAt }: Pick<Invoice, 'state' | 'stateAt'>,
  now: Instant,
) {
  if (state === 'draft') return false
  if (state === 'open' || state === 'processing') return true
  return Temporal.Instant.compare(now, stateAt.add({ hours: 24 * SHOWN_DAYS })) < 0
}

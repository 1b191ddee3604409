import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../kit/clock.ts'
import type { Invoice } from '../invoice/invoice.ts'

/** So long after it was paid, or came to nothing, its link still shows it. */
const SHOWN_DAYS = 30

const ID_BYTES = 16
/** 128 bits. */
const PROOF_BYTES = 16

/**
 * The secret of an invoice's link, from the portal's key: nothing need be stored, each mail has the same one, and it
 * dies with the key. It is good for that invoice and nothing else.
 */
export function payToken(key: Buffer, invoice: string): string {
  const id = Buffer.from(invoice.replaceAll('-', ''), 'hex')
  return Buffer.concat([id, proof(key, invoice)]).toString('base64url')
}

/** Row id of the invoice that a token is for; null where it is none of this key's. */
export function invoiceOf(key: Buffer, token: string): string | null {
  if (!/^[\w-]{43}$/.test(token)) return null
  const bytes = Buffer.from(token, 'base64url')
  if (bytes.length !== ID_BYTES + PROOF_BYTES) return null
  const hex = bytes.toString('hex')
  const invoice = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
  return timingSafeEqual(bytes.subarray(ID_BYTES), proof(key, invoice)) ? invoice : null
}

const proof = (key: Buffer, invoice: string): Buffer =>
  createHmac('sha256', key).update(`pay invoice ${invoice}`).digest().subarray(0, PROOF_BYTES)

/** Whether its link still shows an invoice: as long as it can be paid, and some days after. */
export function isShownByLink(
  { state, stateAt }: Pick<Invoice, 'state' | 'stateAt'>,
  now: Instant,
) {
  if (state === 'draft') return false
  if (state === 'open' || state === 'processing') return true
  return Temporal.Instant.compare(now, stateAt.add({ hours: 24 * SHOWN_DAYS })) < 0
}

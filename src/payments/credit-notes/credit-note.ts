import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import type { Logger } from 'pino'
import type { Amounts } from '../totals/totals.ts'

/** Corrects an invoice, whole or in part. Amounts are in minor units. */
export interface CreditNote extends Amounts {
  id: string
  number: string
  invoiceId: string
  personId: string
  personName: string
  issuedOn: string
  currency: string
  sealedReason: Buffer | null
  language: string
  createdAt: Instant
}

/** What it takes off an item of the invoice. */
export interface CreditNoteItem extends Amounts {
  position: number
  taxRate: bigint
}

const place = (portal: string, note: string): Place => ({
  portal,
  table: 'credit_notes',
  row: note,
  column: 'sealed_reason',
})

export const sealReason = (
  key: Buffer,
  { portal, note }: { portal: string; note: string },
  reason: string | null,
): Buffer | null => (reason === null ? null : seal(key, place(portal, note), reason))

/** @returns null where there is none; and, and logs it, where what is stored was altered or moved */
export const openReason = (
  key: Buffer,
  portal: string,
  { id, sealedReason }: Pick<CreditNote, 'id' | 'sealedReason'>,
  log: Logger,
): string | null => sealedReason && openOrLog(key, place(portal, id), sealedReason, log)

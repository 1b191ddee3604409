import type { Logger } from 'pino'
import { lines, line } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import type { ItemInClear } from '../items/item.ts'
import type { Amounts } from '../totals/totals.ts'
import { STATES, type InvoiceState } from './state.ts'

/** What somebody is to pay, is paying or has paid. Amounts are in minor units of its currency. */
export interface Invoice extends Amounts {
  id: string
  personId: string
  personName: string
  state: InvoiceState
  stateAt: Instant
  version: number
  /** Null of a draft. */
  number: string | null
  title: string
  currency: string
  taxIncluded: boolean
  /** Days of the portal's calendar; of a draft null, unless it names when it will be due. */
  issuedOn: string | null
  dueOn: string | null
  /** As they were called when it was issued. */
  sellerName: string | null
  sellerAddress: string | null
  sellerTaxNumber: string | null
  buyerName: string
  sealedBuyer: Buffer | null
  sealedNote: Buffer | null
  language: string | null
  /** Of payments, credit notes, and refunds without one. */
  paid: bigint
  credited: bigint
  refunded: bigint
  /** What is still to be paid, or was when it was given up. */
  outstanding: bigint
  createdAt: Instant
  sentAt: Instant | null
  remindedAt: Instant | null
  reminders: number
}

/** Of the buyer, what is kept encrypted. */
export interface Buyer {
  address: string | null
  taxNumber: string | null
}

export interface InvoiceInClear extends Omit<Invoice, 'sealedBuyer' | 'sealedNote'> {
  buyer: Buyer
  note: string | null
  items: ItemInClear[]
}

export const title = line(200)
export const note = lines(2000)
export const buyerName = line(200)
export const buyerAddress = lines(500)
export const buyerTaxNumber = line(60)

export const NOBODY: Readonly<Buyer> = { address: null, taxNumber: null }

/** Its due day is over and something of it is still to be paid. @param today the portal's */
export const isOverdue = (
  { state, dueOn }: Pick<Invoice, 'state' | 'dueOn'>,
  today: string,
): boolean => state === 'open' && dueOn !== null && dueOn < today

/** What can still be credited of it, or paid back. */
export const creditable = ({
  total,
  credited,
  refunded,
}: Pick<Invoice, 'total' | 'credited' | 'refunded'>): bigint => total - credited - refunded

export const isIssued = ({ state }: Pick<Invoice, 'state'>): boolean => STATES[state].isIssued

/** What it is called: its number, or as long as it has none its title. */
export const nameOf = ({ number, title }: Pick<Invoice, 'number' | 'title'>): string =>
  number ?? title

type Column = 'sealed_buyer' | 'sealed_note'

const place = (portal: string, invoice: string, column: Column): Place => ({
  portal,
  table: 'invoices',
  row: invoice,
  column,
})

interface At {
  portal: string
  invoice: string
}

/** @returns null where there is nothing to keep */
export const sealBuyer = (key: Buffer, { portal, invoice }: At, buyer: Buyer): Buffer | null =>
  buyer.address === null && buyer.taxNumber === null
    ? null
    : seal(key, place(portal, invoice, 'sealed_buyer'), JSON.stringify(buyer))

export const sealInvoiceNote = (
  key: Buffer,
  { portal, invoice }: At,
  note: string | null,
): Buffer | null => (note === null ? null : seal(key, place(portal, invoice, 'sealed_note'), note))

/** @returns nobody, and logs it, where what is stored was altered or moved */
export function openBuyer(
  key: Buffer,
  portal: string,
  { id, sealedBuyer }: Pick<Invoice, 'id' | 'sealedBuyer'>,
  log: Logger,
): Buyer {
  const text = sealedBuyer && openOrLog(key, place(portal, id, 'sealed_buyer'), sealedBuyer, log)
  return text ? (JSON.parse(text) as Buyer) : NOBODY
}

/** @returns null where there is none; and, and logs it, where what is stored was altered or moved */
export const openInvoiceNote = (
  key: Buffer,
  portal: string,
  { id, sealedNote }: Pick<Invoice, 'id' | 'sealedNote'>,
  log: Logger,
): string | null => sealedNote && openOrLog(key, place(portal, id, 'sealed_note'), sealedNote, log)

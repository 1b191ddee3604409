import { sql } from 'kysely'
import type { Instant } from '../../kit/clock.ts'
import { countUpTo } from '../../kit/db/count.ts'
import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../amount.ts'
import type { Invoice } from './invoice.ts'
import type { InvoiceState } from './state.ts'

/** Invoices with whom each is for, in the portal of the transaction. */
export const invoicesIn = (tx: Tx) =>
  tx.db
    .selectFrom('invoices as i')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'i.person_id'))
    .selectAll('i')
    .select('p.name as person_name')

type Row = Awaited<ReturnType<ReturnType<typeof invoicesIn>['execute']>>[number]

export const asInvoice = (row: Row): Invoice => ({
  id: row.id,
  personId: row.person_id,
  personName: row.person_name,
  state: row.state as InvoiceState,
  stateAt: row.state_at,
  version: row.version,
  number: row.number,
  title: row.title,
  currency: row.currency,
  taxIncluded: row.tax_included,
  issuedOn: row.issued_on,
  dueOn: row.due_on,
  sellerName: row.seller_name,
  sellerAddress: row.seller_address,
  sellerTaxNumber: row.seller_tax_number,
  buyerName: row.buyer_name,
  sealedBuyer: row.sealed_buyer,
  sealedNote: row.sealed_note,
  language: row.language,
  net: BigInt(row.net_minor),
  tax: BigInt(row.tax_minor),
  total: BigInt(row.total_minor),
  paid: BigInt(row.paid_minor),
  credited: BigInt(row.credited_minor),
  refunded: BigInt(row.refunded_minor),
  outstanding: BigInt(row.outstanding_minor),
  createdAt: row.created_at,
  sentAt: row.sent_at,
  remindedAt: row.reminded_at,
  reminders: row.reminders,
})

export async function invoiceById(tx: Tx, id: string): Promise<Invoice | null> {
  const row = await invoicesIn(tx).where('i.id', '=', id).executeTakeFirst()
  return row ? asInvoice(row) : null
}

/** Held until the commit: whatever is done to an invoice begins here. */
export async function lockInvoice(tx: Tx, id: string): Promise<Invoice | null> {
  const row = await invoicesIn(tx).where('i.id', '=', id).forUpdate('i').executeTakeFirst()
  return row ? asInvoice(row) : null
}

/** The newest invoice of somebody, for what stays the same from one to the next. */
export async function newestOf(tx: Tx, person: string): Promise<Invoice | null> {
  const row = await invoicesIn(tx)
    .where('i.person_id', '=', person)
    .orderBy('i.id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? asInvoice(row) : null
}

/** What somebody has to pay, or is paying where that is wanted, the oldest first. */
export async function openInvoicesOf(
  tx: Tx,
  person: string,
  states: readonly InvoiceState[] = ['open'],
): Promise<Invoice[]> {
  const rows = await invoicesIn(tx)
    .where('i.person_id', '=', person)
    .where('i.state', 'in', states)
    .orderBy('i.id')
    .limit(50)
    .execute()
  return rows.map(asInvoice)
}

/** What of an invoice changes: while it is a draft all of it, later what becomes of it. */
export type Changes = Partial<
  Pick<
    Invoice,
    | 'state'
    | 'stateAt'
    | 'number'
    | 'title'
    | 'currency'
    | 'taxIncluded'
    | 'issuedOn'
    | 'dueOn'
    | 'sellerName'
    | 'sellerAddress'
    | 'sellerTaxNumber'
    | 'buyerName'
    | 'sealedBuyer'
    | 'sealedNote'
    | 'language'
    | 'net'
    | 'tax'
    | 'total'
    | 'paid'
    | 'credited'
    | 'refunded'
    | 'outstanding'
    | 'sentAt'
    | 'remindedAt'
    | 'reminders'
  > & { series: string; place: number }
>

const COLUMNS = {
  state: 'state',
  stateAt: 'state_at',
  series: 'series',
  place: 'place_in_series',
  number: 'number',
  title: 'title',
  currency: 'currency',
  taxIncluded: 'tax_included',
  issuedOn: 'issued_on',
  dueOn: 'due_on',
  sellerName: 'seller_name',
  sellerAddress: 'seller_address',
  sellerTaxNumber: 'seller_tax_number',
  buyerName: 'buyer_name',
  sealedBuyer: 'sealed_buyer',
  sealedNote: 'sealed_note',
  language: 'language',
  net: 'net_minor',
  tax: 'tax_minor',
  total: 'total_minor',
  paid: 'paid_minor',
  credited: 'credited_minor',
  refunded: 'refunded_minor',
  outstanding: 'outstanding_minor',
  sentAt: 'sent_at',
  remindedAt: 'reminded_at',
  reminders: 'reminders',
} as const satisfies Record<keyof Changes, string>

/** Writes a locked invoice's changes, and counts them. */
export async function changeInvoice(tx: Tx, id: string, changes: Changes): Promise<void> {
  const set = Object.fromEntries(
    Object.entries(changes)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [
        COLUMNS[name as keyof Changes],
        typeof value === 'bigint' ? toColumn(value) : value,
      ]),
  )
  await tx.db
    .updateTable('invoices')
    .set({ ...set, version: sql<number>`version + 1` })
    .where('id', '=', id)
    .execute()
}

export interface NewInvoice extends Pick<
  Invoice,
  | 'id'
  | 'personId'
  | 'title'
  | 'currency'
  | 'taxIncluded'
  | 'dueOn'
  | 'buyerName'
  | 'sealedBuyer'
  | 'sealedNote'
  | 'net'
  | 'tax'
  | 'total'
> {
  by: string | null
  now: Instant
}

export async function insertInvoice(tx: Tx, invoice: NewInvoice): Promise<void> {
  await tx.db
    .insertInto('invoices')
    .values({
      id: invoice.id,
      person_id: invoice.personId,
      title: invoice.title,
      currency: invoice.currency,
      tax_included: invoice.taxIncluded,
      due_on: invoice.dueOn,
      buyer_name: invoice.buyerName,
      sealed_buyer: invoice.sealedBuyer,
      sealed_note: invoice.sealedNote,
      net_minor: toColumn(invoice.net),
      tax_minor: toColumn(invoice.tax),
      total_minor: toColumn(invoice.total),
      created_by: invoice.by,
      created_at: invoice.now,
      state_at: invoice.now,
    })
    .execute()
}

export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.db.deleteFrom('invoices').where('id', '=', id).where('state', '=', 'draft').execute()
}

export const countDrafts = (tx: Tx, most: number): Promise<number> =>
  countUpTo(tx, tx.db.selectFrom('invoices').select('id').where('state', '=', 'draft'), most)

/** What the portal sets for its invoices. */
export const invoiceSettings = (tx: Tx) =>
  tx.db
    .selectFrom('portals')
    .select([
      'name',
      'language',
      'time_zone as zone',
      'invoice_currency as currency',
      'tax_included as taxIncluded',
      'invoice_series as invoiceSeries',
      'credit_note_series as creditNoteSeries',
      'seller_name as sellerName',
      'seller_address as sellerAddress',
      'seller_tax_number as sellerTaxNumber',
      'payment_terms_days as termsDays',
      'payment_instructions as instructions',
    ])
    .executeTakeFirstOrThrow()

/** Somebody who is served, as invoices are for; null where there is none. */
export async function customerById(tx: Tx, id: string) {
  const row = await tx.db
    .selectFrom('persons')
    .select(['id', 'name', 'email', 'language'])
    .select(sql<boolean>`disabled_at is not null`.as('isDisabled'))
    .where('id', '=', id)
    .where('kind', '=', 'contact')
    .executeTakeFirst()
  return row ?? null
}

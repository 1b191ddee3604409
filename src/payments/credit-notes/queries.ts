import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { toColumn } from '../amount.ts'
import type { Amounts } from '../totals/totals.ts'
import type { CreditNote, CreditNoteItem } from './credit-note.ts'

const notesIn = (tx: Tx) =>
  tx.db
    .selectFrom('credit_notes as n')
    .innerJoin('persons as p', (join) => join.onRef('p.id', '=', 'n.person_id'))
    .selectAll('n')
    .select('p.name as person_name')
type Row = Awaited<ReturnType<ReturnType<typeof notesIn>['execute']>>[number]

const asNote = (row: Row): CreditNote => ({
  id: row.id,
  number: row.number,
  invoiceId: row.invoice_id,
  personId: row.person_id,
  personName: row.person_name,
  issuedOn: row.issued_on,
  currency: row.currency,
  net: BigInt(row.net_minor),
  tax: BigInt(row.tax_minor),
  total: BigInt(row.total_minor),
  sealedReason: row.sealed_reason,
  language: row.language,
  createdAt: row.created_at,
})

export async function creditNoteById(tx: Tx, id: string): Promise<CreditNote | null> {
  const row = await notesIn(tx).where('n.id', '=', id).executeTakeFirst()
  return row ? asNote(row) : null
}

/** Of an invoice, the first first. */
export const creditNotesOf = async (tx: Tx, invoice: string): Promise<CreditNote[]> =>
  (await notesIn(tx).where('n.invoice_id', '=', invoice).orderBy('n.id').execute()).map(asNote)

/** The newest first. @param before row id of the one that the page goes on behind */
export async function creditNotesPage(
  tx: Tx,
  { person, before, limit }: { person?: string; before?: string; limit: number },
): Promise<CreditNote[]> {
  let query = notesIn(tx).orderBy('n.id', 'desc').limit(limit)
  if (person !== undefined) query = query.where('n.person_id', '=', person)
  if (before !== undefined) query = query.where('n.id', '<', before)
  return (await query.execute()).map(asNote)
}

export async function itemsOfNote(tx: Tx, note: string): Promise<CreditNoteItem[]> {
  const rows = await tx.db
    .selectFrom('credit_note_items')
    .selectAll()
    .where('credit_note_id', '=', note)
    .orderBy('position')
    .execute()
  return rows.map((row) => ({
    position: row.position,
    taxRate: BigInt(row.tax_rate_milli),
    net: BigInt(row.net_minor),
    tax: BigInt(row.tax_minor),
    total: BigInt(row.total_minor),
  }))
}

/** What was credited of each item of an invoice so far, by its position. */
export async function creditedByItem(tx: Tx, invoice: string): Promise<Map<number, Amounts>> {
  const rows = await tx.db
    .selectFrom('credit_note_items as i')
    .innerJoin('credit_notes as n', (join) => join.onRef('n.id', '=', 'i.credit_note_id'))
    .select(['i.position', 'i.net_minor', 'i.tax_minor', 'i.total_minor'])
    .where('n.invoice_id', '=', invoice)
    .execute()
  const sums = new Map<number, Amounts>()
  for (const row of rows) {
    const { net, tax, total } = sums.get(row.position) ?? { net: 0n, tax: 0n, total: 0n }
    sums.set(row.position, {
      net: net + BigInt(row.net_minor),
      tax: tax + BigInt(row.tax_minor),
      total: total + BigInt(row.total_minor),
    })
  }
  return sums
}

export async function insertCreditNote(
  tx: Tx,
  note: Omit<CreditNote, 'personName' | 'createdAt'> & {
    series: string
    place: number
    owed: bigint
    by: string | null
    now: Instant
  },
  items: readonly CreditNoteItem[],
): Promise<void> {
  await tx.db
    .insertInto('credit_notes')
    .values({
      id: note.id,
      invoice_id: note.invoiceId,
      person_id: note.personId,
      series: note.series,
      place_in_series: note.place,
      number: note.number,
      issued_on: note.issuedOn,
      currency: note.currency,
      net_minor: toColumn(note.net),
      tax_minor: toColumn(note.tax),
      total_minor: toColumn(note.total),
      settled_minor: toColumn(note.owed),
      sealed_reason: note.sealedReason,
      language: note.language,
      created_by: note.by,
      created_at: note.now,
    })
    .execute()
  await tx.db
    .insertInto('credit_note_items')
    .values(
      items.map((item) => ({
        credit_note_id: note.id,
        position: item.position,
        tax_rate_milli: toColumn(item.taxRate),
        net_minor: toColumn(item.net),
        tax_minor: toColumn(item.tax),
        total_minor: toColumn(item.total),
      })),
    )
    .execute()
}

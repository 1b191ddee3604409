import { CONSOLE } from '../../kit/ids.ts'
import type { Tx } from '../../kit/db/database.ts'

/** Portals that have a ledger. Needs the installation's scope. */
export async function portalsWithLedger(tx: Tx): Promise<string[]> {
  const rows = await tx.db
    .selectFrom('portals')
    .select('id')
    .where('status', '<>', 'cancelled')
    .where('id', '<>', CONSOLE)
    .orderBy('id')
    .execute()
  return rows.map(({ id }) => id)
}

export interface LedgerProblem {
  problem: string
  /** Row id, number or name of what it is about. */
  about: string
}

/** What is wrong, each by a query that finds nothing where all is right. `$1` is the portal. */
const CHECKS: Readonly<Record<string, string>> = {
  'the transaction does not sum to zero': `
    select e.transaction_id::text as about from ledger_entries e where e.portal_id = $1
    group by e.transaction_id having sum(e.amount_minor) <> 0`,
  'the ledger does not sum to zero': `
    select t.currency as about from ledger_transactions t
    join ledger_entries e on e.portal_id = $1 and e.transaction_id = t.id where t.portal_id = $1
    group by t.currency having sum(e.amount_minor) <> 0`,
  'the invoice is owed otherwise than by the ledger': `
    select i.number as about from invoices i
    left join ledger_transactions t on t.portal_id = $1 and t.invoice_id = i.id
    left join ledger_entries e on e.portal_id = $1 and e.transaction_id = t.id and e.account = 'receivable'
    where i.portal_id = $1 and i.number is not null group by i.number, i.state, i.outstanding_minor
    having coalesce(sum(e.amount_minor), 0) <>
      case when i.state = 'uncollectible' then 0 else i.outstanding_minor end`,
  'the items do not sum to the total': `
    select i.number as about from invoices i
    join invoice_items x on x.portal_id = $1 and x.invoice_id = i.id
    where i.portal_id = $1 and i.number is not null group by i.number, i.net_minor, i.tax_minor
    having sum(x.net_minor) <> i.net_minor or sum(x.tax_minor) <> i.tax_minor`,
  'the contact has less credit than nothing': `
    select t.person_id::text as about from ledger_transactions t
    join ledger_entries e on e.portal_id = $1 and e.transaction_id = t.id
    where t.portal_id = $1 and e.account = 'credit' group by t.person_id, t.currency having sum(e.amount_minor) > 0`,
  'numbers of invoices are missing': `
    select i.series as about from invoices i where i.portal_id = $1 and i.number is not null
    group by i.series having count(*) <> max(i.place_in_series) or min(i.place_in_series) <> 1`,
  'numbers of credit notes are missing': `
    select n.series as about from credit_notes n where n.portal_id = $1
    group by n.series having count(*) <> max(n.place_in_series) or min(n.place_in_series) <> 1`,
}

/** How many transactions a portal's ledger has, and all that is wrong with it. */
export async function checkLedger(
  tx: Tx,
): Promise<{ transactions: number; findings: LedgerProblem[] }> {
  const findings: LedgerProblem[] = []
  for (const [problem, text] of Object.entries(CHECKS)) {
    const rows = await tx.run<{ about: string }>(text, [tx.portal])
    findings.push(...rows.map(({ about }) => ({ problem, about })))
  }
  const [row] = await tx.run<{ n: number }>(
    'select count(*)::int as n from ledger_transactions t where t.portal_id = $1',
    [tx.portal],
  )
  return { transactions: row!.n, findings }
}

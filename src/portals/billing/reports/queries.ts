import type { Instant } from '../../../kit/clock.ts'
import { setPortal, type Tx } from '../../../kit/db/database.ts'
import type { Span } from '../../../kit/due/queue.ts'
import type { Money } from '../../../kit/money.ts'
import type { BilledSoFar } from '../../months/month.ts'
import { billedSoFar, type BilledPortal } from '../queries.ts'
import type { Changes, Report } from './report.ts'

/** A partner, as far as its bill goes. */
export interface BilledPartner extends BilledSoFar {
  id: string
  name: string
  reference: string | null
  language: string
  billTo: string
  email: string | null
  createdAt: Instant
}

/** Partners that have to be looked at, those due longest first. */
export const duePartners = (
  tx: Tx,
  now: Instant,
  after: { partner: string; dueAt: Instant } | undefined,
  limit: number,
): Promise<{ partner: string; dueAt: Instant }[]> => {
  let query = tx.db
    .selectFrom('partner_billing')
    .select(['partner_id as partner', 'due_at as dueAt'])
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .orderBy('partner_id')
    .limit(limit)
  if (after)
    query = query.where((is) =>
      is(is.refTuple('due_at', 'partner_id'), '>', is.tuple(after.dueAt, after.partner)),
    )
  return query.execute()
}

/** Of how many partners a month's report falls due within a span. Needs the installation's scope. */
export async function reportsFalling(tx: Tx, { from, until }: Span): Promise<number> {
  const row = await tx.db
    .selectFrom('partner_billing')
    .select((of) => of.fn.countAll<number>().as('n'))
    .where('due_at', '>', from)
    .where('due_at', '<=', until)
    .executeTakeFirstOrThrow()
  return row.n
}

/** Locked, so that of several workers one issues the next report. */
export async function lockBilling(tx: Tx, partner: string): Promise<BilledPartner | undefined> {
  const row = await tx.db
    .selectFrom('partner_billing as b')
    .innerJoin('partners as p', 'p.id', 'b.partner_id')
    .select([
      'p.id',
      'p.name',
      'p.reference',
      'p.language',
      'p.billing_name',
      'p.billing_email',
      'p.created_at',
    ])
    .where('p.id', '=', partner)
    .forUpdate('b')
    .executeTakeFirst()
  return (
    row && {
      id: row.id,
      name: row.name,
      reference: row.reference,
      language: row.language,
      billTo: row.billing_name ?? row.name,
      email: row.billing_email,
      createdAt: row.created_at,
      // Read with the lock held, so that it is what the one before has left.
      ...(await billedSoFar(tx, partner)),
    }
  )
}

/** @param begins of a first month that has not been written down yet */
export async function setNextMonth(
  tx: Tx,
  partner: string,
  { month, dueAt, begins }: { month: string; dueAt: Instant; begins?: Instant },
): Promise<void> {
  await tx.db
    .updateTable('partner_billing')
    .set({ next_month: `${month}-01`, due_at: dueAt, ...(begins ? { begins_at: begins } : {}) })
    .where('partner_id', '=', partner)
    .execute()
}

/** The price that holds in the month. */
export async function priceIn(tx: Tx, partner: string, month: string): Promise<Money | null> {
  const row = await tx.db
    .selectFrom('partner_prices')
    .select(['minor', 'currency'])
    .where('partner_id', '=', partner)
    .where('from_month', '<=', `${month}-01`)
    .orderBy('from_month', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ? { minor: BigInt(row.minor), currency: row.currency } : null
}

export async function insertReport(tx: Tx, report: Report): Promise<void> {
  await tx.db
    .insertInto('billing_reports')
    .values({
      id: report.id,
      partner_id: report.partner,
      month: `${report.month}-01`,
      version: report.version,
      issued_at: report.issuedAt,
      begins_at: report.begins,
      ends_at: report.ends,
      time_zone: report.zone,
      language: report.language,
      bill_to: report.billTo,
      reference: report.reference,
      portals: report.portals,
      pro_users: report.proUsers,
      unit_minor: report.unit && Number(report.unit.minor),
      currency: report.unit?.currency ?? null,
      total_minor: report.total && Number(report.total.minor),
      reason: report.reason,
      changes: report.changes && JSON.stringify(report.changes),
    })
    .execute()
}

/**
 * Writes the lines of some portals, each within its own walls. None waits for the one before: all of
 * them are on their way in one piece.
 */
export async function insertLines(
  tx: Tx,
  report: string,
  bills: readonly BilledPortal[],
): Promise<void> {
  const enter = (portal: string) => tx.run(setPortal(portal))
  const sent: Promise<unknown>[] = []
  for (const { portal, name, slug, reference, bill } of bills) {
    sent.push(
      enter(portal),
      tx.run(
        `insert into billing_report_lines
           (portal_id, report_id, billable_days, pro_users, peak, month_end, amount_minor)
         values ($1, $2, $3, $4, $5, $6, $7)`,
        [
          portal,
          report,
          bill.billableDays,
          bill.proUsers,
          bill.peak,
          bill.monthEnd,
          bill.amount?.toString() ?? null,
        ],
        'insert_report_line',
      ),
      tx.run(
        `insert into billing_report_names (portal_id, report_id, name, slug, reference)
         values ($1, $2, $3, $4, $5)`,
        [portal, report, name, slug, reference],
        'insert_report_names',
      ),
    )
    if (bill.persons.length > 0)
      sent.push(
        tx.run(
          `insert into billing_report_persons
             (portal_id, report_id, person_id, first_day, last_day, billable_days, began, ended)
           select $1, $2, person.*
           from portals p, unnest($3::uuid[], $4::date[], $5::date[], $6::int[], $7::text[], $8::text[]) as person
           where p.id = $1`,
          [
            portal,
            report,
            bill.persons.map(({ person }) => person),
            bill.persons.map(({ firstDay }) => firstDay),
            bill.persons.map(({ lastDay }) => lastDay),
            bill.persons.map(({ billableDays }) => billableDays),
            bill.persons.map(({ began }) => began),
            bill.persons.map(({ ended }) => ended),
          ],
          'insert_report_persons',
        ),
      )
  }
  sent.push(enter(tx.portal))
  await Promise.all(sent)
}

/** What is different in the lines of two reports; the price is not looked at. */
export async function compareReports(
  tx: Tx,
  before: string,
  after: string,
): Promise<Omit<Changes, 'unit'>> {
  const line = (name: string) =>
    `case when ${name}.portal_id is not null then json_build_object('billableDays', ${name}.billable_days,
       'proUsers', ${name}.pro_users, 'peak', ${name}.peak, 'monthEnd', ${name}.month_end, 'amount', ${name}.amount_minor) end`
  const person = (name: string) =>
    `case when ${name}.portal_id is not null then json_build_object('firstDay', ${name}.first_day,
       'lastDay', ${name}.last_day, 'billableDays', ${name}.billable_days, 'began', ${name}.began, 'ended', ${name}.ended) end`
  return tx.across(async () => ({
    portals: await tx.run<Changes['portals'][number]>(
      `select coalesce(a.portal_id, b.portal_id) as portal, ${line('a')} as "from", ${line('b')} as "to"
       from (select * from billing_report_lines where report_id = $1) a
       full join (select * from billing_report_lines where report_id = $2) b using (portal_id)
       where (a.billable_days, a.pro_users, a.peak, a.month_end, a.amount_minor)
         is distinct from (b.billable_days, b.pro_users, b.peak, b.month_end, b.amount_minor)
       order by 1`,
      [before, after],
    ),
    persons: await tx.run<Changes['persons'][number]>(
      `select coalesce(a.portal_id, b.portal_id) as portal, coalesce(a.person_id, b.person_id) as person,
         ${person('a')} as "from", ${person('b')} as "to"
       from (select p.* from billing_report_lines l join billing_report_persons p using (portal_id, report_id)
         where l.report_id = $1) a
       full join (select p.* from billing_report_lines l join billing_report_persons p using (portal_id, report_id)
         where l.report_id = $2) b using (portal_id, person_id)
       where (a.first_day, a.last_day, a.billable_days, a.began, a.ended)
         is distinct from (b.first_day, b.last_day, b.billable_days, b.began, b.ended)
       order by 1, 2`,
      [before, after],
    ),
  }))
}

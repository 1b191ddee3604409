import type { Database, Tx } from '../../../../kit/db/database.ts'
import { CONSOLE } from '../../../../kit/ids.ts'
import type { Money } from '../../../../kit/money.ts'
import type { Began, BilledPerson, Ended } from '../../bill.ts'
import { spanOf } from '../../queries.ts'
import type { Changes, Report, ReportLine } from '../report.ts'

const REPORT_COLUMNS = [
  'id',
  'partner_id',
  'month',
  'version',
  'issued_at',
  'time_zone',
  'begins_at',
  'ends_at',
  'language',
  'bill_to',
  'reference',
  'portals',
  'pro_users',
  'unit_minor',
  'currency',
  'total_minor',
  'reason',
  'changes',
] as const

const reports = (tx: Tx, partner: string) =>
  tx.db.selectFrom('billing_reports').select(REPORT_COLUMNS).where('partner_id', '=', partner)

type Row = Awaited<ReturnType<ReturnType<typeof reports>['executeTakeFirstOrThrow']>>

function reportOf(row: Row): Report {
  const money = (minor: number | null): Money | null =>
    minor === null ? null : { minor: BigInt(minor), currency: row.currency! }
  return {
    id: row.id,
    partner: row.partner_id,
    month: row.month.slice(0, 7),
    version: row.version,
    issuedAt: row.issued_at,
    ...spanOf(row),
    zone: row.time_zone,
    language: row.language,
    billTo: row.bill_to,
    reference: row.reference,
    portals: row.portals,
    proUsers: row.pro_users,
    unit: money(row.unit_minor),
    total: money(row.total_minor),
    reason: row.reason,
    changes: row.changes as Changes | null,
  }
}

/** Whosesoever it is. */
export async function reportById(tx: Tx, id: string): Promise<Report | undefined> {
  const row = await tx.db
    .selectFrom('billing_reports')
    .select(REPORT_COLUMNS)
    .where('id', '=', id)
    .executeTakeFirst()
  return row && reportOf(row)
}

/** What the mail server said when it refused the mail of a report; null where it did not. */
export async function refusalOfReport(tx: Tx, id: string): Promise<string | null> {
  const row = await tx.db
    .selectFrom('mails')
    .select('failure')
    .where('portal_id', '=', CONSOLE)
    .where('about', '=', id)
    .where('state', '=', 'failed')
    .limit(1)
    .executeTakeFirst()
  return row?.failure ?? null
}

/** A partner's report; undefined for another's as for none. */
export async function findReport(tx: Tx, partner: string, id: string): Promise<Report | undefined> {
  const row = await reports(tx, partner).where('id', '=', id).executeTakeFirst()
  return row && reportOf(row)
}

/** The newest version of the month that this report bills; undefined where it is not the partner's. */
export async function latestReport(
  tx: Tx,
  partner: string,
  id: string,
): Promise<Report | undefined> {
  const row = await reports(tx, partner)
    .where('month', '=', (is) =>
      is
        .selectFrom('billing_reports')
        .select('month')
        .where('partner_id', '=', partner)
        .where('id', '=', id),
    )
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && reportOf(row)
}

/** A place in a partner's list of reports. */
export interface ReportPlace {
  month: string
  version: number
}

/** A partner's reports, newest month first, of a month the newest version first. */
export async function listReports(
  tx: Tx,
  partner: string,
  after: ReportPlace | undefined,
  limit: number,
): Promise<Report[]> {
  let query = reports(tx, partner).orderBy('month', 'desc').orderBy('version', 'desc').limit(limit)
  if (after)
    query = query.where((is) =>
      is(is.refTuple('month', 'version'), '<', is.tuple(`${after.month}-01`, after.version)),
    )
  return (await query.execute()).map(reportOf)
}

/**
 * A line with the portal it is about, as that was called on the day of issue; a cancelled one has nothing left
 * but where it was.
 */
export interface NamedLine extends ReportLine {
  name: string
  slug: string
  reference: string | null
}

/** Lines of a report in the order the portals were created, from after that portal on. */
export async function reportLines(
  tx: Tx,
  report: string,
  { after, only, limit }: { after?: string; only?: string; limit: number },
): Promise<NamedLine[]> {
  const rows = await tx.across(() => {
    let query = tx.db
      .selectFrom('billing_report_lines as l')
      .innerJoin('portals as p', 'p.id', 'l.portal_id')
      // None beside what the version before issued, and of portals that are gone.
      .leftJoin('billing_report_names as n', (join) =>
        join.onRef('n.portal_id', '=', 'l.portal_id').onRef('n.report_id', '=', 'l.report_id'),
      )
      .select([
        'l.portal_id as portal',
        'l.billable_days as billableDays',
        'l.pro_users as proUsers',
        'l.peak',
        'l.month_end as monthEnd',
        'l.amount_minor as amount',
      ])
      .select((is) => [
        is.fn.coalesce('n.name', 'p.name').as('name'),
        is.fn.coalesce('n.slug', 'p.slug').as('slug'),
        is
          .case()
          .when('n.report_id', 'is', null)
          .then(is.ref('p.partner_reference'))
          .else(is.ref('n.reference'))
          .end()
          .as('reference'),
      ])
      .where('l.report_id', '=', report)
      .orderBy('l.portal_id')
      .limit(limit)
    if (after !== undefined) query = query.where('l.portal_id', '>', after)
    if (only !== undefined) query = query.where('l.portal_id', '=', only)
    return query.execute()
  })
  return rows.map((row) => ({ ...row, amount: row.amount === null ? null : BigInt(row.amount) }))
}

/** Those who counted in these portals, by portal. */
export async function reportPersons(
  tx: Tx,
  report: string,
  portals: readonly string[],
): Promise<ReadonlyMap<string, BilledPerson[]>> {
  if (portals.length === 0) return new Map()
  const rows = await tx.across(() =>
    tx.db
      .selectFrom('billing_report_persons')
      .select([
        'portal_id as portal',
        'person_id as person',
        'first_day as firstDay',
        'last_day as lastDay',
        'billable_days as billableDays',
        'began',
        'ended',
      ])
      .where('report_id', '=', report)
      .where('portal_id', 'in', portals)
      .orderBy('portal_id')
      .orderBy('person_id')
      .execute(),
  )
  const persons = new Map<string, BilledPerson[]>()
  for (const { portal, ...row } of rows) {
    const person = { ...row, began: row.began as Began, ended: row.ended as Ended }
    const theirs = persons.get(portal)
    if (theirs) theirs.push(person)
    else persons.set(portal, [person])
  }
  return persons
}

/** The names of these people of a portal, of those who are still there; within the portal's own walls. */
export async function namesOf(
  db: Database,
  portal: string,
  persons: readonly string[],
): Promise<Map<string, string>> {
  if (persons.length === 0) return new Map()
  const rows = await db.read({ portal }, (tx) =>
    tx.run<{ id: string; name: string }>(
      'select id, name from persons where portal_id = $1 and id = any($2)',
      [portal, persons],
    ),
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** The newest version of each month that these reports bill. */
export async function newestVersions(
  tx: Tx,
  partner: string,
  reports: readonly Report[],
): Promise<ReadonlyMap<string, number>> {
  if (reports.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('billing_reports')
    .select((is) => ['month', is.fn.max<number>('version').as('version')])
    .where('partner_id', '=', partner)
    .where(
      'month',
      'in',
      reports.map(({ month }) => `${month}-01`),
    )
    .groupBy('month')
    .execute()
  return new Map(rows.map(({ month, version }) => [month.slice(0, 7), version]))
}

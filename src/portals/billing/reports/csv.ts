import { CSV_MARK, csvRow, type Cell } from '../../../kit/csv.ts'
import { show } from '../../../kit/ids.ts'
import { amountOf, type Money } from '../../../kit/money.ts'
import type { FullLine, NamedPerson } from './reading/full-lines.ts'
import type { Report } from './report.ts'
import { lineAmount } from './words.ts'

/*
 * A row for each portal, and under it one for each of its people. Amounts stand in the portals' rows
 * alone, so that the column sums to the total. Names are those of the API.
 */
const COLUMNS = [
  'row',
  'month',
  'version',
  'portal',
  'name',
  'reference',
  'billableDays',
  'proUsers',
  'peak',
  'monthEnd',
  'unitPrice',
  'amount',
  'currency',
  'person',
  'personName',
  'firstDay',
  'lastDay',
  'began',
  'ended',
] as const
type Row = Partial<Record<(typeof COLUMNS)[number], Cell>>

const write = (row: Row): string => csvRow(COLUMNS.map((column) => row[column]))
const text = (money: Money | null): Cell => money && amountOf(money)

/** A report as CSV, in pieces. */
export async function* reportCsv(
  report: Report,
  lines: AsyncIterable<FullLine[]>,
): AsyncGenerator<string> {
  yield CSV_MARK + csvRow(COLUMNS)
  for await (const batch of lines)
    yield batch.map((line) => portalRow(report, line) + personRows(report, line)).join('')
}

const common = ({ month, version }: Report, line: FullLine): Row => ({
  month,
  version,
  portal: show('portal', line.portal),
  name: line.name || line.slug,
  reference: line.reference,
})

const portalRow = (report: Report, line: FullLine): string =>
  write({
    ...common(report, line),
    row: 'portal',
    billableDays: line.billableDays,
    proUsers: line.proUsers,
    peak: line.peak,
    monthEnd: line.monthEnd,
    unitPrice: text(report.unit),
    amount: text(lineAmount(report, line)),
    currency: report.unit?.currency,
  })

const personRows = (report: Report, line: FullLine): string =>
  line.persons.map((person) => personRow(report, line, person)).join('')

const personRow = (report: Report, line: FullLine, person: NamedPerson): string =>
  write({
    ...common(report, line),
    row: 'person',
    billableDays: person.billableDays,
    person: show('person', person.person),
    personName: person.name,
    firstDay: person.firstDay,
    lastDay: person.lastDay,
    began: person.began,
    ended: person.ended,
  })

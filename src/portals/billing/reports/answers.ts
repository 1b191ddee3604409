import { z } from 'zod'
import { parseId, show } from '../../../kit/ids.ts'
import type { Money } from '../../../kit/money.ts'
import { shape } from '../../../kit/shape.ts'
import { countedDays } from '../view.ts'
import type { FullLine } from './reading/full-lines.ts'
import type { ReportPlace } from './reading/queries.ts'
import type { Changes, Report } from './report.ts'
import { lineAmount } from './words.ts'

/* Reports as programs are shown them. */

const money = shape('Money', {
  minor: z.int().describe('In the currency’s minor unit'),
  currency: z.string(),
})
const counts = {
  billableDays: z.int().describe('Days of the month with any moment in a billable status'),
  proUsers: z
    .int()
    .describe('The billed number: who held an enabled PRO seat at any billable moment'),
  peak: z.int().describe('Most at once'),
  monthEnd: z.int().describe('Who still counted at the end of the month'),
}

const summary = {
  id: z.string(),
  partner: z.string(),
  month: z.string().describe('Such as `2028-02`'),
  version: z.int().describe('1, and one more with each correction'),
  issuedAt: z.iso.datetime(),
  begins: z.iso.datetime().describe('From when it bills: where the report before ended'),
  ends: z.iso.datetime().describe('Until before when it bills'),
  timeZone: z.string().describe('Whose midnights its days have'),
  billTo: z.string(),
  reference: z.string().nullable(),
  portals: z.int(),
  proUsers: z.int(),
  unitPrice: money.nullable().describe('Null where the partner had no price for the month'),
  total: money.nullable(),
  reason: z.string().nullable().describe('Of a correction'),
}

export const reportLine = shape('ReportLine', {
  portal: z.object({
    id: z.string(),
    name: z.string().describe('As it was called on the day of issue; empty once it is deleted'),
    slug: z.string(),
    reference: z.string().nullable(),
  }),
  ...counts,
  amount: money.nullable(),
  persons: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable().describe('Null once gone'),
      ...countedDays.shape,
    }),
  ),
})

const change = <T extends z.ZodType>(of: T) => ({ from: of.nullable(), to: of.nullable() })
const changes = shape('ReportChanges', {
  unit: z.object(change(money)).optional(),
  portals: z.array(
    z.object({
      portal: z.string(),
      ...change(shape('ReportCounts', { ...counts, amount: z.int().nullable() })),
    }),
  ),
  persons: z.array(z.object({ portal: z.string(), person: z.string(), ...change(countedDays) })),
})

export const report = shape('Report', {
  ...summary,
  changes: changes.nullable().describe('Of a correction: what differs from the version before'),
  lines: z.array(reportLine).describe('A hundred portals at a time, oldest first'),
  next: z.string().nullable().describe('Send it as `cursor` for the lines that follow'),
})

export const reportSummary = shape('ReportSummary', summary)

const showMoney = (amount: Money | null) =>
  amount && { minor: Number(amount.minor), currency: amount.currency }

export const showReport = (report: Report) => ({
  id: show('report', report.id),
  partner: show('partner', report.partner),
  month: report.month,
  version: report.version,
  issuedAt: report.issuedAt.toString(),
  begins: report.begins.toString(),
  ends: report.ends.toString(),
  timeZone: report.zone,
  billTo: report.billTo,
  reference: report.reference,
  portals: report.portals,
  proUsers: report.proUsers,
  unitPrice: showMoney(report.unit),
  total: showMoney(report.total),
  reason: report.reason,
})

export const showChanges = ({ unit, portals, persons }: Changes) => ({
  ...(unit ? { unit } : {}),
  portals: portals.map((one) => ({ ...one, portal: show('portal', one.portal) })),
  persons: persons.map((one) => ({
    ...one,
    portal: show('portal', one.portal),
    person: show('person', one.person),
  })),
})

export const showLine = (report: Report, line: FullLine) => ({
  portal: {
    id: show('portal', line.portal),
    name: line.name,
    slug: line.slug,
    reference: line.reference,
  },
  billableDays: line.billableDays,
  proUsers: line.proUsers,
  peak: line.peak,
  monthEnd: line.monthEnd,
  amount: showMoney(lineAmount(report, line)),
  persons: line.persons.map(({ person, ...rest }) => ({ id: show('person', person), ...rest })),
})

/** All of a report as one JSON document, in pieces. */
export async function* reportJson(
  report: Report,
  lines: AsyncIterable<FullLine[]>,
): AsyncGenerator<string> {
  const head = { ...showReport(report), changes: report.changes && showChanges(report.changes) }
  yield `${JSON.stringify(head).slice(0, -1)},"lines":[`
  let first = true
  for await (const batch of lines) {
    yield (first ? '' : ',') + batch.map((line) => JSON.stringify(showLine(report, line))).join(',')
    first = false
  }
  yield ']}\n'
}

/** A place in the list of reports, as text; null where the text is none. */
export const writeCursor = ({ month, version }: ReportPlace): string => `${month}.${version}`
export function readCursor(text: string): ReportPlace | null {
  const [, month, version] = /^(\d{4}-(?:0[1-9]|1[0-2]))\.(\d{1,6})$/.exec(text) ?? []
  return month && version ? { month, version: Number(version) } : null
}

/** A place among a report's lines is a portal's shown id. */
export const readLineCursor = (text: string): string | null => parseId('portal', text)

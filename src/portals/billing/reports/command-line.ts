import { CONSOLE, parseId } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { showChanges, showLine, showReport } from './answers.ts'
import { everyLine } from './reading/full-lines.ts'
import { findReport, listReports } from './reading/queries.ts'

/* Reports as the command line shows them: what the API answers, without its pages. */

/** More months than any partner will have. */
const ALL = 10_000

/** @throws Error where the text is no partner's id */
function partnerIn(text: string): string {
  const partner = parseId('partner', text)
  if (partner === null) throw new Error(`There is no partner ${text}.`)
  return partner
}

export async function partnersReports({ db }: Installation, partner: string) {
  const id = partnerIn(partner)
  const reports = await db.read({ portal: CONSOLE }, (tx) => listReports(tx, id, undefined, ALL))
  return { reports: reports.map(showReport) }
}

/** @throws Error where the partner has no such report */
export async function partnersReport({ db }: Installation, partner: string, report: string) {
  const of = partnerIn(partner)
  const id = parseId('report', report)
  const found = id && (await db.read({ portal: CONSOLE }, (tx) => findReport(tx, of, id)))
  if (!found) throw new Error(`That partner has no report ${report}.`)
  const lines = []
  for await (const batch of everyLine(db, found.id))
    lines.push(...batch.map((line) => showLine(found, line)))
  return { ...showReport(found), changes: found.changes && showChanges(found.changes), lines }
}

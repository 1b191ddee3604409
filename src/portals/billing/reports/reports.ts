import { z } from 'zod'
import { line } from '../../../identity/index.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { CONSOLE, id, newId, show } from '../../../kit/ids.ts'
import type { Money } from '../../../kit/money.ts'
import { done, operation, type OperationContext } from '../../../kit/operation.ts'
import { refuse as kitRefuse } from '../../../kit/refusal.ts'
import { refuse } from '../../refusals.ts'
import {
  billingMonth,
  monthAfter,
  monthOf,
  reportDue,
  type BillingMonth,
} from '../../months/month.ts'
import { billsOf } from '../queries.ts'
import {
  compareReports,
  insertLines,
  insertReport,
  lockBilling,
  priceIn,
  setNextMonth,
  type BilledPartner,
} from './queries.ts'
import { reportMail } from './mails.ts'
import { reportPdf } from './pdf.ts'
import { everyCount } from './reading/full-lines.ts'
import { latestReport } from './reading/queries.ts'
import { isUnchanged, type Changes, type Report, type Sums } from './report.ts'

/** The month that a partner is billed for next. */
export const nextMonthOf = ({ nextMonth, createdAt, zone, begins }: BilledPartner): BillingMonth =>
  billingMonth(nextMonth ?? monthOf(createdAt, zone), zone, begins)

const instant = (ms: number) => Temporal.Instant.fromEpochMilliseconds(ms)

/** Writes a report's lines, a batch of portals at a time. @returns what they come to */
async function writeLines(
  tx: Tx,
  report: string,
  partner: string,
  month: BillingMonth,
  unit: Money | null,
): Promise<Sums> {
  const sums: Sums = { portals: 0, billed: 0, proUsers: 0 }
  for await (const bills of billsOf(tx, partner, month, unit?.minor ?? null)) {
    await insertLines(tx, report, bills)
    sums.portals += bills.length
    for (const { bill } of bills) {
      sums.proUsers += bill.proUsers
      if (bill.proUsers > 0) sums.billed++
    }
  }
  return sums
}

const totalOf = (unit: Money | null, { proUsers }: Pick<Sums, 'proUsers'>): Money | null =>
  unit && { minor: unit.minor * BigInt(proUsers), currency: unit.currency }

/** For the audit line and for whoever receives the event. */
const about = (report: Report) => ({
  report: show('report', report.id),
  partner: show('partner', report.partner),
  month: report.month,
  version: report.version,
  portals: report.portals,
  proUsers: report.proUsers,
  total: report.total && { minor: Number(report.total.minor), currency: report.total.currency },
})

/** Its particulars, as the audit trail calls them. */
const REPORT = {
  month: { en: 'Month', es: 'Mes' },
  version: { en: 'Version', es: 'Versión' },
  portals: { en: 'Portals', es: 'Portales' },
  proUsers: { en: 'PRO users', es: 'Usuarios PRO' },
  mailed: { en: 'Mailed', es: 'Enviado por correo' },
}

async function issue(
  op: OperationContext,
  { email, name }: BilledPartner,
  report: Report,
  billed: number,
): Promise<void> {
  const { tx, installation } = op
  await insertReport(tx, report)
  if (email) {
    const pdf = await reportPdf(report, everyCount(tx, report.id), installation.name)
    await op.mail(reportMail({ installation, report, billed, partner: name, to: email, pdf }))
  }
  op.note({
    subject: show('partner', report.partner),
    ...(report.reason ? { reason: report.reason } : {}),
    details: { ...about(report), mailed: email !== null },
  })
}

/**
 * Issues the next report of a partner, if it is due: all of it in one transaction, under the partner's
 * lock. However often, late or parallel this is done, and wherever it is cut off, there is one report a
 * month, dated when it fell due.
 */
export const issueReport = operation({
  name: 'report.issue',
  done: { en: 'Issued a billing report', es: 'Emitió un informe de facturación' },
  details: REPORT,
  summary: 'A partner’s billing report for the month that has ended is issued',
  input: z.strictObject({ partner: id('partner') }),
  right: 'clock',
  portal: () => CONSOLE,
  async run(op, { partner: partnerId }) {
    const { tx, now } = op
    const partner = await lockBilling(tx, partnerId)
    if (!partner) return kitRefuse('not_found')
    const { zone, language, billTo, reference } = partner
    const month = nextMonthOf(partner)
    const { name } = month
    const issuedAt = reportDue(name, zone)
    if (Temporal.Instant.compare(now, issuedAt) < 0) return refuse('not_due')

    const report = newId()
    const unit = await priceIn(tx, partnerId, name)
    const { billed, ...sums } = await writeLines(tx, report, partnerId, month, unit)
    const issued: Report = {
      id: report,
      partner: partnerId,
      month: name,
      version: 1,
      issuedAt,
      begins: instant(month.from),
      ends: instant(month.until),
      zone,
      language,
      billTo,
      reference,
      ...sums,
      unit,
      total: totalOf(unit, sums),
      reason: null,
      changes: null,
    }
    await issue(op, partner, issued, billed)
    const next = monthAfter(name)
    await setNextMonth(tx, partnerId, { month: next, dueAt: reportDue(next, zone) })
    return done({ report: show('report', report), month: name })
  },
})

/**
 * Bills a month again, by what is known and by the price that holds for it now. What differs is a new
 * version that says so; where nothing does, there is none.
 */
export const correctReport = operation({
  name: 'report.correct',
  done: { en: 'Corrected a billing report', es: 'Corrigió un informe de facturación' },
  details: REPORT,
  summary: 'Bills a month again and, where the bill differs, issues it as a new version',
  input: z.strictObject({
    partner: id('partner'),
    report: id('report').describe('The newest version of its month'),
    reason: line(500).describe('Stands on the corrected report'),
  }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run(op, { partner: partnerId, report: reportId, reason }) {
    const { tx, now } = op
    const partner = await lockBilling(tx, partnerId)
    const before = partner && (await latestReport(tx, partnerId, reportId))
    if (!before) return kitRefuse('not_found')
    if (before.id !== reportId)
      return refuse('report_superseded', { values: { version: before.version } })

    const id = newId()
    const unit = await priceIn(tx, partnerId, before.month)
    // From and to where it was billed, whatever zone the partner has moved to since.
    const month = billingMonth(before.month, before.zone, before.begins)
    const { billed, ...sums } = await writeLines(tx, id, partnerId, month, unit)
    const changes: Changes = {
      ...(isSamePrice(before.unit, unit)
        ? {}
        : { unit: { from: plain(before.unit), to: plain(unit) } }),
      ...(await compareReports(tx, before.id, id)),
    }
    // Rolls back what was just written.
    if (isUnchanged(changes)) return refuse('report_unchanged')
    const { language, billTo, reference } = partner
    const version = before.version + 1
    const total = totalOf(unit, sums)
    const issued: Report = {
      ...before,
      ...{ id, version, issuedAt: now, language, billTo, reference, ...sums, unit, total },
      reason,
      changes,
    }
    await issue(op, partner, issued, billed)
    return done({ report: show('report', id), version })
  },
})

const plain = (money: Money | null) =>
  money && { minor: Number(money.minor), currency: money.currency }

const isSamePrice = (a: Money | null, b: Money | null): boolean =>
  a?.minor === b?.minor && a?.currency === b?.currency

import { sweepDue, throwFailed } from '../../../kit/due/sweep.ts'
import { CONSOLE, show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { jobType } from '../../../kit/jobs.ts'
import { clockCaller, perform } from '../../../kit/operation.ts'
import { reportDue } from '../../months/month.ts'
import { duePartners, lockBilling, setNextMonth } from './queries.ts'
import { issueReport, nextMonthOf } from './reports.ts'

/** Run every minute; the next one comes anyway, so it is not retried. */
export const reportsJob = jobType<object>('billing_reports', 0)

export interface Issued {
  issued: number
  /** Threw; logged, and tried by the next run. */
  failed: number
}

/**
 * Issues every report that has fallen due, of each partner one month after the other, however late,
 * often or parallel this is called. Costs what is due: with nothing due, one probe of an index.
 * @throws DatabaseUnavailable
 */
export async function issueDueReports(installation: Installation): Promise<Issued> {
  let issued = 0
  const failed = await sweepDue(installation, {
    name: 'billing report',
    due: duePartners,
    queue: ({ partner }) => partner,
    atOnce: 1,
    async bringAbout({ partner }) {
      // Every month of it that has ended.
      const input = { partner: show('partner', partner) }
      while ((await perform(installation, issueReport, clockCaller(CONSOLE), input)).ok) issued++
      await noteDue(installation, partner)
    },
  })
  return { issued, failed }
}

/** The job: tells the queue when something failed, so that an operator sees it. */
export async function runReports(installation: Installation): Promise<void> {
  throwFailed((await issueDueReports(installation)).failed)
}

/** Writes down when to look at the partner next: a new one, and one that has moved to another zone. */
async function noteDue({ db }: Installation, partner: string): Promise<void> {
  await db.write({ portal: CONSOLE }, async (tx) => {
    const billed = await lockBilling(tx, partner)
    if (!billed) return
    const { name, from } = nextMonthOf(billed)
    const begins = billed.begins ?? Temporal.Instant.fromEpochMilliseconds(from)
    await setNextMonth(tx, partner, { month: name, dueAt: reportDue(name, billed.zone), begins })
  })
}

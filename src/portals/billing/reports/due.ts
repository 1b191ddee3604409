import { DatabaseUnavailable } from '../../../kit/db/database.ts'
import { CONSOLE, show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { jobType } from '../../../kit/jobs.ts'
import { clockCaller, perform } from '../../../kit/operation.ts'
import { reportDue } from '../month.ts'
import { duePartners, lockBilling, setNextMonth } from './queries.ts'
import { issueReport, nextMonthOf } from './reports.ts'

/** How many partners are looked up at once. */
const BATCH = 200

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
  const total: Issued = { issued: 0, failed: 0 }
  let last: Awaited<ReturnType<typeof duePartners>>[number] | undefined
  for (;;) {
    const due = await installation.db.read('installation', async (tx) =>
      duePartners(tx, await installation.clock.now(tx), last, BATCH),
    )
    for (const { partner } of due) {
      const { issued, failed } = await issueAll(installation, partner)
      total.issued += issued
      total.failed += failed
    }
    if (due.length < BATCH) return total
    last = due.at(-1)
  }
}

/** The job: tells the queue when something failed, so that an operator sees it. */
export async function runReports(installation: Installation): Promise<void> {
  const { failed } = await issueDueReports(installation)
  if (failed > 0) throw new Error(`${failed} partners could not be billed; the log says why`)
}

/** Every month of one partner that has ended. */
async function issueAll(installation: Installation, partner: string): Promise<Issued> {
  let issued = 0
  try {
    for (;;) {
      const input = { partner: show('partner', partner) }
      const result = await perform(installation, issueReport, clockCaller(CONSOLE), input)
      if (!result.ok) break
      issued++
    }
    await noteDue(installation, partner)
    return { issued, failed: 0 }
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    installation.log.error({ err: error, partner }, 'billing report failed')
    return { issued, failed: 1 }
  }
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

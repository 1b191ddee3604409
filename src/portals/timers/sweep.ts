import type { Instant } from '../../kit/clock.ts'
import { DatabaseUnavailable } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { clockCaller, perform } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { cancelOverdue, endTrial, warnPortal } from '../lifecycle/due.ts'
import { thisMachine, type Machine } from './machine.ts'
import { dueTimers, noteLook, type DueTimer } from './queries.ts'
import { lookAt, looksOf } from './second-look.ts'

/** How much is read at once, so that a long absence is worked off in pieces. */
const BATCH = 500
/** Portals worked on at once; more would only take connections from those who wait for a page. */
const AT_ONCE = 4

/** Run every minute; the next one comes anyway, so it is not retried. */
export const sweepJob = jobType<object>('sweep', 0)

export interface Swept {
  performed: number
  /** Due, but left for a second look. */
  waiting: number
  /** Threw; logged, and tried by the next sweep. */
  failed: number
}

/**
 * Brings about everything that has fallen due, each at its due time and each once, however late, often
 * or parallel this is called. Costs what is due: with nothing due, one probe of an index.
 * @throws DatabaseUnavailable
 */
export async function sweep(
  installation: Installation,
  machine: Machine = thisMachine,
): Promise<Swept> {
  const total: Swept = { performed: 0, waiting: 0, failed: 0 }
  for (;;) {
    const pass = await sweepOnce(installation, machine)
    total.performed += pass.performed
    total.waiting = pass.waiting
    total.failed += pass.failed
    // What was done may have made more fall due; what failed would only fail again.
    if (pass.performed === 0 || pass.failed > 0) return total
  }
}

/** The job: tells the queue when something failed, so that an operator sees it. */
export async function runSweep(installation: Installation): Promise<void> {
  const { failed } = await sweep(installation)
  if (failed > 0) throw new Error(`${failed} of what is due could not be done; the log says why`)
}

async function sweepOnce(installation: Installation, machine: Machine): Promise<Swept> {
  const swept: Swept = { performed: 0, waiting: 0, failed: 0 }
  let last: DueTimer | undefined
  for (;;) {
    const { now, due } = await installation.db.read('installation', async (tx) => {
      const now = await installation.clock.now(tx)
      return { now, due: await dueTimers(tx, now, last, BATCH) }
    })
    const portals = Map.groupBy(due, ({ portal }) => portal).values()
    // They share one iterator, so each takes the next portal as it is done with one.
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        for (const timers of portals)
          for (const timer of timers) swept[await bringAbout(installation, machine, now, timer)]++
      }),
    )
    if (due.length < BATCH) return swept
    last = due.at(-1)
  }
}

async function bringAbout(
  installation: Installation,
  machine: Machine,
  now: Instant,
  timer: DueTimer,
): Promise<keyof Swept> {
  try {
    const result = await dispatch(installation, machine, now, timer)
    return result === 'waiting' || !result.ok ? 'waiting' : 'performed'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    installation.log.error({ err: error, portal: timer.portal, timer: timer.kind }, 'timer failed')
    return 'failed'
  }
}

async function dispatch(
  installation: Installation,
  machine: Machine,
  now: Instant,
  timer: DueTimer,
): Promise<Done<unknown> | Refusal | 'waiting'> {
  if ((await installation.admit(installation, timer.portal)) !== 'open') return 'waiting'
  const caller = clockCaller(timer.portal)
  const portal = show('portal', timer.portal)
  switch (timer.kind) {
    case 'trial_end':
      return perform(installation, endTrial, caller, { portal })
    case 'warning_30':
    case 'warning_14':
    case 'warning_7':
    case 'warning_1': {
      const days = Number(timer.kind.slice('warning_'.length))
      return perform(installation, warnPortal, caller, { portal, days })
    }
    case 'cancellation': {
      const { boot } = machine
      const look = { monotonicMs: machine.monotonicMs(), clockMs: now.epochMilliseconds }
      const seen = installation.clock.movable
        ? 'confirmed'
        : lookAt(looksOf(timer.looks)[boot], look)
      if (seen === 'first')
        await installation.db.write({ portal: timer.portal }, (tx) =>
          noteLook(tx, timer, boot, look),
        )
      if (seen !== 'confirmed') return 'waiting'
      return perform(installation, cancelOverdue, caller, {
        portal,
        boot,
        monotonicMs: look.monotonicMs,
      })
    }
  }
}

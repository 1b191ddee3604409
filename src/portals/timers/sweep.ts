import type { Instant } from '../../kit/clock.ts'
import { sweepDue, throwFailed } from '../../kit/due/sweep.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { clockCaller, perform } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { cancelOverdue, endTrial, warnPortal } from './due.ts'
import { thisMachine, type Machine } from './machine.ts'
import { dueTimers, noteLook, type DueTimer } from './queries.ts'
import { lookAt, looksOf } from './second-look.ts'

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
  throwFailed((await sweep(installation)).failed)
}

async function sweepOnce(installation: Installation, machine: Machine): Promise<Swept> {
  const swept = { performed: 0, waiting: 0 }
  const failed = await sweepDue(installation, {
    name: 'timer',
    due: dueTimers,
    queue: ({ portal }) => portal,
    atOnce: 4,
    async bringAbout(timer, now) {
      const result = await dispatch(installation, machine, now, timer)
      swept[result === 'waiting' || !result.ok ? 'waiting' : 'performed']++
    },
  })
  return { ...swept, failed }
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

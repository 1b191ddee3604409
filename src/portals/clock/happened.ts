import type { Instant } from '../../kit/clock.ts'
import { timersFor } from '../status/portal-status.ts'
import type { Changed } from './queries.ts'

/** Something that the clock brought about. */
export interface Happened {
  /** Shown id. */
  portal: string
  name: string
  at: Instant
  what: 'trial_expired' | 'cancelled' | 'warned'
  /** Days before its deletion that a portal was warned of it. */
  days: number | null
}

const { compare } = Temporal.Instant

/**
 * What the clock brought about after `from` and until `to`, in order. Warnings are in no list of their
 * own: they follow from the suspensions, each spell of which has its own until it ends.
 * @param changes every change of status since 90 days before `from`, each portal's in order
 * @param left warnings that were due and have not gone out
 */
export function happenedBetween(
  changes: readonly Changed[],
  left: ReadonlySet<string>,
  from: Instant,
  to: Instant,
): Happened[] {
  const within = (at: Instant) => compare(at, from) > 0 && compare(at, to) <= 0
  const happened: Happened[] = []
  for (const spells of Map.groupBy(changes, ({ portal }) => portal).values())
    spells.forEach(({ portal, name, to: status, at, through }, index) => {
      if (
        through === 'timer' &&
        within(at) &&
        (status === 'trial_expired' || status === 'cancelled')
      )
        happened.push({ portal, name, at, what: status, days: null })
      if (status !== 'suspended') return
      const end = spells[index + 1]?.at
      for (const { kind, dueAt } of timersFor('suspended', at, at)) {
        if (kind === 'cancellation' || !within(dueAt) || (end && compare(dueAt, end) > 0)) continue
        if (end === undefined && left.has(`${portal} ${kind}`)) continue
        const days = Number(kind.slice('warning_'.length))
        happened.push({ portal, name, at: dueAt, what: 'warned', days })
      }
    })
  return happened.toSorted((a, b) => compare(a.at, b.at))
}

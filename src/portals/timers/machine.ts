import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { monotonicMs } from '../../kit/clock.ts'

/** A count that no setting of the clock moves, and what it counts from. */
export interface Machine {
  /** Changes when the count begins anew. */
  readonly boot: string
  monotonicMs(): number
}

export const thisMachine: Machine = { boot: bootId(), monotonicMs }

/** Linux tells its boots apart; elsewhere each process stands for itself, which only takes longer. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()
  } catch {
    return `process-${randomUUID()}`
  }
}

import { z } from 'zod'

/** How long a portal must have been seen due, by the machine's own count, before it is cancelled. */
export const SECOND_LOOK_MS = 3_600_000

/** How far the clock may stray from the machine's own count meanwhile before it is not believed. */
const STRAY_MS = 300_000

/** When a machine saw that something was due: by its count since it booted, and by the clock. */
export interface Look {
  monotonicMs: number
  clockMs: number
}

const stored = z.record(z.string(), z.object({ monotonicMs: z.number(), clockMs: z.number() }))

/** The looks of each machine, by its boot, out of the timer's row: no two servers reset each other. */
export const looksOf = (looks: unknown): Record<string, Look> => stored.parse(looks)

/**
 * What a look at something due amounts to. A clock that jumps ahead makes things due that are not; so
 * the same machine has to see it due again an hour later, while the clock kept step. `first` means to
 * note this look, also where the clock did not keep step with the one before.
 */
export function lookAt(earlier: Look | undefined, now: Look): 'first' | 'too early' | 'confirmed' {
  if (!earlier) return 'first'
  const elapsed = now.monotonicMs - earlier.monotonicMs
  const byClock = now.clockMs - earlier.clockMs
  if (elapsed < 0 || Math.abs(byClock - elapsed) > STRAY_MS) return 'first'
  return elapsed < SECOND_LOOK_MS ? 'too early' : 'confirmed'
}

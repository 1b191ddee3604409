import { setImmediate } from 'node:timers/promises'

/** How long a computation may have the one thread before others get theirs. */
const SLICE_MS = 10

let queue: Promise<unknown> = Promise.resolve()

/**
 * Lets everything else that waits be served first. Of any number of computations one goes on each time, so
 * that many of them hold others up no longer than one does.
 */
export function othersFirst(): Promise<void> {
  const turn = queue.then(() => setImmediate())
  queue = turn
  return turn
}

/** Does something with each of many without holding others up: costs a pause every few milliseconds. */
export async function inSlices<T>(
  all: Iterable<T>,
  each: (one: T, index: number) => void,
): Promise<void> {
  // The first slice waits for its turn too: many that begin at once would else be one long one.
  let until = 0
  let index = 0
  for (const one of all) {
    if (performance.now() >= until) {
      await othersFirst()
      until = performance.now() + SLICE_MS
    }
    each(one, index++)
  }
}

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
  let until = performance.now() + SLICE_MS
  let index = 0
  for (const one of all) {
    each(one, index++)
    if (performance.now() < until) continue
    await othersFirst()
    until = performance.now() + SLICE_MS
  }
}

import { setTimeout as delay } from 'node:timers/promises'

/** How often a person is told what is waited for, in milliseconds. */
const TOLD_EVERY = 10_000
const TRIED_EVERY = 250

/** Prints a line for the person who waits; to stderr, so that `--json` output stays clean. */
export const say = (line: string): void => void process.stderr.write(`${line}\n`)

/**
 * Waits for work that may take long, and says every ten seconds what for.
 * @param what such as `initdb, which makes a database in /data`; a function where it changes meanwhile
 */
export async function sayWhile<T>(what: string | (() => string), work: Promise<T>): Promise<T> {
  const since = performance.now()
  const timer = setInterval(
    () => say(waiting(typeof what === 'string' ? what : what(), since)),
    TOLD_EVERY,
  )
  try {
    return await work
  } finally {
    clearInterval(timer)
  }
}

/**
 * Does something again until it no longer fails for a reason that passes by itself, and says what it waits
 * for: at once, when the reason changes, and every ten seconds.
 * @param patience for how many milliseconds from the first failure; the last try may end later
 * @throws the last failure, once that has passed; at once, one that does not pass
 */
export async function patiently<T>(
  what: string | ((error: unknown) => string),
  work: () => Promise<T>,
  { passes, patience }: { passes: (error: unknown) => boolean; patience: number },
): Promise<T> {
  let since: number | undefined
  let told = { why: '', at: 0 }
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!passes(error)) throw error
      const now = performance.now()
      since ??= now
      if (now - since >= patience) throw error
      const why = (error as Error).message
      if (why !== told.why || now - told.at >= TOLD_EVERY) {
        say(`${waiting(typeof what === 'string' ? what : what(error), since)} ${why}`)
        told = { why, at: now }
      }
    }
    await delay(TRIED_EVERY)
  }
}

function waiting(what: string, since: number): string {
  const seconds = Math.floor((performance.now() - since) / 1000)
  return `Waiting for ${what}${seconds > 0 ? `, for ${seconds} s now` : ''}.`
}

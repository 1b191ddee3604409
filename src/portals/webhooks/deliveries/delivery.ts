import type { Instant } from '../../../kit/clock.ts'

export const DELIVERY_STATES = ['queued', 'held', 'succeeded', 'failed'] as const
export type DeliveryState = (typeof DELIVERY_STATES)[number]

/** For so long a delivery is tried, and an endpoint may fail before it is disabled. */
export const TRYING_HOURS = 72

/** Seconds to wait after the first failure, the second, and so on; after the last of these, a day. */
const WAITS: readonly number[] = [5, 60, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000]
const LAST_WAIT = 86_400

/** One attempt takes so long at most, the answer included. */
export const ATTEMPT_MS = 10_000

/** What is kept of an answer, in characters. */
const ANSWER_KEPT = 1000

/**
 * When to try again; null where three days are over. The last try is made at their very end.
 * @param tries how many have failed since `since`
 */
export function nextTry(tries: number, since: Instant, now: Instant): Instant | null {
  const end = since.add({ hours: TRYING_HOURS })
  if (Temporal.Instant.compare(now, end) >= 0) return null
  const next = now.add({ seconds: WAITS[tries - 1] ?? LAST_WAIT })
  return Temporal.Instant.compare(next, end) < 0 ? next : end
}

/** Any 2xx, and the answer came to its end in time. */
export const isTaken = ({ status, error }: { status: number | null; error: string | null }) =>
  error === null && status !== null && status >= 200 && status < 300

/** The receiver says that there will never be anything here again. */
export const isGone = ({ status }: { status: number | null }): boolean => status === 410

export const failedTooLong = (failingSince: Instant | null, now: Instant): boolean =>
  failingSince !== null &&
  Temporal.Instant.compare(failingSince.add({ hours: TRYING_HOURS }), now) <= 0

/** The beginning of an answer as text that can be kept and shown. */
export const keptAnswer = (answer: string): string =>
  answer
    .slice(0, ANSWER_KEPT)
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f\ufffd]/g, '')
    .toWellFormed()

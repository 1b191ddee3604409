import { machineClock, type Instant } from '../../../kit/clock.ts'
import { CONSOLE, show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import type { Outcome } from '../../../kit/outgoing.ts'
import { disableFailing } from '../giving-up.ts'
import { signed } from '../webhook.ts'
import { liveSecrets } from '../secrets/queries.ts'
import {
  ATTEMPT_MS,
  failedTooLong,
  isGone,
  isTaken,
  keptAnswer,
  nextTry,
} from '../deliveries/delivery.ts'
import { wakeSoon, type Lane } from './waking.ts'
import { insertAttempt, lockDelivery, saveDelivery } from '../deliveries/queries.ts'
import { holdDue, noteAnswer, statusOf, takeNext, type Next } from './queries.ts'

/** How long a lane is held for one attempt: as long as that can take, and time to write it down. */
const HOLD_SECONDS = (ATTEMPT_MS / 1000) * 3

/**
 * One attempt at what is due first at an endpoint: taken in one transaction, sent in none, written down
 * in another. Killed in between, it is sent again under the same id.
 * @returns whether there was anything
 */
export async function sendNext(installation: Installation, lane: Lane): Promise<boolean> {
  const taken = await take(installation, lane)
  if (!taken) return false
  const { next, secrets } = taken
  const id = show('delivery', next.delivery)
  const outcome = await installation.outgoing.post(next.url, {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Gatehouse',
      ...signed(id, machineClock.at(null), next.payload, secrets),
    },
    body: next.payload,
    timeoutMs: ATTEMPT_MS,
  })
  const why = await record(installation, lane, next, outcome)
  if (why) await disableFailing(installation, lane, why)
  return true
}

/** What to send, and what to sign it with; null where nothing is due or may be sent. */
const take = ({ db, clock, keys }: Installation, { portal, endpoint }: Lane) =>
  db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    if (portal !== CONSOLE) {
      const status = await statusOf(tx, portal)
      if (status === 'suspended') await holdDue(tx, portal, endpoint, now)
      if (status === undefined || status === 'suspended' || status === 'cancelled') return null
    }
    const next = await takeNext(tx, portal, endpoint, now, HOLD_SECONDS)
    if (!next) return null
    const key = await keys.of(tx, portal)
    return { next, secrets: await liveSecrets(tx, portal, endpoint, key, now) }
  })

/** Writes an attempt down, and when the next is due. @returns why the endpoint is to be disabled, else null */
async function record(
  installation: Installation,
  { portal, endpoint }: Lane,
  { delivery }: Next,
  outcome: Outcome,
): Promise<'failing' | 'gone' | null> {
  return installation.db.write({ portal }, async (tx) => {
    const now = await installation.clock.now(tx)
    const taken = isTaken(outcome)
    const noted = await noteAnswer(tx, portal, endpoint, taken, now)
    const before = await lockDelivery(tx, portal, delivery)
    if (!noted || !before) return null
    const { status, ms, error, answer } = outcome
    const attempts = before.attempts + 1
    await insertAttempt(tx, portal, delivery, {
      n: attempts,
      at: now,
      status,
      ms,
      error,
      answer: keptAnswer(answer),
    })
    const told = { attempts, last_status: status, last_error: error }
    const tries = before.tries + 1
    const due: Instant | null = taken ? null : nextTry(tries, before.since, now)
    await saveDelivery(tx, portal, delivery, {
      ...told,
      tries,
      ...(taken
        ? { state: 'succeeded', due_at: null, settled_at: now }
        : // Given up meanwhile, it stays so.
          before.state !== 'queued'
          ? {}
          : due
            ? { due_at: due }
            : { state: 'failed', due_at: null, settled_at: now }),
    })
    if (due) await wakeSoon(installation, tx, { portal, endpoint }, now.until(due))
    if (taken) return null
    if (isGone(outcome)) return 'gone'
    return failedTooLong(noted.failingSince, now) ? 'failing' : null
  })
}

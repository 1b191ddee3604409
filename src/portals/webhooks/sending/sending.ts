import { machineClock, type Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { attempt } from '../../../kit/due/attempt.ts'
import { wakeIn } from '../../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../../kit/due/worker.ts'
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
import { insertAttempt, lockDelivery, saveDelivery } from '../deliveries/queries.ts'
import { webhookQueue, type EndpointQueue } from './queue.ts'
import { holdDue, noteAnswer, statusOf, takeNext, type DueDelivery } from './queries.ts'

/** How long an endpoint is held for one attempt: as long as that can take, and time to write it down. */
const HOLD_SECONDS = (ATTEMPT_MS / 1000) * 3

/** Sends each endpoint what it is to hear of. */
export const webhookWorker = (installation: Installation) =>
  new QueueWorker(installation, webhookQueue, (queue) => sendNext(installation, queue))

/** One attempt at what is due first at an endpoint. Killed in the middle, it is sent again under the same id. */
async function sendNext(installation: Installation, queue: EndpointQueue): Promise<Next> {
  const sent = await attempt(installation, queue.portal, {
    take: (tx, now) => take(installation, tx, queue, now),
    act: (delivery) => send(installation, delivery),
    record: (tx, now, { id }, outcome) => record(installation, tx, queue, id, outcome, now),
  })
  if (sent?.disable) await disableFailing(installation, queue, sent.disable)
  return sent ? 'done' : 'nothing'
}

interface Taken extends DueDelivery {
  /** What to sign it with. */
  secrets: readonly string[]
}

/** What to send; null where nothing is due or may be sent. */
async function take(
  { keys }: Installation,
  tx: Tx,
  { portal, endpoint }: EndpointQueue,
  now: Instant,
): Promise<Taken | null> {
  if (portal !== CONSOLE) {
    const status = await statusOf(tx)
    if (status === 'suspended') await holdDue(tx, endpoint, now)
    if (status === undefined || status === 'suspended' || status === 'cancelled') return null
  }
  const next = await takeNext(tx, endpoint, now, HOLD_SECONDS)
  if (!next) return null
  const key = await keys.of(tx, portal)
  return { ...next, secrets: await liveSecrets(tx, endpoint, key, now) }
}

const send = ({ outgoing }: Installation, { id, url, payload, secrets }: Taken) =>
  outgoing.post(url, {
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Gatehouse',
      ...signed(show('delivery', id), machineClock.at(null), payload, secrets),
    },
    body: payload,
    timeoutMs: ATTEMPT_MS,
  })

/** Writes an attempt down, and when the next is due. @returns why the endpoint is to be disabled, else null */
async function record(
  installation: Installation,
  tx: Tx,
  queue: EndpointQueue,
  delivery: string,
  outcome: Outcome,
  now: Instant,
): Promise<{ disable: 'failing' | 'gone' | null }> {
  const { endpoint } = queue
  const delivered = isTaken(outcome)
  const noted = await noteAnswer(tx, endpoint, delivered, now)
  const before = await lockDelivery(tx, delivery)
  if (!noted || !before) return { disable: null }
  const { status, ms, error, answer } = outcome
  const attempts = before.attempts + 1
  await insertAttempt(tx, delivery, {
    n: attempts,
    at: now,
    status,
    ms,
    error,
    answer: keptAnswer(answer),
  })
  const told = { attempts, last_status: status, last_error: error }
  const tries = before.tries + 1
  const due: Instant | null = delivered ? null : nextTry(tries, before.since, now)
  await saveDelivery(tx, delivery, {
    ...told,
    tries,
    ...(delivered
      ? { state: 'succeeded', due_at: null, settled_at: now }
      : // Given up meanwhile, it stays so.
        before.state !== 'queued'
        ? {}
        : due
          ? { due_at: due }
          : { state: 'failed', due_at: null, settled_at: now }),
  })
  if (due) await wakeIn(installation, tx, webhookQueue, queue, now.until(due))
  if (delivered) return { disable: null }
  if (isGone(outcome)) return { disable: 'gone' }
  return { disable: failedTooLong(noted.failingSince, now) ? 'failing' : null }
}

import { Webhook } from 'standardwebhooks'
import { machineClock, type Instant } from '../../../kit/clock.ts'
import { attempt } from '../../../kit/due/attempt.ts'
import { dueQueue } from '../../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../../kit/due/worker.ts'
import { show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { postToOwnHost } from '../../../kit/own-host.ts'
import { routes } from '../../../routes.ts'
import { saveEvent, takeEvent, type DueEvent } from './event-queries.ts'
import { duePortals, nextDuePayment, sandboxFalling } from './queries.ts'
import { sentAgain } from './sandbox.ts'
import { fallDue } from './service.ts'

/** What happens at the sandbox by itself, and the webhooks that tell of it, portal by portal. */
export const sandboxQueue = dueQueue<{ portal: string }>({
  names: { wake: 'sandbox_gateway', sweep: 'sweep_sandbox_gateway' },
  key: ({ portal }) => portal,
  atOnce: 4,
  due: duePortals,
  falls: sandboxFalling,
})

/** No answer is waited for longer. */
const ANSWER_MS = 15_000

/** What signs a portal's webhooks, and where they go; null where the portal has none. */
export type SandboxReceiver = (
  installation: Installation,
  portal: string,
) => Promise<{ host: string; secret: string } | null>

export const sandboxWorker = (receiver: SandboxReceiver) => (installation: Installation) =>
  new QueueWorker(installation, sandboxQueue, ({ portal }) => next(installation, portal, receiver))

async function next(
  installation: Installation,
  portal: string,
  receiver: SandboxReceiver,
): Promise<Next> {
  const { db, clock } = installation
  const fell = await db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    const payment = await nextDuePayment(tx, now)
    if (payment) await fallDue(tx, payment, now)
    return payment !== null
  })
  if (fell) return 'done'
  const sent = await attempt(installation, portal, {
    take: takeEvent,
    act: (event) => send(installation, portal, event, receiver),
    record: (tx, now, event, answer) => saveEvent(tx, event.id, after(event, answer, now)),
  })
  return sent === null ? 'nothing' : 'done'
}

/** Signed as Standard Webhooks has it, by the machine's clock, which is what a receiver holds it against. */
async function send(
  installation: Installation,
  portal: string,
  { id, kind, payment, method, at }: DueEvent,
  receiver: SandboxReceiver,
): Promise<{ isTaken: boolean; text: string }> {
  const to = await receiver(installation, portal)
  if (!to) return { isTaken: false, text: 'not connected' }
  const body = JSON.stringify({
    kind,
    at: at.toString(),
    payment: payment && show('sandboxPayment', payment),
    method: method && show('sandboxMethod', method),
  })
  const name = show('sandboxEvent', id)
  const sentAt = new Date(machineClock.at(null).epochMilliseconds)
  const { status, error } = await postToOwnHost(installation, to.host, {
    path: routes.paymentEvents({ gateway: 'sandbox' }),
    headers: {
      'content-type': 'application/json',
      'webhook-id': name,
      'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
      'webhook-signature': new Webhook(to.secret).sign(name, sentAt, body),
    },
    body,
    timeoutMs: ANSWER_MS,
  })
  return { isTaken: status !== null && status < 300, text: error ?? String(status) }
}

/** Taken as often as it is to be sent, it is done with; not taken, it comes again. */
function after(
  { tries, times }: DueEvent,
  { isTaken, text }: { isTaken: boolean; text: string },
  now: Instant,
) {
  if (isTaken) return { tries: 0, times: times - 1, dueAt: times > 1 ? now : null, answer: text }
  return { tries: tries + 1, times, dueAt: sentAgain(tries + 1, now), answer: text }
}

import { vi } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { sandboxQueue } from '../../src/payments/gateways/sandbox/delivery.ts'
import { paymentQueue } from '../../src/payments/paying/asking.ts'
import { subscriptionQueue } from '../../src/payments/subscriptions/falling-due.ts'
import type { ServedWorld } from '../e2e/served-world.ts'

const SOON = { timeout: 30_000, interval: 40 }

/**
 * Lets a portal live until a moment: at each at which something is due of its subscriptions, payments or sandbox the
 * clock stands still until all of it is done, as it does when nobody moves it.
 */
export async function liveUntil(
  { installation, owner, setClock }: ServedWorld,
  portal: string,
  until: string,
): Promise<void> {
  const end = Temporal.Instant.from(until)
  for (;;) {
    const [{ at } = { at: null }] = await owner<{ at: Temporal.Instant | null }>(
      `select min(at) as at from (
         select min(due_at) as at from subscriptions where portal_id = $1
         union all select min(due_at) from sandbox_payments where portal_id = $1 and state <> 'open'
       ) as all_of_them`,
      [portal],
    )
    if (at === null || Temporal.Instant.compare(at, end) > 0) break
    const now = await installation.db.read('installation', (tx) => installation.clock.now(tx))
    if (Temporal.Instant.compare(at, now) > 0) await setClock(at.toString())
    await quiet({ installation, owner }, portal)
  }
  await setClock(until)
  await quiet({ installation, owner }, portal)
}

/** Waits until nothing of a portal’s payments is under way that does not wait for the clock or for somebody. */
export async function quiet(
  { installation, owner }: Pick<ServedWorld, 'installation' | 'owner'>,
  portal: string,
): Promise<void> {
  const queues = [subscriptionQueue, sandboxQueue, paymentQueue]
  await vi.waitFor(async () => {
    for (const queue of queues) await wakeDue(installation, queue)
    const [{ waiting }] = (await owner<{ waiting: Record<string, number> }>(
      `select json_build_object(
         'subscriptions', (select count(*) from subscriptions where portal_id = $1 and due_at <= app_now()),
         'attempts', (select count(*) from payment_attempts where portal_id = $1 and poll_at <= app_now()),
         'starting', (select count(*) from payment_attempts where portal_id = $1 and state = 'starting'),
         'sandbox', (select count(*) from sandbox_payments where portal_id = $1 and due_at <= app_now()),
         'told', (select count(*) from sandbox_events where portal_id = $1 and due_at <= app_now()),
         'heard', (select count(*) from gateway_events where portal_id = $1 and outcome is null)
       ) as waiting`,
      [portal],
    )) as [{ waiting: Record<string, number> }]
    const left = Object.entries(waiting).filter(([, count]) => count > 0)
    if (left.length > 0) throw new Error(JSON.stringify(left))
  }, SOON)
}

import { z } from 'zod'
import { DatabaseUnavailable } from '../../kit/db/database.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { clockCaller, done, operation, perform } from '../../kit/operation.ts'
import { connected, type Connected } from '../gateways/accounts/account.ts'
import { nightAfter } from '../gateways/accounts/nights.ts'
import { hostAndZone } from '../gateways/accounts/queries.ts'
import type { Gateway, GatewayPayment } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { attemptById, attemptByReference } from '../paying/queries.ts'
import { settlePayment } from '../paying/settling.ts'
import type { Attempt } from '../paying/attempt.ts'
import {
  comparisonsFalling,
  portalsToCompare,
  putOffComparison,
  saveComparison,
  takeComparison,
  type Comparison,
} from './queries.ts'

/** Gateways with which what we have is compared at night, portal by portal. */
export const comparisonQueue = dueQueue<{ portal: string }>({
  names: { wake: 'compare_gateway', sweep: 'sweep_comparisons' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsToCompare,
  falls: comparisonsFalling,
})

export const comparisonWorker = (installation: Installation) =>
  new QueueWorker(installation, comparisonQueue, ({ portal }) => compareNext(installation, portal))

/** A gateway that did not answer is compared with so much later, from where it had been before. */
const AGAIN_HOURS = 1
/** What was told just before the last comparison may have been seen by neither. */
const OVERLAP = { minutes: 10 }

async function compareNext(installation: Installation, portal: string): Promise<Next> {
  const { db, clock, log } = installation
  const comparison = await db.write({ portal }, async (tx) =>
    takeComparison(tx, await clock.now(tx)),
  )
  if (comparison === null) return 'nothing'
  const { gateway: name } = comparison
  try {
    const gateway = await openGateway(installation, portal, name)
    if (!gateway) throw new Error(`${name} is not connected`)
    await compare(installation, portal, gateway, comparison)
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.error({ err: error, portal, gateway: name }, 'a gateway could not be compared with')
    await db.write({ portal }, async (tx) =>
      putOffComparison(tx, name, (await clock.now(tx)).add({ hours: AGAIN_HOURS })),
    )
    return 'failed'
  }
}

/** Hears of every payment that changed at the gateway and is not so here: what its webhooks have missed. */
async function compare(
  installation: Installation,
  portal: string,
  gateway: Gateway,
  { gateway: name, comparedUntil }: Comparison,
): Promise<void> {
  const { db, clock } = installation
  const until = await db.read({ portal }, (tx) => clock.now(tx))
  const counts = { compared: 0, repaired: 0 }
  for await (const told of gateway.changedPayments(comparedUntil.subtract(OVERLAP), until)) {
    counts.compared++
    if (await isAlike(installation, portal, name, told)) continue
    const { reference } = told
    const input = { gateway: name, reference }
    const heard = await perform(installation, settlePayment, clockCaller(portal), input)
    if (heard.ok) counts.repaired++
    else if (heard.code !== 'nothing_new' && heard.code !== 'payment_not_ours')
      throw new Error(heard.code)
  }
  const noted = await perform(installation, noteComparison, clockCaller(portal), {
    gateway: name,
    until: until.toString(),
    ...counts,
  })
  if (!noted.ok) throw new Error(noted.code)
}

/** Whether what the gateway has is written down here: most are, and are not asked for once more. */
async function isAlike(
  { db }: Installation,
  portal: string,
  gateway: Connected,
  told: GatewayPayment,
): Promise<boolean> {
  const attempt = await db.read(
    { portal },
    async (tx): Promise<Attempt | null> =>
      (told.payment && (await attemptById(tx, told.payment))) ||
      (await attemptByReference(tx, gateway, told.reference)),
  )
  if (!attempt) return told.payment === null
  const dispute = told.disputes.at(-1)?.state ?? null
  // What of refunds is written down, settling itself looks up.
  return attempt.state === told.state && attempt.dispute === dispute && told.refunds.length === 0
}

const noteComparison = operation({
  name: 'payment_gateway.compare',
  done: {
    en: 'Compared what a gateway has with what is written down here',
    es: 'Comparó lo que tiene una pasarela con lo anotado aquí',
  },
  details: {
    gateway: { en: 'Gateway', es: 'Pasarela' },
    compared: { en: 'Looked at', es: 'Revisados' },
    repaired: { en: 'Put right', es: 'Corregidos' },
  },
  summary: 'Notes what the nightly comparison with a gateway has put right',
  input: z.strictObject({
    gateway: connected,
    until: z.string().max(40),
    compared: z.int().min(0),
    repaired: z.int().min(0),
  }),
  right: 'clock',
  async run({ tx, now, portal, note }, { gateway, until, compared, repaired }) {
    const { zone } = await hostAndZone(tx)
    await saveComparison(
      tx,
      gateway,
      { until: Temporal.Instant.from(until), compared, repaired, next: nightAfter(now, zone) },
      now,
    )
    note({ subject: show('portal', portal), details: { gateway, compared, repaired } })
    return done({})
  },
})

export const operations = { noteComparison }

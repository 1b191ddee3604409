import { DatabaseUnavailable } from '../../kit/db/database.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import type { Installation } from '../../kit/installation.ts'
import { clockCaller, perform } from '../../kit/operation.ts'
import { GatewayTrouble } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { refundQueue } from './refund-queue.ts'
import { saveAskedRefund, takeRefund, type AskedRefund } from './refund-queries.ts'
import { settlePayment } from './settling.ts'

/** Minutes after which a gateway is asked again that did not answer: by the same key, so that it is one refund. */
const AGAIN_MINUTES = [1, 5, 30, 120, 720, 1440] as const

export const refundWorker = (installation: Installation) =>
  new QueueWorker(installation, refundQueue, ({ portal }) => refundNext(installation, portal))

/** Asks for one refund, then hears how the payment stands, which writes it down. */
async function refundNext(installation: Installation, portal: string): Promise<Next> {
  const { db, clock, log } = installation
  const refund = await db.write({ portal }, async (tx) => takeRefund(tx, await clock.now(tx)))
  if (refund === null) return 'nothing'
  const tries = refund.tries + 1
  const save = (became: 'done' | 'refused' | 'again') =>
    db.write({ portal }, async (tx) => {
      const minutes = AGAIN_MINUTES[refund.tries] ?? AGAIN_MINUTES.at(-1)!
      const dueAt = became === 'again' ? (await clock.now(tx)).add({ minutes }) : null
      await saveAskedRefund(tx, refund.id, {
        state: became === 'again' ? 'waiting' : became,
        tries,
        dueAt,
      })
    })
  try {
    await ask(installation, portal, refund)
    await save('done')
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.error({ err: error, portal, refund: refund.id }, 'a gateway did not refund')
    await save(error instanceof GatewayTrouble && error.kind === 'refused' ? 'refused' : 'again')
    return 'failed'
  }
}

async function ask(installation: Installation, portal: string, refund: AskedRefund): Promise<void> {
  const { gateway, reference, amount, currency, id } = refund
  const opened = await openGateway(installation, portal, gateway)
  if (!opened) throw new GatewayTrouble('wrong_keys', `${gateway} is not connected`)
  await opened.refund(reference, { minor: amount, currency }, id)
  const heard = await perform(installation, settlePayment, clockCaller(portal), {
    gateway,
    reference,
  })
  if (!heard.ok && heard.code !== 'nothing_new') throw new Error(heard.code)
}

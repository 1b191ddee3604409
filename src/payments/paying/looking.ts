import type { Installation } from '../../kit/installation.ts'
import { clockCaller, perform } from '../../kit/operation.ts'
import type { EventOutcome, WaitingEvent } from '../gateways/events/queries.ts'
import { GatewayTrouble } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { hearOfMethod } from '../methods/leaving.ts'
import { disableMethod } from '../methods/queries.ts'
import { openRequestAt } from '../methods/request-queries.ts'
import { settlePayment } from './settling.ts'

/** What is done about an event that a gateway has told: what it is about is asked for anew. */
export async function lookAt(
  installation: Installation,
  portal: string,
  { gateway, payment, method }: WaitingEvent,
): Promise<EventOutcome> {
  if (payment !== null && (await isAskedFor(installation, portal, gateway, payment)))
    return (await hearOfMethod(installation, portal, { gateway, reference: payment }))
      ? 'changed'
      : 'nothing_new'
  if (payment !== null) {
    const input = { gateway, reference: payment }
    const heard = await perform(installation, settlePayment, clockCaller(portal), input)
    if (heard.ok) return heard.value.state === 'parked' ? 'parked' : 'changed'
    if (heard.code === 'nothing_new') return 'nothing_new'
    if (heard.code === 'payment_not_ours') return 'not_ours'
    throw new Error(heard.code)
  }
  return method === null ? 'not_ours' : lookAtMethod(installation, portal, gateway, method)
}

/** Is it about a page at which nothing is paid, but a means of payment left? */
const isAskedFor = (
  { db }: Installation,
  portal: string,
  gateway: WaitingEvent['gateway'],
  reference: string,
): Promise<boolean> =>
  db.read({ portal }, async (tx) => (await openRequestAt(tx, gateway, reference)) !== null)

/** A method that its gateway charges no more is out of use here as well; one that was just left is kept. */
async function lookAtMethod(
  installation: Installation,
  portal: string,
  gateway: WaitingEvent['gateway'],
  reference: string,
): Promise<EventOutcome> {
  const opened = await openGateway(installation, portal, gateway)
  if (!opened) throw new Error('the gateway is not connected')
  const isUsable = await opened.fetchMethod(reference).then(
    ({ usable }) => usable,
    (error: unknown) => {
      if (error instanceof GatewayTrouble && error.kind === 'not_found') return false
      throw error
    },
  )
  if (isUsable)
    return (await hearOfMethod(installation, portal, { gateway, reference }))
      ? 'changed'
      : 'nothing_new'
  const disabled = await installation.db.write({ portal }, (tx) =>
    disableMethod(tx, gateway, reference),
  )
  return disabled ? 'changed' : 'not_ours'
}

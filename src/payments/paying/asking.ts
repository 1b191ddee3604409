import { z } from 'zod'
import { DatabaseUnavailable } from '../../kit/db/database.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { clockCaller, done, operation, perform } from '../../kit/operation.ts'
import { isLanguage } from '../../kit/texts.ts'
import { GatewayTrouble, type ChargeOrder, type Gateway } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { refuse } from '../gateways/refusals.ts'
import { nameOf } from '../invoice/invoice.ts'
import { INVOICE_DETAILS, INVOICE_VALUES, noteOf } from '../invoice/noting.ts'
import { invoiceById, lockInvoice } from '../invoice/queries.ts'
import { pollAgain, UNDER_WAY, type Attempt } from './attempt.ts'
import { methodById } from '../methods/queries.ts'
import { tellNews } from './news.ts'
import {
  attemptById,
  lockAttempt,
  paymentsFalling,
  portalsToPoll,
  saveAttempt,
  takePoll,
} from './queries.ts'
import { settlePayment } from './settling.ts'

/** Payments whose gateway is to be asked: to charge a saved method, or how something stands that nothing was heard of. */
export const paymentQueue = dueQueue<{ portal: string }>({
  names: { wake: 'ask_gateway', sweep: 'sweep_payments' },
  key: ({ portal }) => portal,
  atOnce: 8,
  due: portalsToPoll,
  falls: paymentsFalling,
})

export const paymentWorker = (installation: Installation) =>
  new QueueWorker(installation, paymentQueue, ({ portal }) => askNext(installation, portal))

/** A gateway that is not connected any more is asked for again so much later. */
const AWAY_HOURS = 24

async function askNext(installation: Installation, portal: string): Promise<Next> {
  const { db, clock, log } = installation
  const attempt = await db.write({ portal }, async (tx) => {
    const due = await takePoll(tx, await clock.now(tx))
    return due && attemptById(tx, due.id)
  })
  if (attempt === null) return 'nothing'
  try {
    const gateway = await openGateway(installation, portal, attempt.gateway)
    if (gateway) await ask(installation, portal, gateway, attempt)
    else await putOff(installation, portal, attempt)
    return 'done'
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error
    log.warn(
      { err: error, portal, attempt: attempt.id },
      'a gateway did not say how a payment stands',
    )
    await putOff(installation, portal, attempt)
    return 'failed'
  }
}

/** Nothing is known of it; it is asked for again later, and never charged under another key. */
const putOff = ({ db, clock }: Installation, portal: string, { id }: Attempt) =>
  db.write({ portal }, async (tx) => {
    const now = await clock.now(tx)
    const attempt = await lockAttempt(tx, id)
    if (!attempt || !UNDER_WAY.has(attempt.state)) return
    const state = attempt.state === 'starting' ? 'unknown' : attempt.state
    const pollAt = pollAgain({ ...attempt, state }, now) ?? now.add({ hours: AWAY_HOURS })
    await saveAttempt(tx, id, { state, polls: attempt.polls + 1, poll_at: pollAt }, now)
  })

async function ask(
  installation: Installation,
  portal: string,
  gateway: Gateway,
  attempt: Attempt,
): Promise<void> {
  const reference = attempt.reference ?? (await referenceOf(installation, portal, gateway, attempt))
  const caller = clockCaller(portal)
  const heard =
    reference === null
      ? await perform(installation, endUnheard, caller, { attempt: attempt.id })
      : await perform(installation, settlePayment, caller, { gateway: gateway.name, reference })
  if (heard.ok) return
  if (heard.code !== 'nothing_new') throw new Error(heard.code)
  await putOff(installation, portal, attempt)
}

/** What the gateway calls it, which may have been charged without our having heard; null of what it has not heard of. */
async function referenceOf(
  installation: Installation,
  portal: string,
  gateway: Gateway,
  attempt: Attempt,
): Promise<string | null> {
  const invoice = show('invoice', attempt.invoiceId)
  const { id: payment, customer } = attempt
  const heardOf = await gateway.findPayment({ portal, invoice, payment, customer })
  if (heardOf) return heardOf.reference
  if (attempt.methodId === null) return null
  const order = await chargeOf(installation, portal, attempt)
  if (order === null) return null
  try {
    return (await gateway.charge(order)).reference
  } catch (error) {
    if (
      !(error instanceof GatewayTrouble) ||
      error.kind === 'unknown' ||
      error.kind === 'wrong_keys'
    )
      throw error
    return null
  }
}

async function chargeOf(
  { db }: Installation,
  portal: string,
  attempt: Attempt,
): Promise<ChargeOrder | null> {
  return db.read({ portal }, async (tx) => {
    const invoice = (await invoiceById(tx, attempt.invoiceId))!
    const method = await methodById(tx, attempt.methodId!)
    return (
      method && {
        portal,
        invoice: show('invoice', invoice.id),
        payment: attempt.id,
        amount: { minor: attempt.amount, currency: attempt.currency },
        description: `${nameOf(invoice)}, ${invoice.title}`,
        language: isLanguage(invoice.language) ? invoice.language : 'en',
        customer: method.customer,
        method: method.reference,
      }
    )
  })
}

/** Ends what a gateway has never heard of: nothing can come of it any more. */
const endUnheard = operation({
  name: 'payment.drop',
  done: { en: 'Gave up a payment that came to nothing', es: 'Abandonó un pago que quedó en nada' },
  details: INVOICE_DETAILS,
  values: INVOICE_VALUES,
  summary: 'Ends a payment that its gateway has never heard of, or would not take',
  input: z.strictObject({ attempt: z.uuid() }),
  right: 'clock',
  async run(op, { attempt: id }) {
    const { tx, now } = op
    const before = await attemptById(tx, id)
    const invoice = before && (await lockInvoice(tx, before.invoiceId))
    const attempt = invoice && (await lockAttempt(tx, id))
    if (!attempt || attempt.reference !== null || !UNDER_WAY.has(attempt.state))
      return refuse('nothing_new')
    const state = attempt.methodId === null ? 'cancelled' : 'failed'
    await saveAttempt(
      tx,
      id,
      { state, poll_at: null, ...(state === 'failed' && { failure: 'other', failure_hard: true }) },
      now,
    )
    const gone = (await attemptById(tx, id))!
    await tellNews(op, { invoice, attempt: gone, kept: null, what: state })
    op.note(
      noteOf(invoice, {
        amount: attempt.amount,
        more: { payment: show('attempt', id), became: state },
      }),
    )
    return done({ attempt: id })
  },
})

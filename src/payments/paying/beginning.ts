import { z } from 'zod'
import { newId, id as idInput, show } from '../../kit/ids.ts'
import { addressOn, type Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { isLanguage } from '../../kit/texts.ts'
import { connected, type Connected } from '../gateways/accounts/account.ts'
import { hostAndZone } from '../gateways/accounts/queries.ts'
import { GatewayTrouble, type CheckoutOrder, type Gateway } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { refuse } from '../gateways/refusals.ts'
import { customerById, invoiceById, lockInvoice } from '../invoice/queries.ts'
import { INVOICE_DETAILS, noteOf } from '../invoice/noting.ts'
import { nameOf } from '../invoice/invoice.ts'
import { pollAgain, type Attempt } from './attempt.ts'
import { isKept } from './methods.ts'
import {
  attemptById,
  attemptUnderWay,
  customerAt,
  insertAttempt,
  lockAttempt,
  saveAttempt,
} from './queries.ts'
import { settlePayment } from './settling.ts'

/**
 * Begins to pay what is left of an invoice. Asked twice at the same moment, the second is given the first's attempt.
 * It is no right that lets somebody pay, but that the invoice, or its link, is theirs, which the page has looked at.
 */
export const beginPayment = operation({
  name: 'payment.begin',
  done: { en: 'Began to pay an invoice', es: 'Empezó a pagar una factura' },
  details: INVOICE_DETAILS,
  summary: 'Begins to pay what is left of an invoice at a gateway',
  input: z.strictObject({
    invoice: idInput('invoice'),
    gateway: connected,
  }),
  right: null,
  quiet: true,
  async run(op, { invoice: id, gateway }) {
    const { tx, now } = op
    const invoice = await lockInvoice(tx, id)
    if (!invoice) return kitRefuse('not_found')
    const before = await attemptUnderWay(tx, id)
    if (before) return done({ attempt: before.id, isNew: false })
    // What was given up can still be paid; to whoever pays it is open.
    if (!['open', 'uncollectible'].includes(invoice.state) || invoice.outstanding === 0n)
      return refuse('not_to_be_paid')
    const attempt = newId()
    await insertAttempt(
      tx,
      {
        id: attempt,
        invoiceId: id,
        personId: invoice.personId,
        gateway,
        amount: invoice.outstanding,
        currency: invoice.currency,
        customer: await customerAt(tx, invoice.personId, gateway),
        methodId: null,
        saves: await isKept(tx, op.installation, id),
        pollAt: pollAgain({ state: 'starting', polls: 0, dueBy: null }, now),
      },
      now,
    )
    op.note(
      noteOf(invoice, {
        amount: invoice.outstanding,
        more: { gateway, payment: show('attempt', attempt) },
      }),
    )
    return done({ attempt, isNew: true })
  },
})

/** Notes what a gateway answered when it was asked for a page to pay at. */
const noteOpened = operation({
  name: 'payment.opened',
  done: { en: 'Opened a page to pay at', es: 'Abrió una página de pago' },
  summary: 'Notes the page at a gateway that somebody pays at',
  input: z.strictObject({
    attempt: z.uuid(),
    reference: z.string().max(200),
    customer: z.string().max(200).nullable(),
    expires: z.string(),
  }),
  right: null,
  quiet: true,
  async run({ tx, now }, { attempt: id, reference, customer, expires }) {
    const attempt = await lockAttempt(tx, id)
    if (attempt?.state !== 'starting' && attempt?.state !== 'unknown') return done({})
    const dueBy = Temporal.Instant.from(expires)
    const after = { state: 'open', polls: 0, dueBy } as const
    const changes = {
      state: 'open',
      reference,
      due_by: dueBy,
      polls: 0,
      poll_at: pollAgain(after, now),
      ...(customer === null ? {} : { customer }),
    }
    await saveAttempt(tx, id, changes, now)
    return done({})
  },
})

/** What somebody who pays is asked for. */
export interface Paying {
  invoice: string
  gateway: Connected
  /** Pages of the portal that the gateway leads back to. */
  returnTo: string
  cancelTo: string
}

/**
 * Where somebody goes to pay: the gateway's page, the same one however often they press.
 * @returns null where nothing is left to do there, since the payment is made or on its way
 */
export async function pageToPayAt(
  installation: Installation,
  caller: Caller,
  paying: Paying,
): Promise<Done<string | null> | Refusal> {
  const { portal } = caller
  const begun = await perform(installation, beginPayment, caller, {
    invoice: show('invoice', paying.invoice),
    gateway: paying.gateway,
  })
  if (!begun.ok) return begun
  const attempt = await installation.db.read({ portal }, (tx) =>
    attemptById(tx, begun.value.attempt),
  )
  const gateway = attempt && (await openGateway(installation, portal, attempt.gateway))
  if (!gateway) return refuse('gateway_not_connected')
  try {
    return await addressFor(installation, caller, gateway, attempt, paying)
  } catch (error) {
    if (!(error instanceof GatewayTrouble)) throw error
    installation.log.warn({ err: error, portal, attempt: attempt.id }, 'a gateway opened no page')
    return refuse('gateway_away')
  }
}

async function addressFor(
  installation: Installation,
  caller: Caller,
  gateway: Gateway,
  attempt: Attempt,
  paying: Paying,
): Promise<Done<string | null> | Refusal> {
  if (attempt.reference !== null) {
    const there = await gateway.fetchPayment(attempt.reference)
    if (there.address !== null) return done(there.address)
    const heard = await perform(
      installation,
      settlePayment,
      { ...caller, id: 'clock', rights: new Set(['clock']) },
      {
        gateway: gateway.name,
        reference: attempt.reference,
      },
    )
    return heard.ok || heard.code === 'nothing_new' ? done(null) : heard
  }
  const order = await orderFor(installation, caller.portal, attempt, paying)
  const page = await gateway.checkout(order)
  const noted = await perform(installation, noteOpened, caller, {
    attempt: attempt.id,
    reference: page.reference,
    customer: page.customer,
    expires: page.expires.toString(),
  })
  return noted.ok ? done(page.address) : noted
}

async function orderFor(
  installation: Installation,
  portal: string,
  attempt: Attempt,
  { returnTo, cancelTo }: Paying,
): Promise<CheckoutOrder> {
  const { invoice, person, host } = await installation.db.read({ portal }, async (tx) => ({
    invoice: (await invoiceById(tx, attempt.invoiceId))!,
    person: (await customerById(tx, attempt.personId))!,
    host: (await hostAndZone(tx)).host,
  }))
  return {
    portal,
    invoice: show('invoice', invoice.id),
    payment: attempt.id,
    amount: { minor: attempt.amount, currency: attempt.currency },
    description: `${nameOf(invoice)}, ${invoice.title}`,
    language: isLanguage(invoice.language) ? invoice.language : 'en',
    email: person.email,
    name: person.name,
    methods: ['card', 'bank'],
    save: attempt.saves,
    customer: attempt.customer,
    returnTo: addressOn(installation, host, returnTo),
    cancelTo: addressOn(installation, host, cancelTo),
  }
}

import { Webhook, WebhookVerificationError } from 'standardwebhooks'
import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { parseId, show } from '../../../kit/ids.ts'
import { addressOn, type Installation } from '../../../kit/installation.ts'
import type { Money } from '../../../kit/money.ts'
import { routes } from '../../../routes.ts'
import {
  GatewayTrouble,
  type Checkout,
  type EventRead,
  type Failure,
  type Gateway,
  type GatewayPayment,
  type SavedMethod,
} from '../gateway.ts'
import {
  changedPayments,
  disputeOf,
  methodOf,
  paymentByKey,
  paymentOf,
  refundsOf,
  type MethodRow,
  type PaymentRow,
} from './queries.ts'
import { testNumber, type TestNumberName } from './sandbox.ts'
import { chargeMethod, giveUp, openCheckout, payBack, withdrawMandate } from './service.ts'

/** What a portal's account at the sandbox is reached by. */
export interface SandboxAccount {
  /** Row id of the portal. */
  readonly portal: string
  readonly host: string
  /** Those that sign its webhooks, the newest first. */
  readonly secrets: readonly string[]
}

/** ISO 4217 for none: whoever leaves a method pays nothing. */
const NO_CURRENCY = 'XXX'

/** Rows of the nightly comparison that are read at once. */
const PAGE = 200

/** The sandbox as any other gateway: what its service answers, in the terms of all. */
export function sandboxGateway(installation: Installation, account: SandboxAccount): Gateway {
  const { db, clock } = installation
  const { portal, host } = account
  const write = <T>(work: (tx: Tx, now: Instant) => Promise<T>) =>
    db.write({ portal }, async (tx) => work(tx, await clock.now(tx)))
  const page = (id: string) =>
    addressOn(
      installation,
      host,
      routes.sandboxCheckout({ sandboxPayment: show('sandboxPayment', id) }),
    )
  const view = (tx: Tx, row: PaymentRow) => paymentView(tx, row, portal, page)
  const checkoutView = (row: PaymentRow): Checkout => ({
    reference: show('sandboxPayment', row.id),
    address: page(row.id),
    customer: row.customer,
    expires: row.expires_at,
  })
  return {
    name: 'sandbox',
    abilities: { methods: ['card', 'bank'], savedMethods: true, refunds: true, disputes: true },
    checkout: (order) =>
      write(async (tx, now) =>
        checkoutView(await openCheckout(tx, { ...order, currency: order.amount.currency }, now)),
      ),
    saveMethod: (order) =>
      write(async (tx, now) =>
        checkoutView(await openCheckout(tx, { ...order, currency: NO_CURRENCY }, now)),
      ),
    charge: (order) =>
      write(async (tx, now) =>
        view(
          tx,
          await chargeMethod(tx, { ...order, method: idOf('sandboxMethod', order.method) }, now),
        ),
      ),
    fetchPayment: (reference) =>
      db.read({ portal }, async (tx) =>
        view(tx, thereIs(await paymentOf(tx, idOf('sandboxPayment', reference)))),
      ),
    findPayment: ({ payment }) =>
      db.read({ portal }, async (tx) => {
        const row = await paymentByKey(tx, payment)
        return row ? view(tx, row) : null
      }),
    fetchMethod: (reference) =>
      db.read({ portal }, async (tx) => {
        const checkout = parseId('sandboxPayment', reference)
        const at = checkout && thereIs(await paymentOf(tx, checkout))
        const left = at && (at.state === 'succeeded' ? at.method_id : null)
        const row = thereIs(await methodOf(tx, left ?? idOf('sandboxMethod', reference)))
        return { ...methodView(row), customer: row.customer }
      }),
    cancel: (reference) =>
      write(async (tx, now) =>
        view(tx, thereIs(await giveUp(tx, idOf('sandboxPayment', reference), now))),
      ),
    refund: (reference, amount, key) =>
      write(async (tx, now) => {
        const payment = idOf('sandboxPayment', reference)
        const id = await payBack(tx, { payment, amount: Number(amount.minor), key }, now)
        return { reference: show('sandboxRefund', id), amount, state: 'succeeded' as const }
      }),
    removeMethod: (reference) =>
      write((tx, now) => withdrawMandate(tx, idOf('sandboxMethod', reference), now)),
    async *changedPayments(since, until) {
      let after: PaymentRow | undefined
      do {
        const from = after
        const page = await db.read({ portal }, async (tx) => {
          const rows = await changedPayments(tx, { since, until, after: from, limit: PAGE })
          return { rows, views: await Promise.all(rows.map((row) => view(tx, row))) }
        })
        yield* page.views
        after = page.rows.length < PAGE ? undefined : page.rows.at(-1)
      } while (after)
    },
    readEvent: (body, header) => readEvent(account.secrets, body, header),
    test: async () => ({ account: 'Sandbox', live: false }),
  }
}

function idOf(kind: 'sandboxPayment' | 'sandboxMethod', reference: string): string {
  const id = parseId(kind, reference)
  if (id === null) throw new GatewayTrouble('not_found', 'the sandbox has no such reference')
  return id
}

function thereIs<T>(row: T | undefined): T {
  if (row === undefined) throw new GatewayTrouble('not_found', 'the sandbox knows of none')
  return row
}

function methodView({ id, number, usable }: MethodRow): SavedMethod {
  const { kind, brand, number: digits } = testNumber(number as TestNumberName)
  const expires = kind === 'card' ? '2049-12' : null
  return {
    reference: show('sandboxMethod', id),
    kind,
    brand,
    last4: digits.slice(-4),
    expires,
    usable,
  }
}

/** States in which the payer has something to do at the page. */
const ATTENDED: ReadonlySet<string> = new Set([
  'open',
  'authentication_needed',
  'verification_needed',
])

async function paymentView(
  tx: Tx,
  row: PaymentRow,
  portal: string,
  page: (id: string) => string,
): Promise<GatewayPayment> {
  const [method, refunds, dispute] = await Promise.all([
    row.method_id === null ? undefined : methodOf(tx, row.method_id),
    refundsOf(tx, row.id),
    disputeOf(tx, row.id),
  ])
  const money = (minor: number): Money => ({ minor: BigInt(minor), currency: row.currency })
  const attended = ATTENDED.has(row.state)
  return {
    reference: show('sandboxPayment', row.id),
    state: row.state as GatewayPayment['state'],
    amount: money(row.amount),
    portal,
    invoice: row.invoice,
    payment: row.key,
    method: method ? methodView(method) : null,
    address: attended ? page(row.id) : null,
    dueBy: attended ? row.due_at : null,
    failure:
      row.failure === null
        ? null
        : { code: row.failure as Failure['code'], hard: row.failure_hard === true },
    refunds: refunds.map(({ id, amount }) => ({
      reference: show('sandboxRefund', id),
      amount: money(amount),
      state: 'succeeded',
    })),
    disputes: dispute
      ? [
          {
            reference: show('sandboxPayment', row.id),
            amount: money(row.amount),
            state: dispute.state as 'open' | 'won' | 'lost',
            answerBy: dispute.state === 'open' ? row.due_at : null,
          },
        ]
      : [],
  }
}
const eventBody = z.object({
  kind: z.string(),
  at: z.string(),
  payment: z.string().nullable(),
  method: z.string().nullable(),
})

/** What the library says of a signature that is right and too old, or from the future: by the machine's clock. */
const STALE = /timestamp too/

/** Looks at the signature by each secret that is in force. */
function readEvent(
  secrets: readonly string[],
  body: Uint8Array,
  header: (name: string) => string | undefined,
): EventRead {
  const signed = {
    'webhook-id': header('webhook-id') ?? '',
    'webhook-timestamp': header('webhook-timestamp') ?? '',
    'webhook-signature': header('webhook-signature') ?? '',
  }
  const text = Buffer.from(body).toString()
  const faults = secrets.map((secret) => faultOf(new Webhook(secret), text, signed))
  if (!faults.includes(null))
    return { ok: false, why: faults.includes('stale') ? 'stale' : 'forged' }
  const parsed = eventBody.safeParse(JSON.parse(text))
  if (!parsed.success) return { ok: false, why: 'malformed' }
  const { at, ...event } = parsed.data
  return {
    ok: true,
    event: { ...event, id: signed['webhook-id'], at: Temporal.Instant.from(at) },
  }
}

function faultOf(
  webhook: Webhook,
  text: string,
  signed: Record<string, string>,
): 'forged' | 'stale' | null {
  try {
    webhook.verify(text, signed, { jsonParse: false })
    return null
  } catch (error) {
    if (!(error instanceof WebhookVerificationError)) throw error
    return STALE.test(error.message) ? 'stale' : 'forged'
  }
}

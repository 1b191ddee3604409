import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { parseId } from '../../../kit/ids.ts'
import { refuse } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { openPage, textOf, type RequestContext, type RouteHandler } from '../../../web/index.ts'
import { sandboxQueue } from './delivery.ts'
import { BankPage, CheckoutPage, DepositsPage, OverPage } from './pages.tsx'
import { paymentOf, type PaymentRow } from './queries.ts'
import { TEST_NUMBER_NAMES, testNumber, type TestNumberName } from './sandbox.ts'
import { answerBank, giveUp, payWith, stateDeposits } from './service.ts'
import { t } from './texts.ts'

/*
 * A page of the sandbox's own, as a real gateway has on its own host: it changes what the sandbox keeps and nothing
 * of the portal, which hears of it by a webhook.
 */

const idOf = (ctx: RequestContext) => parseId('sandboxPayment', ctx.param('sandboxPayment'))

/** The page for how the payment stands. */
function pageFor(payment: PaymentRow) {
  if (payment.state === 'open') return <CheckoutPage payment={payment} />
  if (payment.state === 'authentication_needed') return <BankPage payment={payment} />
  if (payment.state === 'verification_needed') return <DepositsPage payment={payment} />
  return <OverPage payment={payment} />
}

type Step = (
  tx: Tx,
  id: string,
  ctx: RequestContext,
  now: Instant,
) => Promise<PaymentRow | undefined | null>

const numberIn = ({ form }: RequestContext): TestNumberName | undefined =>
  TEST_NUMBER_NAMES.find((name) => name === textOf(form, 'number'))

/** What each button does; null where what was typed is wrong. */
const STEPS: Readonly<Record<string, Step>> = {
  pay: async (tx, id, ctx, now) => {
    const name = numberIn(ctx)
    const payment = await paymentOf(tx, id)
    const isOffered = name && payment?.methods.includes(testNumber(name).kind)
    return isOffered ? payWith(tx, id, name, now) : payment && null
  },
  approve: (tx, id, _, now) => answerBank(tx, id, true, now),
  refuse: (tx, id, _, now) => answerBank(tx, id, false, now),
  deposits: (tx, id, { form }, now) =>
    stateDeposits(tx, id, [Number(textOf(form, 'first')), Number(textOf(form, 'second'))], now),
  cancel: (tx, id, _, now) => giveUp(tx, id, now),
}

/** States in which the payer goes on at the sandbox. */
const STAYS: ReadonlySet<string> = new Set(['open', 'authentication_needed', 'verification_needed'])

async function step(ctx: RequestContext): Promise<Response> {
  const { installation, portal, form } = ctx
  const id = idOf(ctx)
  const does = STEPS[textOf(form, 'step')]
  if (!id) return ctx.refuse(refuse('not_found'))
  if (!does) return ctx.refuse(refuse('invalid', { field: 'step' }))
  const scope = { portal: portal.id }
  const moved = await installation.db.write(scope, async (tx) => {
    const result = await does(tx, id, ctx, await installation.clock.now(tx))
    await installation.jobs.enqueue(tx, sandboxQueue.wake, scope)
    return result
  })
  if (moved === undefined) return ctx.refuse(refuse('not_found'))
  if (moved === null) return wrong(ctx, id)
  if (STAYS.has(moved.state))
    return ctx.redirect(routes.sandboxCheckout({ sandboxPayment: ctx.param('sandboxPayment') }))
  const to = moved.state === 'cancelled' ? moved.cancel_to : moved.return_to
  return ctx.redirect(to ?? routes.home())
}

async function wrong(ctx: RequestContext, id: string): Promise<Response> {
  const payment = (await ctx.read((tx) => paymentOf(tx, id)))!
  if (payment.state === 'verification_needed')
    return ctx.page(<DepositsPage payment={payment} errors={{ first: t('deposits.wrong') }} />, 422)
  return ctx.page(<CheckoutPage payment={payment} errors={{ number: t('number.wrong') }} />, 422)
}

export const sandboxCheckoutResource: readonly RouteHandler[] = [
  openPage(routes.sandboxCheckout, 'GET', async (ctx) => {
    const id = idOf(ctx)
    const payment = id ? await ctx.read((tx) => paymentOf(tx, id)) : undefined
    return payment ? ctx.page(pageFor(payment)) : ctx.refuse(refuse('not_found'))
  }),
  openPage(routes.sandboxCheckout, 'POST', step, {
    fields: { step: 'text', number: 'text', first: 'text', second: 'text' },
  }),
]

import { isRefusal, refuse as kitRefuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { Alert } from '../../ui/index.ts'
import {
  Layout,
  openPage,
  textOf,
  type RequestContext,
  type RouteHandler,
} from '../../web/index.ts'
import { InvoiceView, Lead } from '../client/invoice-view.tsx'
import { words } from '../client/texts.ts'
import { invoiceSettings } from '../invoice/queries.ts'
import { todayOf } from '../invoice/today.ts'
import { invoiceOf, isShownByLink } from '../link/link.ts'
import { PayPanel, readPayable } from '../paying/panel.tsx'
import { gatewayIn, payOnline } from '../paying/going.ts'
import { invoiceFile } from '../pdf/answers.ts'
import { wholeInvoice } from '../reading/whole.ts'
import { refuse } from '../refusals.ts'

/** What the link’s secret opens, and nothing else; null where it opens nothing any more. */
async function byLink(ctx: RequestContext, token = ctx.query('token') ?? '') {
  const { installation, now } = ctx
  return ctx.read(async (tx) => {
    const id = invoiceOf(await installation.keys.of(tx, tx.portal), token)
    const whole = id && (await wholeInvoice(tx, installation, id))
    if (!whole || !isShownByLink(whole.invoice, now)) return null
    const [settings, today] = await Promise.all([invoiceSettings(tx), todayOf({ tx, now })])
    return { ...whole, token, today, instructions: settings.instructions }
  })
}

/** An answer like any other link that is dead. */
function deadLink(ctx: RequestContext): Response {
  const why = refuse('pay_link')
  return ctx.page(
    <Layout title={words(ctx.language)('title')} address={routes.signIn()}>
      <Alert tone="amber">{why.say(ctx.language)}</Alert>
    </Layout>,
    why.status,
  )
}

/** The page that a mailed link opens without sign-in. */
export const hostedPages: readonly RouteHandler[] = [
  openPage(routes.pay, 'GET', async (ctx) => {
    const of = await byLink(ctx)
    if (!of) return deadLink(ctx)
    const { invoice, token, today, instructions } = of
    const payable = await readPayable(ctx, invoice.id)
    return ctx.page(
      <Layout
        title={words(ctx.language)('title_of', { number: invoice.number! })}
        lead={<Lead invoice={invoice} today={today} />}
      >
        <InvoiceView
          of={of}
          online={<PayPanel {...{ invoice, payable }} action={routes.pay()} hidden={{ token }} />}
          instructions={instructions}
          pdf={routes.pay.pdf({}, { token })}
        />
      </Layout>,
    )
  }),
  openPage(
    routes.pay,
    'POST',
    async (ctx) => {
      const gateway = gatewayIn(ctx)
      if (isRefusal(gateway)) return ctx.refuse(gateway)
      const token = textOf(ctx.form, 'token')
      const of = await byLink(ctx, token)
      if (!of) return deadLink(ctx)
      return payOnline(ctx, of.invoice.id, routes.pay({}, { token }))
    },
    { fields: { token: 'text', gateway: 'text' } },
  ),
  openPage(routes.pay.pdf, 'GET', async (ctx) => {
    const of = await byLink(ctx)
    const file = of && (await invoiceFile(ctx, of.invoice.id))
    return file ?? (of ? ctx.refuse(kitRefuse('not_found')) : deadLink(ctx))
  }),
]

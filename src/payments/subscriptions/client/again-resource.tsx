import { parseId, show } from '../../../kit/ids.ts'
import { perform } from '../../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse } from '../../../kit/refusal.ts'
import { routes } from '../../../routes.ts'
import { Alert } from '../../../ui/index.ts'
import {
  Layout,
  openPage,
  page,
  resource,
  textOf,
  type RequestContext,
  type RouteHandler,
  type SignedInContext,
} from '../../../web/index.ts'
import { payToken, subscriptionOf } from '../../link/link.ts'
import { gatewayIn, payOnline } from '../../paying/going.ts'
import { refuse } from '../../refusals.ts'
import { subscribeAgain } from '../again.ts'
import { askForPassword } from '../own.ts'
import { subscriptionById } from '../queries.ts'
import { AccessEnded, AgainPage, NothingToPay, PasswordInstead } from './again-page.tsx'
import { offerOf, overOf } from './reading.ts'
import { words } from './texts.ts'

/**
 * Makes the invoice, and leads to the gateway's page.
 * @param pageOf the page of that invoice, which the gateway leads back to
 */
async function goOn(
  ctx: RequestContext,
  subscription: string,
  pageOf: (invoice: string) => Promise<string> | string,
): Promise<Response> {
  const result = await perform(ctx.installation, subscribeAgain, ctx.caller, {
    subscription: show('subscription', subscription),
  })
  if (!result.ok) return ctx.refuse(result)
  const { invoice } = result.value
  const at = await pageOf(invoice)
  const gateway = gatewayIn(ctx)
  return isRefusal(gateway) ? ctx.redirect(at) : payOnline(ctx, invoice, at)
}

/** Where somebody comes who is held, and has no invoice to pay: what they had is over. */
async function ownPage(ctx: SignedInContext): Promise<Response> {
  const { person, read } = ctx
  if (person.kind !== 'contact') return ctx.refuse(kitRefuse('not_found'))
  const named = parseId('subscription', ctx.query('subscription') ?? '')
  const { over, offer } = await read(async (tx) => {
    const over = await overOf(tx, person.id, named)
    return { over, offer: over && (await offerOf(tx, over.id)) }
  })
  if (over && offer) {
    const hidden = { subscription: show('subscription', over.id) }
    return ctx.page(<AgainPage {...offer} action={routes.billing.again()} hidden={hidden} />)
  }
  return ctx.may('home') ? ctx.redirect(routes.billing()) : ctx.page(<AccessEnded />)
}

async function ownAgain(ctx: SignedInContext): Promise<Response> {
  const id = parseId('subscription', textOf(ctx.form, 'subscription'))
  const of = id && (await ctx.read((tx) => subscriptionById(tx, id)))
  if (!of || of.personId !== ctx.person.id) return ctx.refuse(kitRefuse('not_found'))
  return goOn(ctx, of.id, (invoice) => routes.billing.one({ invoice: show('invoice', invoice) }))
}

export const ownAgainResource = resource({ feature: 'pay_invoice', right: 'self', words })
  .page(routes.billing.again, ownPage)
  .also(
    page(routes.billing.again, 'POST', 'pay_invoice', ownAgain, {
      right: 'self',
      fields: { subscription: 'text', gateway: 'text' },
    }),
  )

/** Row id of the subscription that a link’s secret opens, and nothing else; null of any other secret. */
const byLink = (ctx: RequestContext, token: string): Promise<string | null> =>
  ctx.read(async (tx) => {
    const id = subscriptionOf(await ctx.installation.keys.of(tx, tx.portal), token)
    return id && (await subscriptionById(tx, id)) ? id : null
  })

/** An answer like any other link that is dead. */
function deadLink(ctx: RequestContext): Response {
  const why = refuse('again_link')
  return ctx.page(
    <Layout title={words(ctx.language)('dead')} address={routes.signIn()}>
      <Alert tone="amber">{why.say(ctx.language)}</Alert>
    </Layout>,
    why.status,
  )
}

/** The pages that a mailed link opens without sign-in. */
export const againPages: readonly RouteHandler[] = [
  openPage(routes.subscribeAgain, 'GET', async (ctx) => {
    const token = ctx.query('token') ?? ''
    const id = await byLink(ctx, token)
    if (id === null) return deadLink(ctx)
    const offer = await ctx.read((tx) => offerOf(tx, id))
    if (!offer) return ctx.page(<NothingToPay />)
    return ctx.page(
      <AgainPage {...offer} action={routes.subscribeAgain()} hidden={{ token }}>
        <PasswordInstead token={token} />
      </AgainPage>,
    )
  }),
  openPage(
    routes.subscribeAgain,
    'POST',
    async (ctx) => {
      const id = await byLink(ctx, textOf(ctx.form, 'token'))
      if (id === null) return deadLink(ctx)
      return goOn(ctx, id, async (invoice) => {
        const key = await ctx.installation.keys.held(ctx.portal.id)
        return routes.pay({}, { token: payToken(key, invoice) })
      })
    },
    { fields: { token: 'text', gateway: 'text' } },
  ),
  openPage(
    routes.subscribeAgain.password,
    'POST',
    async (ctx) => {
      const id = await byLink(ctx, textOf(ctx.form, 'token'))
      if (id === null) return deadLink(ctx)
      const result = await perform(ctx.installation, askForPassword, ctx.caller, {
        subscription: show('subscription', id),
      })
      if (!result.ok) return ctx.refuse(result)
      const text = words(ctx.language)('again.password.done')
      return ctx.redirect(routes.signIn(), { tone: 'green', text })
    },
    { fields: { token: 'text' } },
  ),
]

import { errorsOf, typed, type RouteHandler, type SignedInContext } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { wholeNumber } from '../../web/index.ts'
import { PARTNER_FIELDS } from './fields.tsx'
import { configurePartner } from './partners.ts'
import { setPrice } from './prices.ts'
import { pricesOf } from './queries.ts'
import { partnerInPath, partnerPage, type PartnerInPath } from './layout.tsx'
import { PartnerSettings } from './settings-page.tsx'
import { words } from './texts.ts'

/** What may be missing is taken away by leaving its field empty. */
const emptied = (text: string | undefined) => (text?.trim() === '' ? null : text)

const inputOf = (form: Record<string, string>) => ({
  ...form,
  version: wholeNumber(form['version']),
  reference: emptied(form['reference']),
  billingName: emptied(form['billingName']),
  billingEmail: emptied(form['billingEmail']),
})

interface Wrong {
  /** The form it was sent by. */
  form: 'partner' | 'price'
  typed: Record<string, string>
  errors: Errors
  status: number
}

async function settingsPage(
  ctx: SignedInContext,
  partner: PartnerInPath,
  wrong?: Wrong,
): Promise<Response> {
  const prices = await ctx.read((tx) => pricesOf(tx, partner.uuid))
  const props = { partner, prices, wrong }
  return ctx.page(<PartnerSettings {...props} />, wrong?.status)
}

const back = (ctx: SignedInContext, { id }: PartnerInPath, text: 'saved' | 'price.done') =>
  ctx.redirect(routes.partnerSettings({ partner: id }), {
    tone: 'green',
    text: words(ctx.language)(text),
  })

export const settingsController: readonly RouteHandler[] = [
  partnerPage(routes.partnerSettings, 'GET', (ctx, partner) => settingsPage(ctx, partner)),

  partnerPage(
    routes.partnerSettings,
    'POST',
    async (ctx, partner) => {
      const form = typed(ctx.form)
      const input = { ...inputOf(form), partner: partner.id }
      const result = await ctx.perform(configurePartner, input)
      if (result.ok) return back(ctx, partner, 'saved')
      const now = await partnerInPath(ctx)
      if (!now) return ctx.refuse(refuse('not_found'))
      const errors = errorsOf(result, ctx.language)
      const { status } = result
      return settingsPage(ctx, now, { form: 'partner', typed: form, errors, status })
    },
    { fields: { ...PARTNER_FIELDS, version: 'text' } },
  ),

  partnerPage(
    routes.partnerPrice,
    'POST',
    async (ctx, partner) => {
      const form = typed(ctx.form)
      // People write decimals their own way.
      const amount = form['amount']?.replace(',', '.')
      const result = await ctx.perform(setPrice, { ...form, amount, partner: partner.id })
      if (result.ok) return back(ctx, partner, 'price.done')
      const errors = errorsOf(result, ctx.language)
      const { status } = result
      return settingsPage(ctx, partner, { form: 'price', typed: form, errors, status })
    },
    { right: 'installation:operate', fields: { amount: 'text', currency: 'text' } },
  ),
]

import { errorsOf, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { wholeNumber } from '../../web/index.ts'
import { PARTNER_FIELDS } from './fields.tsx'
import { configurePartner } from './partners.ts'
import { setPrice } from './prices.ts'
import { pricesOf } from './queries.ts'
import { foundPartner, partnerPage, type FoundPartner } from './room.tsx'
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
  visit: SignedInVisit,
  partner: FoundPartner,
  wrong?: Wrong,
): Promise<Response> {
  const prices = await visit.read((tx) => pricesOf(tx, partner.uuid))
  const props = { partner, prices, wrong }
  return visit.page(<PartnerSettings {...props} />, wrong?.status)
}

const back = (visit: SignedInVisit, { id }: FoundPartner, text: 'saved' | 'price.done') =>
  visit.redirect(routes.partnerSettings({ partner: id }), {
    tone: 'green',
    text: words(visit.language)(text),
  })

export const settingsController: readonly Served[] = [
  partnerPage(routes.partnerSettings, 'GET', (visit, partner) => settingsPage(visit, partner)),

  partnerPage(
    routes.partnerSettings,
    'POST',
    async (visit, partner) => {
      const form = typed(visit.form)
      const input = { ...inputOf(form), partner: partner.id }
      const result = await visit.perform(configurePartner, input)
      if (result.ok) return back(visit, partner, 'saved')
      const now = await foundPartner(visit)
      if (!now) return visit.refuse(refuse('not_found'))
      const errors = errorsOf(result, visit.language)
      const { status } = result
      return settingsPage(visit, now, { form: 'partner', typed: form, errors, status })
    },
    { fields: { ...PARTNER_FIELDS, version: 'text' } },
  ),

  partnerPage(
    routes.partnerPrice,
    'POST',
    async (visit, partner) => {
      const form = typed(visit.form)
      // People write decimals their own way.
      const amount = form['amount']?.replace(',', '.')
      const result = await visit.perform(setPrice, { ...form, amount, partner: partner.id })
      if (result.ok) return back(visit, partner, 'price.done')
      const errors = errorsOf(result, visit.language)
      const { status } = result
      return settingsPage(visit, partner, { form: 'price', typed: form, errors, status })
    },
    { right: 'installation:operate', fields: { amount: 'text', currency: 'text' } },
  ),
]

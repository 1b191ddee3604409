import { parseId } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { contactById, type Contact } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { asTyped, resourceOf, type SignedInContext } from '../../web/index.ts'
import { invoiceById } from '../../payments/index.ts'
import { isRequired, requiredInvoice } from './entitlement.ts'
import { entitlementsInClear, entitlementsView, showEntitlements } from './view.ts'
import { cancelRequiredPayment } from './waiving.ts'
import { WaiverPage } from './waiver-page.tsx'
import { words } from './texts.ts'

const named = (ctx: SignedInContext): Promise<Contact | null> | null => {
  const id = parseId('person', ctx.param('person'))
  return id === null ? null : ctx.read(async (tx) => (await contactById(tx, id, ctx.now)) ?? null)
}

const waiverPage = async (ctx: SignedInContext, person: Contact, refusal?: Refusal) => {
  const { entitlements } = await entitlementsInClear(ctx, person.id)
  const required = entitlements.filter((one) => isRequired(one))
  const invoices = await ctx.read(async (tx) => {
    const owed = required.flatMap((one) => requiredInvoice(one) ?? [])
    return (await Promise.all(owed.map((id) => invoiceById(tx, id)))).filter((one) => one !== null)
  })
  return ctx.page(
    <WaiverPage {...{ person, required, invoices }} {...asTyped(ctx, refusal)} />,
    refusal?.status,
  )
}

export const entitlementsResource = resourceOf(
  {
    feature: 'invoices',
    right: 'payments:manage',
    words,
    answer: entitlementsView,
    show: (ctx: SignedInContext, { person }: { person: string }) =>
      showEntitlements(ctx, parseId('person', person)!),
  },
  (ctx) => named(ctx),
)
  .page(routes.contacts.one.requiredPayment, waiverPage)
  .read(routes.api.contacts.one.entitlements, {
    name: 'entitlement.list',
    summary: 'Shows what a client’s access hangs on, and whether they are in',
    show: async (ctx) => {
      const person = await named(ctx)
      return person && showEntitlements(ctx, person.id)
    },
  })
  .change(cancelRequiredPayment, {
    page: routes.contacts.one.requiredPayment,
    api: routes.api.contacts.one.requiredPayment.cancellation,
    again: waiverPage,
    to: ({ person }) => routes.contacts.one({ person }),
    said: 'cancel.done',
  })

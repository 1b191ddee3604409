import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { contactById, type Contact } from '../../people/index.ts'
import { amountIn } from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import { asTyped, resourceOf, type SignedInContext } from '../../web/index.ts'
import { holdOf, isRequired } from './entitlement.ts'
import { entitlementsInClear, standingOf, type InClear } from './panel.tsx'
import { cancelRequiredPayment } from './waiving.ts'
import { WaiverPage } from './waiver-page.tsx'
import { words } from './texts.ts'

const entitlementView = shape('Entitlement', {
  form: z.string(),
  invoice: z.string(),
  number: z.string().nullable(),
  state: z.enum(['paid', 'open', 'processing', 'waived', 'closed', 'kept']),
  outstanding: z.string(),
  currency: z.string(),
  reason: z.string().nullable().describe('Why they were let in without paying'),
  createdAt: z.string(),
})

const entitlementsView = shape('Entitlements', {
  person: z.string(),
  held: z.boolean().describe('Whether a payment stands between the client and the portal'),
  invoice: z.string().nullable().describe('What is to be paid first'),
  entitlements: z.array(entitlementView),
})

const showOne = (one: InClear): z.output<typeof entitlementView> => ({
  form: show('form', one.formId),
  invoice: show('invoice', one.invoiceId),
  number: one.invoiceNumber,
  state: standingOf(one),
  outstanding: amountIn(one.outstanding, one.currency),
  currency: one.currency,
  reason: one.reason,
  createdAt: one.createdAt.toString(),
})

async function present(ctx: SignedInContext, person: string) {
  const { entitlements, how } = await entitlementsInClear(ctx, person)
  const hold = holdOf(entitlements, how)
  return {
    person: show('person', person),
    held: hold !== null,
    invoice: hold?.invoice ? show('invoice', hold.invoice) : null,
    entitlements: entitlements.map(showOne),
  }
}

const named = (ctx: SignedInContext): Promise<Contact | null> | null => {
  const id = parseId('person', ctx.param('person'))
  return id === null ? null : ctx.read(async (tx) => (await contactById(tx, id, ctx.now)) ?? null)
}

const waiverPage = async (ctx: SignedInContext, person: Contact, refusal?: Refusal) => {
  const { entitlements } = await entitlementsInClear(ctx, person.id)
  const required = entitlements.filter((one) => isRequired(one))
  return ctx.page(
    <WaiverPage {...{ person, required }} {...asTyped(ctx, refusal)} />,
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
      present(ctx, parseId('person', person)!),
  },
  (ctx) => named(ctx),
)
  .page(routes.contacts.one.requiredPayment, waiverPage)
  .read(routes.api.contacts.one.entitlements, {
    name: 'entitlement.list',
    summary: 'Shows what a client’s access hangs on, and whether they are in',
    show: async (ctx) => {
      const person = await named(ctx)
      return person && present(ctx, person.id)
    },
  })
  .change(cancelRequiredPayment, {
    page: routes.contacts.one.requiredPayment,
    api: routes.api.contacts.one.requiredPayment.cancellation,
    again: waiverPage,
    to: ({ person }) => routes.contacts.one({ person }),
    said: 'cancel.done',
  })

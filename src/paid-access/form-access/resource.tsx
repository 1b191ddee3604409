import { z } from 'zod'
import { formById, onFormSettings, type FormRow } from '../../forms/index.ts'
import { startableFlows } from '../../flows/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import {
  amountIn,
  connectedGateways,
  invoiceSettings,
  milliText,
  plansOf,
} from '../../payments/index.ts'
import { routes } from '../../routes.ts'
import { asTyped, resourceOf, type SignedInContext } from '../../web/index.ts'
import type { FormAccess } from './form-access.ts'
import { AccessPage, AccessPanel } from './page.tsx'
import { accessOf } from './queries.ts'
import { offeredIn, setFormAccess } from './setting.ts'
import { words } from './texts.ts'

const accessView = shape('FormAccess', {
  form: z.string(),
  amount: z
    .string()
    .nullable()
    .describe('What is to be paid once before the portal opens; null for nothing'),
  plan: z.string().nullable().describe('What is paid for again and again; null for nothing'),
  currency: z.string().nullable(),
  title: z.string().nullable(),
  item: z.string().nullable(),
  taxRate: z.string().nullable(),
  closesOnRefund: z.boolean(),
  closesOnDispute: z.boolean(),
  remindDays: z.array(z.int()).describe('Days after which whoever has not paid is reminded'),
  flow: z.string().nullable(),
  version: z.int(),
})

const showAccess = (
  form: string,
  { price, plan, title, closesOnRefund, closesOnDispute, remindDays, flow, version }: FormAccess,
): z.output<typeof accessView> => ({
  form: show('form', form),
  amount: price && amountIn(price.amount, price.currency),
  plan: plan && show('plan', plan),
  currency: price?.currency ?? null,
  title,
  item: price?.item ?? null,
  taxRate: price && milliText(price.taxRate),
  closesOnRefund,
  closesOnDispute,
  remindDays: [...remindDays],
  flow: flow && show('flow', flow),
  version,
})

const named = (ctx: SignedInContext): Promise<FormRow | null> | null => {
  const id = parseId('form', ctx.param('form'))
  return id === null ? null : ctx.read(async (tx) => (await formById(tx, id)) ?? null)
}

const accessPage = async (ctx: SignedInContext, form: FormRow, refusal?: Refusal) => {
  const read = await ctx.read(async (tx) => ({
    access: await accessOf(tx, form.id),
    flows: await startableFlows(tx),
    plans: await plansOf(tx),
    isConnected: (await connectedGateways(tx)).length > 0,
    usualCurrency: (await invoiceSettings(tx)).currency,
    offered: await offeredIn(tx, ctx.installation, form),
  }))
  return ctx.page(<AccessPage form={form} {...read} {...asTyped(ctx, refusal)} />, refusal?.status)
}

const orNull = (text = '') => (text.trim() === '' ? null : text.trim().replace(',', '.'))
/** As they were typed, to be refused where one is no number. */
const numbersIn = (text = ''): unknown[] =>
  text
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((part) => (/^\d{1,4}$/.test(part) ? Number(part) : part))
const orNothing = (text = '') => (text.trim() === '' ? undefined : text)

export const formAccessResource = resourceOf(
  {
    feature: 'forms',
    right: 'people:manage',
    words,
    answer: accessView,
    versioned: true,
    show: async (ctx: SignedInContext) => {
      const form = await named(ctx)
      return form && showAccess(form.id, await ctx.read((tx) => accessOf(tx, form.id)))
    },
  },
  (ctx) => named(ctx),
)
  .page(routes.forms.one.access, accessPage)
  .read(routes.api.forms.one.access, {
    name: 'form_access.show',
    summary: 'Shows what completing a form costs, and which flow begins',
    show: async (ctx) => {
      const form = await named(ctx)
      return form && showAccess(form.id, await ctx.read((tx) => accessOf(tx, form.id)))
    },
  })
  .change(setFormAccess, {
    page: routes.forms.one.access,
    fields: {
      version: 'text',
      amount: 'text',
      plan: 'text',
      currency: 'text',
      title: 'text',
      item: 'text',
      taxRate: 'text',
      closesOnRefund: 'box',
      closesOnDispute: 'box',
      remindDays: 'text',
      flow: 'text',
    },
    input: (sent, { form }) => ({
      version: /^\d{1,9}$/.test(sent['version'] ?? '') ? Number(sent['version']) : sent['version'],
      // Asked for with a form that makes clients alone.
      ...(form['amount'] !== undefined && {
        amount: orNull(sent['amount']),
        plan: orNull(sent['plan']),
        currency: orNothing(sent['currency']),
        title: orNothing(sent['title']),
        item: orNothing(sent['item']),
        taxRate: orNull(sent['taxRate']) ?? '0',
        closesOnRefund: form['closesOnRefund'] === 'on',
        closesOnDispute: form['closesOnDispute'] === 'on',
        remindDays: numbersIn(sent['remindDays']),
      }),
      flow: orNull(sent['flow']),
    }),
    api: routes.api.forms.one.access,
    method: 'PATCH',
    again: accessPage,
    to: ({ form }) => routes.forms.one.settings({ form }),
    said: 'done',
  })

/** What completing a form costs, at the bottom of its settings. */
export const accessOnForm = onFormSettings.with(async (ctx, form) => {
  const read = await ctx.read(async (tx) => ({
    access: await accessOf(tx, form.id),
    flows: await startableFlows(tx),
    plans: await plansOf(tx),
  }))
  return <AccessPanel form={form} {...read} />
})

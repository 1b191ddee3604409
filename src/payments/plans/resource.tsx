import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  resource,
  resourceOf,
  type FormFields,
  type SignedInContext,
} from '../../web/index.ts'
import { invoiceSettings } from '../invoice/queries.ts'
import { PlanFormPage } from './form-page.tsx'
import { PlansPage } from './list-page.tsx'
import { moveSubscribers } from './moving.ts'
import { ArchivingPage, MovingPage, PlanPage } from './page.tsx'
import { archivePlan, changePlan, createPlan } from './plans.ts'
import { movable, planById, plansOf, versionsOf, type PlanRow } from './queries.ts'
import { words } from './texts.ts'
import { planView, showPlan } from './view.ts'

/** Versions on a plan’s page; of more, the newest. */
const VERSIONS = 20

const FIELDS: FormFields = {
  ...{ name: 'text', amount: 'text', currency: 'text', taxRate: 'text', every: 'text' },
  ...{ unit: 'text', trialDays: 'text', cycles: 'text', graceDays: 'text', retryDays: 'text' },
}

const numberIn = (text = ''): unknown => (/^\s*\d{1,9}\s*$/.test(text) ? Number(text) : text)
const decimalIn = (text = '') => text.trim().replace(',', '.')

/** What the form of a plan comes to as an operation’s input. */
const readPlan = (sent: Record<string, string>) => ({
  name: sent['name'],
  amount: decimalIn(sent['amount']),
  ...(sent['currency'] && { currency: sent['currency'] }),
  taxRate: decimalIn(sent['taxRate']) || '0',
  every: numberIn(sent['every']),
  unit: sent['unit'],
  trialDays: numberIn(sent['trialDays'] || '0'),
  cycles: sent['cycles']?.trim() ? numberIn(sent['cycles']) : null,
  graceDays: numberIn(sent['graceDays'] || '0'),
  retryDays: (sent['retryDays'] ?? '')
    .split(/[\s,;]+/)
    .filter(Boolean)
    .map((part) => numberIn(part)),
})

const formPage = async (ctx: SignedInContext, plan: PlanRow | undefined, refusal?: Refusal) => {
  const { currency: usualCurrency } = await ctx.read((tx) => invoiceSettings(tx))
  return ctx.page(
    <PlanFormPage {...{ plan, usualCurrency }} {...asTyped(ctx, refusal)} />,
    refusal?.status,
  )
}

const named = (ctx: SignedInContext): Promise<PlanRow | null> | null => {
  const id = parseId('plan', ctx.param('plan'))
  return id === null ? null : ctx.read((tx) => planById(tx, id))
}

const changed = ({ read }: SignedInContext, { plan }: { plan: string }) =>
  read(async (tx) => {
    const row = await planById(tx, plan)
    return row && showPlan(row)
  })

const toPlan = ({ plan }: { plan: string }) => routes.plans.one({ plan: show('plan', plan) })

const common = {
  feature: 'invoices',
  right: 'payments:manage',
  words,
  answer: planView,
  versioned: true,
  show: changed,
} as const

export const plansResource = resource(common)
  .page(routes.plans, async (ctx) =>
    ctx.page(<PlansPage plans={await ctx.read((tx) => plansOf(tx))} />),
  )
  .read(routes.api.plans, {
    name: 'plan.list',
    summary: 'Lists the plans that people can be subscribed to, the oldest first',
    answer: shape('PlanList', { plans: z.array(planView), next: z.null() }),
    versioned: false,
    show: ({ read }) =>
      read(async (tx) => ({ plans: (await plansOf(tx)).map(showPlan), next: null })),
  })
  .page(routes.plans.new, (ctx) => formPage(ctx, undefined))
  .change(createPlan, {
    page: routes.plans,
    fields: FIELDS,
    input: readPlan,
    again: (ctx, refusal) => formPage(ctx, undefined, refusal),
    to: toPlan,
    said: 'new.done',
    api: routes.api.plans,
    status: 201,
    location: ({ plan }) => routes.api.plans.one({ plan: show('plan', plan) }),
  })

const movingPage = async (ctx: SignedInContext, plan: PlanRow, refusal?: Refusal) => {
  const versions = await ctx.read((tx) => movable(tx, plan.id))
  return ctx.page(
    <MovingPage {...{ plan, versions }} {...asTyped(ctx, refusal)} />,
    refusal?.status,
  )
}

export const planResource = resourceOf(common, named)
  .page(routes.plans.one, async (ctx, plan) => {
    const versions = await ctx.read((tx) => versionsOf(tx, plan.id, VERSIONS))
    return ctx.page(<PlanPage {...{ plan, versions }} />)
  })
  .read(routes.api.plans.one, {
    name: 'plan.show',
    summary: 'Shows a plan, also one that is archived',
    show: async (ctx) => {
      const plan = await named(ctx)
      return plan && showPlan(plan)
    },
  })
  .page(routes.plans.one.change, formPage)
  .change(changePlan, {
    page: routes.plans.one.change,
    fields: { ...FIELDS, version: 'text' },
    input: (sent) => ({ ...readPlan(sent), version: numberIn(sent['version']) }),
    again: formPage,
    to: toPlan,
    said: 'change.done',
  })
  .change(changePlan, { api: routes.api.plans.one, method: 'PATCH' })
  .page(routes.plans.one.archiving, (ctx, plan) => ctx.page(<ArchivingPage plan={plan} />))
  .change(archivePlan, {
    page: routes.plans.one.archiving,
    to: () => routes.plans(),
    said: 'archive.done',
    api: routes.api.plans.one,
    method: 'DELETE',
    show: null,
  })
  .page(routes.plans.one.moving, movingPage)
  .change(moveSubscribers, {
    page: routes.plans.one.moving,
    again: movingPage,
    to: toPlan,
    said: 'move.done',
    api: routes.api.plans.one.moving,
    status: 200,
  })

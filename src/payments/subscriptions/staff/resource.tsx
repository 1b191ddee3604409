import { z } from 'zod'
import { auditPage } from '../../../identity/index.ts'
import { id, parseId, show } from '../../../kit/ids.ts'
import { isRefusal, type Refusal } from '../../../kit/refusal.ts'
import { shape } from '../../../kit/shape.ts'
import { routes } from '../../../routes.ts'
import {
  asTyped,
  choiceOf,
  pageOf,
  placeIn,
  resource,
  resourceOf,
  type SignedInContext,
} from '../../../web/index.ts'
import { amountIn } from '../../amount.ts'
import { todayOf } from '../../invoice/today.ts'
import { invoiceSettings } from '../../invoice/queries.ts'
import { planById, plansOf } from '../../plans/queries.ts'
import { moneyText } from '../../wording/money.tsx'
import { changeSubscriptionPlan, previewChange, type ChangePreview } from '../changing.ts'
import { costOf } from '../mails.ts'
import { pauseSubscription, resumeSubscription } from '../pausing.ts'
import {
  countMatching,
  invoicesOfSubscription,
  subscriptionShown,
  subscriptionsPage,
  type SubscriptionFilter,
  type SubscriptionShown,
} from '../reading/queries.ts'
import { showSubscription, subscriptionView } from '../reading/view.ts'
import { SUBSCRIPTION_STATES } from '../subscription.ts'
import { cancelSubscription, keepSubscription, startSubscription } from '../subscriptions.ts'
import { CancelPage, ChangePage, PausePage } from './confirm-pages.tsx'
import { SubscriptionsPage } from './list-page.tsx'
import { SubscriptionPage } from './page.tsx'
import { words } from './texts.ts'

const A_PAGE = 50
/** Counted no further than this. */
const COUNTED = 1000
/** Invoices on a subscription’s page; of more, the newest. */
const INVOICES = 24

const filterOf = (ctx: SignedInContext): SubscriptionFilter => ({
  state: choiceOf(SUBSCRIPTION_STATES, ctx.query('state')),
  plan: parseId('plan', ctx.query('plan') ?? '') ?? undefined,
  person: parseId('person', ctx.query('person') ?? '') ?? undefined,
})

async function listPage(ctx: SignedInContext): Promise<Response> {
  const filter = filterOf(ctx)
  const place = placeIn(ctx)
  const at = {
    after: parseId('subscription', place.after ?? '') ?? undefined,
    before: parseId('subscription', place.before ?? '') ?? undefined,
  }
  const { rows, count, plans } = await ctx.read(async (tx) => ({
    rows: await subscriptionsPage(tx, { ...filter, ...at, limit: A_PAGE + 1 }),
    count: await countMatching(tx, filter, COUNTED + 1),
    plans: await plansOf(tx),
  }))
  const page = pageOf(rows, A_PAGE, at)
  const t = words(ctx.language)
  const { state, plan, person } = filter
  const to = (query: Record<string, string>) =>
    routes.subscriptions(
      {},
      {
        state,
        plan: plan && show('plan', plan),
        person: person && show('person', person),
        ...query,
      },
    )
  return ctx.page(
    <SubscriptionsPage
      filter={filter}
      rows={page.rows}
      plans={plans}
      count={count > COUNTED ? t('count.more', { count: COUNTED }) : t('count', { count })}
      pager={{
        previous: page.previous && to({ before: show('subscription', page.previous.id) }),
        next: page.next && to({ after: show('subscription', page.next.id) }),
      }}
    />,
  )
}

const named = (ctx: SignedInContext): Promise<SubscriptionShown | null> | null => {
  const id = parseId('subscription', ctx.param('subscription'))
  return id === null ? null : ctx.read((tx) => subscriptionShown(tx, id))
}

const changed = ({ read }: SignedInContext, { subscription }: { subscription: string }) =>
  read(async (tx) => {
    const of = await subscriptionShown(tx, subscription)
    return of && showSubscription(of)
  })

const toSubscription = ({ subscription }: { subscription: string }) =>
  routes.subscriptions.one({ subscription: show('subscription', subscription) })

const common = {
  feature: 'invoices',
  right: 'payments:manage',
  words,
  answer: subscriptionView,
  versioned: true,
  show: changed,
} as const

export const subscriptionsResource = resource(common)
  .page(routes.subscriptions, listPage)
  .list(routes.api.subscriptions, {
    name: 'subscription.list',
    summary: 'Lists who has subscribed to what',
    filter: {
      state: z.enum(SUBSCRIPTION_STATES).optional(),
      plan: id('plan').optional(),
      person: id('person').optional(),
    },
    cursor: id('subscription').optional(),
    rows: 'subscriptions',
    view: subscriptionView,
    order: 'Newest first',
    more: 'Send it as `cursor` for the subscriptions before these',
    find: ({ read }, { after, limit, ...filter }) =>
      read((tx) => subscriptionsPage(tx, { ...filter, after, limit })),
    cursorOf: ({ id }) => show('subscription', id),
    show: showSubscription,
  })
  .change(startSubscription, {
    page: routes.contacts.one.subscriptions,
    fields: ['plan'],
    to: (_, ctx) => routes.contacts.one({ person: ctx.param('person') }),
    said: 'start.done',
    api: routes.api.subscriptions,
    status: 201,
    location: ({ subscription }) =>
      routes.api.subscriptions.one({ subscription: show('subscription', subscription) }),
  })

async function onePage(ctx: SignedInContext, of: SubscriptionShown): Promise<Response> {
  const { id } = of.subscription
  const beside = await ctx.read(async (tx) => ({
    today: await todayOf({ tx, now: ctx.now }),
    invoices: await invoicesOfSubscription(tx, id, INVOICES),
    history: (await auditPage(tx, { subject: show('subscription', id), limit: 50 })).rows,
  }))
  return ctx.page(<SubscriptionPage of={of} {...beside} />)
}

const pausePage = (ctx: SignedInContext, of: SubscriptionShown, refusal?: Refusal) =>
  ctx.page(<PausePage of={of} {...asTyped(ctx, refusal)} />, refusal?.status)

const cancelPage = (ctx: SignedInContext, of: SubscriptionShown, refusal?: Refusal) =>
  ctx.page(<CancelPage of={of} {...asTyped(ctx, refusal)} />, refusal?.status)

/** What it would come to now, of the plan that the address or the form names. */
async function previewOf(ctx: SignedInContext, of: SubscriptionShown, named: string | undefined) {
  const id = parseId('plan', named ?? '')
  if (id === null) return null
  return ctx.read(async (tx) => {
    const row = await planById(tx, id)
    if (!row) return null
    const { taxIncluded } = await invoiceSettings(tx)
    const shown = await previewChange(tx, of, row.current, ctx.now)
    return { shown, cost: costOf(row.current, taxIncluded) }
  })
}

async function changePage(
  ctx: SignedInContext,
  of: SubscriptionShown,
  refusal?: Refusal,
): Promise<Response> {
  const wanted = refusal ? asTyped(ctx, refusal).typed?.['plan'] : ctx.query('plan')
  const { plan: present } = of
  const plans = (await ctx.read((tx) => plansOf(tx))).filter(
    ({ current: { id, number, price } }) =>
      price.currency === present.price.currency && (id !== present.id || number !== present.number),
  )
  const preview = await previewOf(ctx, of, wanted)
  const why = refusal ?? (preview && isRefusal(preview.shown) ? preview.shown : undefined)
  const shown = preview && !isRefusal(preview.shown) ? preview.shown : null
  const later = preview && moneyText(preview.cost, present.price.currency, ctx.language)
  return ctx.page(
    <ChangePage
      of={of}
      plans={plans}
      preview={shown && { shown, at: ctx.now.toString(), later: later! }}
      {...asTyped(ctx, why)}
    />,
    why?.status,
  )
}

const previewView = shape('PlanChangePreview', {
  at: z.string().describe('Send it as `at`, and what is shown here is charged'),
  credit: z.string().nullable().describe('Of the present period, with tax'),
  charge: z.string().nullable().describe('Now, with tax'),
  currency: z.string(),
  renews: z.string().describe('When the new price is charged next'),
  amount: z.string().describe('What is charged then, with tax'),
})

const showPreview = (
  shown: ChangePreview,
  cost: bigint,
  at: string,
): z.output<typeof previewView> => ({
  at,
  credit: shown.credit && amountIn(shown.credit.amount, shown.currency),
  charge: shown.charge && amountIn(shown.charge.total, shown.currency),
  currency: shown.currency,
  renews: shown.renews.toString(),
  amount: amountIn(cost, shown.currency),
})

export const subscriptionResource = resourceOf(common, named)
  .page(routes.subscriptions.one, onePage)
  .read(routes.api.subscriptions.one, {
    name: 'subscription.show',
    summary: 'Shows a subscription: how it stands, what comes next, and what is charged',
    show: async (ctx) => {
      const of = await named(ctx)
      return of && showSubscription(of)
    },
  })
  .page(routes.subscriptions.one.plan, changePage)
  .read(routes.api.subscriptions.one.plan, {
    name: 'subscription.preview_change',
    summary: 'Tells to the second what going over to another plan would credit and charge',
    query: z.strictObject({
      plan: id('plan').optional().describe('Left out, the newest version of its own plan'),
    }),
    answer: previewView,
    versioned: false,
    show: async (ctx, { plan }) => {
      const of = await named(ctx)
      const preview = of && (await previewOf(ctx, of, show('plan', plan ?? of.plan.id)))
      if (!preview) return null
      if (isRefusal(preview.shown)) return preview.shown
      return showPreview(preview.shown, preview.cost, ctx.now.toString())
    },
  })
  .change(changeSubscriptionPlan, {
    page: routes.subscriptions.one.plan,
    fields: ['plan', 'at'],
    again: changePage,
    to: toSubscription,
    said: 'change.done',
    api: routes.api.subscriptions.one.plan,
    status: 200,
  })
  .page(routes.subscriptions.one.pause, pausePage)
  .change(pauseSubscription, {
    page: routes.subscriptions.one.pause,
    fields: ['resumesOn'],
    input: (sent) => ({ resumesOn: sent['resumesOn']?.trim() || null }),
    again: pausePage,
    to: toSubscription,
    said: 'pause.done',
    api: routes.api.subscriptions.one.pause,
    status: 200,
  })
  .change(resumeSubscription, {
    page: routes.subscriptions.one.resumption,
    to: toSubscription,
    said: 'resume.done',
    api: routes.api.subscriptions.one.pause,
    method: 'DELETE',
  })
  .page(routes.subscriptions.one.cancellation, cancelPage)
  .change(cancelSubscription, {
    page: routes.subscriptions.one.cancellation,
    fields: ['when'],
    again: cancelPage,
    to: toSubscription,
    said: 'cancel.done',
    api: routes.api.subscriptions.one.cancellation,
    status: 200,
  })
  .change(keepSubscription, {
    page: routes.subscriptions.one.keeping,
    to: toSubscription,
    said: 'keep.done',
    api: routes.api.subscriptions.one.cancellation,
    method: 'DELETE',
  })

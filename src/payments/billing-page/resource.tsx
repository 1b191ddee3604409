import { z } from 'zod'
import { id, parseId, show } from '../../kit/ids.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { ButtonLink } from '../../ui/index.ts'
import {
  asTyped,
  endpoint,
  Layout,
  page,
  resource,
  respond,
  type SignedInContext,
} from '../../web/index.ts'
import { askAboutInvoice } from './asking.ts'
import { QuestionForm } from './question-form.tsx'
import { InvoiceView, Lead } from '../client/invoice-view.tsx'
import { words } from '../client/texts.ts'
import { invoiceSettings } from '../invoice/queries.ts'
import { todayOf } from '../invoice/today.ts'
import { invoicesPage, owedIn } from '../invoices/list/queries.ts'
import { creditOf } from '../ledger/queries.ts'
import { hearOfMethod, pageToLeaveMethodAt } from '../methods/leaving.ts'
import { methodsOf } from '../methods/queries.ts'
import { removeOwnMethod } from '../methods/removing.ts'
import { openRequestBy } from '../methods/request-queries.ts'
import { gatewayIn, payOnline } from '../paying/going.ts'
import { leadTo, PayPanel, readPayable, RETURNED } from '../paying/panel.tsx'
import { creditNoteFile, invoiceFile } from '../pdf/answers.ts'
import { invoiceSummary, invoiceView, showInvoice, showSummary } from '../reading/view.ts'
import { wholeInvoice, type WholeInvoice } from '../reading/whole.ts'
import { StatementPage } from '../statements/page.tsx'
import { statementFile, statementOf } from '../statements/reading.ts'
import { showStatement, statementQuery, statementView } from '../statements/resource.tsx'
import { CancelOwnPage } from '../subscriptions/client/cancel-page.tsx'
import { ownSubscriptions } from '../subscriptions/client/reading.ts'
import { words as ownWords } from '../subscriptions/client/texts.ts'
import { chargeOwnTo } from '../subscriptions/methods.ts'
import { cancelOwn, keepOwn } from '../subscriptions/own.ts'
import {
  subscriptionShown,
  subscriptionsPage,
  type SubscriptionShown,
} from '../subscriptions/reading/queries.ts'
import {
  methodView,
  showMethod,
  showSubscription,
  subscriptionView,
} from '../subscriptions/reading/view.ts'
import { BillingPage, clientSees } from './page.tsx'

const A_PAGE = 25

const gated = { feature: 'invoices', right: 'self', words } as const
/** What is open also to whom a payment keeps out: the invoice itself. */
const always = { ...gated, feature: 'pay_invoice' } as const

async function billingPage(ctx: SignedInContext): Promise<Response> {
  const { person, now } = ctx
  // Invoices are for whoever is served.
  if (person.kind !== 'contact') return ctx.refuse(kitRefuse('not_found'))
  const before = parseId('invoice', ctx.query('before') ?? '') ?? undefined
  const isWaiting = await hearsOfMethod(ctx)
  const read = await ctx.read(async (tx) => {
    const today = await todayOf({ tx, now })
    const mine = { person: person.id, issued: true, today }
    const [rows, owed, credit, own] = await Promise.all([
      invoicesPage(tx, { ...mine, after: before, limit: A_PAGE + 1 }),
      owedIn(tx, mine),
      creditOf(tx, person.id),
      ownSubscriptions(tx, person.id),
    ])
    return { today, rows, owed, credit, ...own }
  })
  const invoices = read.rows.slice(0, A_PAGE)
  const next = read.rows.length > A_PAGE ? show('invoice', invoices.at(-1)!.id) : null
  return ctx.page(<BillingPage {...read} {...{ invoices, next, isWaiting }} />)
}

/**
 * Whoever comes back from leaving a means of payment waits for the gateway's word on it; what it has said by now is
 * kept, so that the page shows it.
 * @returns whether they still wait; the page is then loaded again by itself
 */
async function hearsOfMethod(ctx: SignedInContext): Promise<boolean> {
  if (ctx.query(RETURNED) === undefined) return false
  const { installation, portal, person, now } = ctx
  const request = await ctx.read((tx) => openRequestBy(tx, person.id, now))
  if (!request?.reference) return false
  const { gateway, reference } = request
  const isKept = await hearOfMethod(installation, portal.id, { gateway, reference }).catch(
    (error: unknown) => {
      installation.log.warn({ err: error, portal: portal.id }, 'a gateway told of no method')
      return false
    },
  )
  return !isKept
}

async function leaveMethod(ctx: SignedInContext): Promise<Response> {
  const gateway = gatewayIn(ctx)
  if (isRefusal(gateway)) return ctx.refuse(gateway)
  const { person, portal, installation, language } = ctx
  if (person.kind !== 'contact') return ctx.refuse(kitRefuse('not_found'))
  const address = await pageToLeaveMethodAt(
    installation,
    { portal: portal.id, person: person.id, gateway },
    {
      returnTo: routes.billing({}, { [RETURNED]: '1' }),
      language,
      description: ownWords(language)('methods.description', { portal: portal.name }),
    },
  )
  return address.ok ? leadTo(ctx, address.value) : ctx.refuse(address)
}

/** The client’s own invoice that the address names; null where there is none, or only a draft. */
async function ownInvoice(ctx: SignedInContext): Promise<WholeInvoice | null> {
  const id = parseId('invoice', ctx.param('invoice'))
  if (id === null) return null
  const { installation, person } = ctx
  const whole = await ctx.read((tx) => wholeInvoice(tx, installation, id, person.id))
  return whole && whole.invoice.state !== 'draft' ? whole : null
}

/** @param refusal of a question, which stands beside its field */
async function invoicePage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const of = await ownInvoice(ctx)
  if (!of) return ctx.refuse(refusal ?? kitRefuse('not_found'))
  const [settings, today] = await ctx.read((tx) =>
    Promise.all([invoiceSettings(tx), todayOf({ tx, now: ctx.now })]),
  )
  const t = words(ctx.language)
  const invoice = clientSees(of.invoice)
  const named = { invoice: show('invoice', invoice.id) }
  const payable = await readPayable(ctx, invoice.id)
  const number = invoice.number!
  const { name: portal } = ctx.portal
  // Something stands between them and everything else: this payment, or once that is made a flow.
  const isOut = !ctx.may('home')
  const isHeld = isOut && ['open', 'processing'].includes(invoice.state)
  const hasJustPaid = invoice.state === 'paid' && (isOut || ctx.query(RETURNED) !== undefined)
  const why = invoice.state === 'processing' ? 'held.processing' : 'held.open'
  return ctx.page(
    <Layout
      title={t(isHeld && invoice.state === 'open' ? 'held.title' : 'title_of', { number })}
      lead={isHeld ? t(why, { portal }) : <Lead invoice={invoice} today={today} />}
      crumbs={isHeld ? [] : [{ label: t('title'), href: routes.billing() }]}
    >
      {hasJustPaid ? (
        <ButtonLink look="primary" href={routes.home()}>
          {t('go_on', { portal })}
        </ButtonLink>
      ) : null}
      <InvoiceView
        of={{ ...of, invoice }}
        online={<PayPanel {...{ invoice, payable }} action={routes.billing.one.payment(named)} />}
        instructions={settings.instructions}
        pdf={routes.billing.one.pdf(named)}
        creditNotePdf={(creditNote) => routes.billing.creditNotes.one.pdf({ creditNote })}
      />
      <QuestionForm action={routes.billing.one.question(named)} {...asTyped(ctx, refusal)} />
    </Layout>,
    refusal?.status,
  )
}

const ownPdf = async (ctx: SignedInContext): Promise<Response> => {
  const id = parseId('invoice', ctx.param('invoice'))
  const file = id && (await invoiceFile(ctx, id, ctx.person.id))
  return file || ctx.refuse(kitRefuse('not_found'))
}

async function statementPage(ctx: SignedInContext): Promise<Response> {
  const statement = await statementOf(ctx, ctx.person.id)
  if (!statement) return ctx.refuse(kitRefuse('not_found'))
  const file = await statementFile(ctx, statement)
  return (
    file ??
    ctx.page(
      <StatementPage
        own
        statement={statement}
        at={(query) => routes.billing.statement({}, query)}
        crumbs={[{ label: words(ctx.language)('title'), href: routes.billing() }]}
      />,
    )
  )
}

export const billingResource = resource(gated)
  .page(routes.billing, billingPage)
  .page(routes.billing.statement, statementPage)
  .list(routes.api.billing, {
    name: 'billing.list',
    summary: 'Lists one’s own invoices',
    cursor: id('invoice').optional(),
    rows: 'invoices',
    view: invoiceSummary,
    called: 'OwnInvoiceList',
    order: 'Newest first',
    more: 'Send it as `cursor` for the invoices before these',
    find: async ({ read, now, caller }, { after, limit }) => {
      const { person } = caller
      if (!person) return null
      return read(async (tx) => {
        const today = await todayOf({ tx, now })
        const rows = await invoicesPage(tx, { person, issued: true, after, today, limit })
        return rows.map((invoice) => ({
          id: invoice.id,
          shown: showSummary(clientSees(invoice), today),
        }))
      })
    },
    cursorOf: ({ id }) => show('invoice', id),
    show: ({ shown }) => shown,
  })
  .read(routes.api.billing.statement, {
    name: 'billing.statement',
    summary: 'Shows what one owes oneself, and how it came to that',
    query: statementQuery,
    answer: statementView,
    show: async (ctx) => {
      const statement = await statementOf(ctx, ctx.person.id)
      return statement && showStatement(statement)
    },
  })

/** The client’s own subscription that the address names. */
const ownSubscription = async (ctx: SignedInContext): Promise<SubscriptionShown | null> => {
  const id = parseId('subscription', ctx.param('subscription'))
  const of = id && (await ctx.read((tx) => subscriptionShown(tx, id)))
  return of && of.subscription.personId === ctx.person.id ? of : null
}

const toBilling = () => routes.billing()

/** What clients do about their subscriptions, and about what these are charged to. */
export const ownSubscriptionsResource = resource({ ...gated, words: ownWords })
  .page(routes.billing.subscriptions.one.cancellation, async (ctx) => {
    const of = await ownSubscription(ctx)
    return of ? ctx.page(<CancelOwnPage of={of} />) : ctx.refuse(kitRefuse('not_found'))
  })
  .change(cancelOwn, {
    page: routes.billing.subscriptions.one.cancellation,
    to: toBilling,
    said: 'cancel.done',
    api: routes.api.ownSubscriptions.one.cancellation,
    status: 204,
    show: null,
  })
  .change(keepOwn, {
    page: routes.billing.subscriptions.one.keeping,
    to: toBilling,
    said: 'keep.done',
    api: routes.api.ownSubscriptions.one.cancellation,
    method: 'DELETE',
    show: null,
  })
  .change(chargeOwnTo, {
    page: routes.billing.subscriptions.one.method,
    fields: ['method'],
    to: toBilling,
    said: 'method.chosen',
  })
  .change(removeOwnMethod, {
    page: routes.billing.paymentMethods.one.removal,
    to: toBilling,
    said: 'method.removed',
    api: routes.api.ownMethods.one,
    method: 'DELETE',
    show: null,
  })
  .list(routes.api.ownSubscriptions, {
    name: 'billing.subscriptions',
    summary: 'Lists what one has subscribed to oneself',
    cursor: id('subscription').optional(),
    rows: 'subscriptions',
    view: subscriptionView,
    called: 'OwnSubscriptionList',
    order: 'Newest first',
    more: 'Send it as `cursor` for the subscriptions before these',
    find: async ({ read, caller: { person } }, { after, limit }) =>
      person === undefined ? null : read((tx) => subscriptionsPage(tx, { person, after, limit })),
    cursorOf: ({ id }) => show('subscription', id),
    show: showSubscription,
  })
  .read(routes.api.ownMethods, {
    name: 'billing.methods',
    summary: 'Lists the means of payment that one has left oneself, the newest first',
    answer: shape('PaymentMethodList', { methods: z.array(methodView), next: z.null() }),
    show: async ({ read, person }) => ({
      methods: (await read((tx) => methodsOf(tx, person.id))).map(showMethod),
      next: null,
    }),
  })
  .also(
    page(routes.billing.paymentMethods, 'POST', 'invoices', leaveMethod, {
      right: 'self',
      fields: { gateway: 'text' },
    }),
  )

async function payOwn(ctx: SignedInContext): Promise<Response> {
  const gateway = gatewayIn(ctx)
  if (isRefusal(gateway)) return ctx.refuse(gateway)
  const of = await ownInvoice(ctx)
  if (!of) return ctx.refuse(kitRefuse('not_found'))
  return payOnline(ctx, of.invoice.id, routes.billing.one({ invoice: ctx.param('invoice') }))
}

export const ownInvoiceResource = resource({ ...always, answer: invoiceView })
  .page(routes.billing.one, (ctx) => invoicePage(ctx))
  .change(askAboutInvoice, {
    page: routes.billing.one.question,
    fields: ['question'],
    api: routes.api.billing.one.question,
    show: null,
    again: (ctx, refusal) => invoicePage(ctx, refusal),
    to: ({ invoice }) => routes.billing.one({ invoice }),
    said: 'ask.done',
  })
  .also(
    page(routes.billing.one.payment, 'POST', 'pay_invoice', payOwn, {
      right: 'self',
      fields: { gateway: 'text' },
    }),
  )
  .also(page(routes.billing.one.pdf, 'GET', 'pay_invoice', ownPdf, { right: 'self' }))
  .also(
    endpoint(
      routes.api.billing.one.pdf,
      'GET',
      {
        feature: 'pay_invoice',
        right: 'self',
        name: 'billing.pdf',
        summary: 'Downloads one’s own invoice as PDF',
        status: 200,
      },
      async (ctx) => {
        const id = parseId('invoice', ctx.param('invoice'))
        const { person } = ctx.caller
        const file = id && person !== undefined && (await invoiceFile(ctx, id, person))
        return file || respond(ctx, kitRefuse('not_found'))
      },
    ),
  )
  .also(
    page(
      routes.billing.creditNotes.one.pdf,
      'GET',
      'pay_invoice',
      async (ctx) => {
        const id = parseId('creditNote', ctx.param('creditNote'))
        const file = id && (await creditNoteFile(ctx, id, ctx.person.id))
        return file || ctx.refuse(kitRefuse('not_found'))
      },
      { right: 'self' },
    ),
  )
  .read(routes.api.billing.one, {
    name: 'billing.show',
    summary: 'Shows one’s own invoice',
    show: async (ctx) => {
      const of = await ownInvoice(ctx)
      if (!of) return null
      const today = await ctx.read((tx) => todayOf({ tx, now: ctx.now }))
      return showInvoice({ ...of, invoice: clientSees(of.invoice) }, today)
    },
  })

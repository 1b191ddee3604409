import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { cut } from '../../kit/whole-text.ts'
import { contactsCalled } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, typed, type SignedInContext } from '../../web/index.ts'
import { ChoosePage, DiscardPage } from '../drafts/choose-page.tsx'
import { changeDraft, discardDraft, draftInvoice } from '../drafts/drafts.ts'
import { EditorPage } from '../drafts/editor-page.tsx'
import {
  EDIT_FIELDS,
  draftIn,
  formIn,
  formOfDraft,
  isMore,
  NEW_FIELDS,
  ROW,
  strayRow,
  withSpare,
} from '../drafts/form.ts'
import { words } from '../drafts/texts.ts'
import { openBuyer } from '../invoice/invoice.ts'
import { customerById, invoiceSettings, newestOf } from '../invoice/queries.ts'
import { issueInvoice } from '../issuing/issuing.ts'
import type { WholeInvoice } from '../reading/whole.ts'
import { IssuePage } from './confirm-pages.tsx'
import { beside, common, namedInvoice } from './reading.ts'
import { InvoicePage } from './page.tsx'
import { words as invoiceWords } from './texts.ts'

/** People that can be chosen at once. */
const MATCHES = 20

const editing = { ...common, words }

async function newPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const shown = (refusal ? typed(ctx.form)['person'] : ctx.query('person')) ?? ''
  const person = parseId('person', shown)
  if (person === null) return refusal ? ctx.refuse(refusal) : choosePage(ctx)
  const { installation, portal } = ctx
  const [customer, settings, last] = await ctx.read((tx) =>
    Promise.all([customerById(tx, person), invoiceSettings(tx), newestOf(tx, person)]),
  )
  if (!customer) return ctx.refuse(refusal ?? kitRefuse('not_found'))
  const key = await installation.keys.held(portal.id)
  const buyer = last && openBuyer(key, portal.id, last, installation.log)
  const form = refusal
    ? formIn(typed(ctx.form))
    : {
        title: '',
        currency: settings.currency,
        taxIncluded: settings.taxIncluded ? 'yes' : 'no',
        dueOn: '',
        buyerName: last?.buyerName ?? customer.name,
        buyerAddress: buyer?.address ?? '',
        buyerTaxNumber: buyer?.taxNumber ?? '',
        note: '',
        rows: withSpare([]),
      }
  const { errors } = asTyped(ctx, refusal)
  return ctx.page(
    <EditorPage
      isNew
      name={customer.name}
      action={routes.invoices()}
      back={routes.invoices()}
      hidden={{ person: shown }}
      form={form}
      termsDays={settings.termsDays}
      errors={wantsMore(ctx) ? {} : errors}
    />,
    wantsMore(ctx) ? 200 : refusal?.status,
  )
}

const wantsMore = (ctx: SignedInContext) => isMore(typed(ctx.form))

async function choosePage(ctx: SignedInContext): Promise<Response> {
  const search = cut(ctx.query('search')?.trim() ?? '', 100)
  const matches = await ctx.read((tx) => contactsCalled(tx, search, MATCHES))
  return ctx.page(<ChoosePage search={search} matches={matches} />)
}

/** The input of a draft; a press on *More rows* is answered by the page again. */
function inputOf(form: Record<string, string>): Record<string, unknown> | Refusal {
  const stray = strayRow(form, ROW)
  if (stray !== null) return invalidField(stray, 'unknown_field')
  return isMore(form) ? kitRefuse('invalid') : draftIn(form)
}

export const draftsResource = resource(editing)
  .page(routes.invoices.new, newPage)
  .change(draftInvoice, {
    page: routes.invoices,
    fields: NEW_FIELDS,
    input: (form) => {
      const input = inputOf(form)
      return 'say' in input ? input : { ...input, person: form['person'] }
    },
    again: newPage,
    to: ({ invoice }) => routes.invoices.one({ invoice: show('invoice', invoice) }),
    said: 'saved',
    api: routes.api.invoices,
    status: 201,
    location: ({ invoice }) => routes.api.invoices.one({ invoice: show('invoice', invoice) }),
  })

async function editPage(
  ctx: SignedInContext,
  of: WholeInvoice,
  refusal?: Refusal,
): Promise<Response> {
  const { invoice } = of
  if (invoice.state !== 'draft')
    return refusal && !wantsMore(ctx)
      ? ctx.refuse(refusal)
      : ctx.redirect(routes.invoices.one({ invoice: show('invoice', invoice.id) }))
  const { termsDays } = await ctx.read(invoiceSettings)
  const { errors } = asTyped(ctx, refusal)
  const named = { invoice: show('invoice', invoice.id) }
  return ctx.page(
    <EditorPage
      isNew={false}
      name={invoice.personName}
      action={routes.invoices.one.draft(named)}
      back={routes.invoices.one(named)}
      hidden={{ version: refusal ? typed(ctx.form)['version'] : invoice.version }}
      form={refusal ? formIn(typed(ctx.form)) : formOfDraft(invoice)}
      termsDays={termsDays}
      errors={wantsMore(ctx) ? {} : errors}
    />,
    wantsMore(ctx) ? 200 : refusal?.status,
  )
}

async function issuePage(
  ctx: SignedInContext,
  of: WholeInvoice,
  refusal?: Refusal,
): Promise<Response> {
  const { invoice } = of
  if (invoice.state !== 'draft' || invoice.items.length === 0)
    return refusal
      ? ctx.refuse(refusal)
      : ctx.page(<InvoicePage of={of} {...await beside(ctx, of)} />)
  const { today } = await beside(ctx, of)
  const [settings, customer] = await ctx.read((tx) =>
    Promise.all([invoiceSettings(tx), customerById(tx, invoice.personId)]),
  )
  const { errors } = asTyped(ctx, refusal)
  const dueOn =
    invoice.dueOn ?? Temporal.PlainDate.from(today).add({ days: settings.termsDays }).toString()
  const email = customer?.isDisabled ? null : (customer?.email ?? null)
  return ctx.page(
    <IssuePage {...{ invoice, dueOn, email, errors }} series={settings.invoiceSeries} />,
    refusal?.status,
  )
}

export const draftResource = resourceOf(editing, namedInvoice)
  .page(routes.invoices.one.draft, editPage)
  .change(changeDraft, {
    page: routes.invoices.one.draft,
    fields: EDIT_FIELDS,
    input: (form) => {
      const input = inputOf(form)
      return 'say' in input ? input : { ...input, version: Number(form['version'] ?? Number.NaN) }
    },
    again: editPage,
    to: ({ invoice }) => routes.invoices.one({ invoice: show('invoice', invoice) }),
    said: 'saved',
    api: routes.api.invoices.one,
    method: 'PATCH',
  })
  .page(routes.invoices.one.discarding, (ctx, { invoice }) =>
    ctx.page(<DiscardPage invoice={invoice} />),
  )
  .change(discardDraft, {
    page: routes.invoices.one.discarding,
    to: () => routes.invoices(),
    said: 'discarded',
    api: routes.api.invoices.one,
    method: 'DELETE',
    show: null,
  })

export const issueResource = resourceOf({ ...common, words: invoiceWords }, namedInvoice)
  .page(routes.invoices.one.issue, issuePage)
  .change(issueInvoice, {
    page: routes.invoices.one.issue,
    fields: { version: 'text', send: 'box' },
    input: (form) => ({
      version: Number(form['version'] ?? Number.NaN),
      send: form['send'] !== undefined,
    }),
    again: issuePage,
    to: ({ invoice }) => routes.invoices.one({ invoice: show('invoice', invoice) }),
    said: (_, { form }) => (form['send'] === undefined ? 'issue.done' : 'issue.done.sent'),
    api: routes.api.invoices.one.issue,
    status: 200,
  })

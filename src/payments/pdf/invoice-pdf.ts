import { startOf } from '../../kit/day.ts'
import { isLanguage, type Language } from '../../kit/texts.ts'
import { dateOf } from '../../ui/index.ts'
import { milliText } from '../amount.ts'
import type { CreditNoteItem } from '../credit-notes/credit-note.ts'
import { discountText } from '../items/item.ts'
import type { InvoiceInClear } from '../invoice/invoice.ts'
import type { CreditNoteInClear } from '../reading/whole.ts'
import { byRate, type Amounts } from '../totals/totals.ts'
import { moneyText } from '../wording/money.tsx'
import { words } from '../wording/texts.ts'
import { Sheet, type Column, type Look } from './sheet.ts'

const dayText = (day: string, language: Language) => dateOf(language, startOf(day), 'UTC')

const languageOfPaper = (language: string | null, fallback: Language): Language =>
  isLanguage(language) ? language : fallback

/** Seller, buyer and days, as every paper of an invoice has them. */
function parties(invoice: InvoiceInClear, language: Language, days: [string, string][]) {
  const t = words(language)
  const lines = (name: string | null, address: string | null, taxNumber: string | null) => [
    name ?? '',
    ...(address?.split('\n') ?? []),
    ...(taxNumber ? [`${t('tax_number')}: ${taxNumber}`] : []),
  ]
  return [
    {
      label: t('from'),
      lines: lines(invoice.sellerName, invoice.sellerAddress, invoice.sellerTaxNumber),
    },
    {
      label: t('to'),
      lines: lines(invoice.buyerName, invoice.buyer.address, invoice.buyer.taxNumber),
    },
    {
      label: t('number'),
      lines: [invoice.number ?? '', ...days.map(([label, text]) => `${label}: ${text}`)],
    },
  ]
}

/** What it comes to by tax rate, and in all. */
function taxSums(
  items: readonly (Amounts & { taxRate: bigint })[],
  { net, total }: Amounts,
  { currency, language }: { currency: string; language: Language },
) {
  const t = words(language)
  const money = (minor: bigint) => moneyText(minor, currency, language)
  const rates = byRate(items, items).filter(({ taxRate }) => taxRate > 0n)
  return [
    ...(rates.length > 0 ? [{ label: t('net'), amount: money(net) }] : []),
    ...rates.map((rate) => ({
      label: t('tax.rate', { rate: milliText(rate.taxRate), net: money(rate.net) }),
      amount: money(rate.tax),
    })),
    { label: t('total'), amount: money(total), strong: true },
  ]
}

interface Paper {
  look: Look
  /** The portal’s, for what has none of its own. */
  language: Language
  /** How to pay it, where it is to be paid. */
  instructions: string | null
  at: Temporal.Instant
}

/** An invoice as a paper that one could send by post, in its own language. */
export async function invoicePdf(invoice: InvoiceInClear, paper: Paper): Promise<Buffer> {
  const language = languageOfPaper(invoice.language, paper.language)
  const t = words(language)
  const { currency, items, state } = invoice
  const money = (minor: bigint) => moneyText(minor, currency, language)
  const title = `${t('invoice')} ${invoice.number ?? ''}`.trim()
  const from = invoice.sellerName ?? ''
  const sheet = await Sheet.of({ title, from, language, look: paper.look, at: paper.at })
  sheet.blocks(
    parties(invoice, language, [
      ...(invoice.issuedOn
        ? [[t('issued'), dayText(invoice.issuedOn, language)] as [string, string]]
        : []),
      ...(invoice.dueOn ? [[t('due'), dayText(invoice.dueOn, language)] as [string, string]] : []),
    ]),
  )
  sheet.words(invoice.title)
  const hasDiscount = items.some(({ discount }) => discount !== null)
  const columns: Column[] = [
    { header: t('text') },
    { header: t('quantity'), width: 56, align: 'right' },
    { header: t('unit'), width: 82, align: 'right' },
    ...(hasDiscount ? [{ header: t('discount'), width: 64, align: 'right' as const }] : []),
    { header: t('tax'), width: 56, align: 'right' },
    { header: t('amount'), width: 90, align: 'right' },
  ]
  await sheet.table(
    columns,
    items.map((item) => [
      item.text,
      milliText(item.quantity),
      money(item.unit),
      ...(hasDiscount ? [discountText(item, currency) ?? ''] : []),
      `${milliText(item.taxRate)}%`,
      money(invoice.taxIncluded ? item.total : item.net),
    ]),
  )
  const isOwed = state === 'open' || state === 'processing' || state === 'uncollectible'
  sheet.sums([
    ...taxSums(items, invoice, { currency, language }),
    ...(['paid', 'credited', 'refunded'] as const).flatMap((kind) =>
      invoice[kind] > 0n ? [{ label: t(`${kind}.sum`), amount: money(-invoice[kind]) }] : [],
    ),
    ...(isOwed
      ? [{ label: t('outstanding'), amount: money(invoice.outstanding), strong: true }]
      : []),
  ])
  if (invoice.taxIncluded && items.some(({ taxRate }) => taxRate > 0n))
    sheet.words(t('tax.included'))
  if (state === 'paid') sheet.words(t('paid.stamp'))
  if (state === 'void') sheet.words(t('void.stamp'))
  if (invoice.note) sheet.words(invoice.note)
  if (isOwed && paper.instructions) sheet.words(paper.instructions, t('instructions'))
  return sheet.end()
}

/** A credit note as a paper, with the invoice that it corrects. */
export async function creditNotePdf(
  note: CreditNoteInClear & { items: readonly CreditNoteItem[] },
  invoice: InvoiceInClear,
  paper: Paper,
): Promise<Buffer> {
  const language = languageOfPaper(note.language, paper.language)
  const t = words(language)
  const { currency } = note
  const money = (minor: bigint) => moneyText(minor, currency, language)
  const title = `${t('credit_note.one')} ${note.number}`
  const from = invoice.sellerName ?? ''
  const sheet = await Sheet.of({ title, from, language, look: paper.look, at: paper.at })
  sheet.blocks(
    parties({ ...invoice, number: note.number }, language, [
      [t('issued'), dayText(note.issuedOn, language)],
    ]),
  )
  sheet.words(
    [t('corrects', { number: invoice.number ?? '' }), note.reason].filter(Boolean).join('\n\n'),
  )
  const textOf = new Map(invoice.items.map(({ position, text }) => [position, text]))
  await sheet.table(
    [
      { header: t('text') },
      { header: t('net'), width: 100, align: 'right' },
      { header: t('tax'), width: 100, align: 'right' },
      { header: t('amount'), width: 100, align: 'right' },
    ],
    note.items.map((item) => [
      textOf.get(item.position) ?? '',
      money(item.net),
      money(item.tax),
      money(item.total),
    ]),
  )
  sheet.sums(taxSums(note.items, note, { currency, language }))
  return sheet.end()
}

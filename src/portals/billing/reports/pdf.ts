import { show } from '../../../kit/ids.ts'
import { dateOf } from '../../../ui/time.tsx'
import { words } from '../texts.ts'
import { BOLD, firstFont, PLAIN, printable, registerFonts } from '../../../kit/pdf/fonts.ts'
import type { FullLine } from './reading/full-lines.ts'
import type { Report } from './report.ts'
import { lineAmount, languageOf, moneyName, portalName } from './words.ts'
import { dayName, monthName } from '../../months/names.ts'

type Doc = PDFKit.PDFDocument

const MARGIN = 50
const INK = '#18181b'
const QUIET = '#52525b'
const RULE = '#d4d4d8'

interface Column {
  header: string
  width: number
  align: 'left' | 'right'
}

/**
 * A report as a PDF one would send to a customer: what is billed, portal by portal, then who was counted
 * where those are given.
 * @param from what the installation is called
 */
export async function reportPdf(
  report: Report,
  lines: AsyncIterable<FullLine[]>,
  from: string,
): Promise<Buffer> {
  const language = languageOf(report)
  const t = words(language)
  const title = t('report.of', { month: monthName(report.month, language) })
  // 30 MB of memory, for those who make one.
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    font: firstFont(),
    lang: language,
    displayTitle: true,
    info: { Title: title, Author: from, CreationDate: new Date(report.issuedAt.epochMilliseconds) },
  })
  registerFonts(doc)
  const chunks: Buffer[] = []
  doc.on('data', (chunk: Buffer) => chunks.push(chunk))
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  doc.on('end', resolve)

  head(doc, report, title, from)
  const counted: FullLine[] = []
  const columns = portalColumns(doc, report)
  header(doc, columns)
  for await (const batch of lines)
    for (const line of batch) {
      row(doc, columns, portalCells(report, line), { again: columns })
      if (line.persons.length > 0) counted.push(line)
    }
  if (report.portals === 0)
    doc
      .font(PLAIN)
      .fontSize(10)
      .fillColor(QUIET)
      .text(t('report.empty'), MARGIN, doc.y + 4)
  total(doc, report, columns)
  if (counted.length > 0) people(doc, report, counted)
  numberPages(doc, report, title)
  doc.end()
  await ended
  return Buffer.concat(chunks)
}

function head(doc: Doc, report: Report, title: string, from: string): void {
  const language = languageOf(report)
  const t = words(language)
  doc.font(PLAIN).fontSize(10).fillColor(QUIET).text(printable(doc, from), MARGIN, MARGIN)
  doc.moveDown(0.4).font(BOLD).fontSize(20).fillColor(INK).text(printable(doc, title))
  doc.moveDown(0.8)
  const details: [string, string][] = [
    [t('report.bill_to'), report.billTo],
    ...(report.reference ? [[t('report.reference'), report.reference] as [string, string]] : []),
    [t('report.issued'), dateOf(language, report.issuedAt, report.zone)],
    [t('report.number'), show('report', report.id)],
    [t('report.unit'), report.unit ? moneyName(report.unit, language) : t('report.no_price')],
  ]
  for (const [label, value] of details) {
    const { y } = doc
    doc
      .font(PLAIN)
      .fontSize(10)
      .fillColor(QUIET)
      .text(printable(doc, label), MARGIN, y, { width: 110 })
    const after = doc.y
    doc.fillColor(INK).text(printable(doc, value), MARGIN + 120, y, { width: inner(doc) - 120 })
    doc.y = Math.max(after, doc.y) + 2
  }
  if (report.reason)
    doc
      .moveDown(0.5)
      .font(BOLD)
      .fillColor(INK)
      .text(
        printable(doc, t('report.corrected', { version: report.version, reason: report.reason })),
        MARGIN,
        doc.y,
        { width: inner(doc) },
      )
  doc.moveDown(1.2)
}

const inner = (doc: Doc): number => doc.page.width - 2 * MARGIN

function portalColumns(doc: Doc, report: Report): Column[] {
  const t = words(languageOf(report))
  const numbers = [
    ['line.days', 62],
    ['line.pro_users', 62],
    ['line.peak', 52],
    ['line.month_end', 52],
    ['line.amount', 84],
  ] as const
  const rest = numbers.reduce((sum, [, width]) => sum + width, 0)
  return [
    { header: t('line.portal'), width: inner(doc) - rest, align: 'left' },
    ...numbers.map(([key, width]): Column => ({ header: t(key), width, align: 'right' })),
  ]
}

function portalCells(report: Report, line: FullLine): string[] {
  const language = languageOf(report)
  const number = (value: number) => new Intl.NumberFormat(language).format(value)
  const name = portalName(line, language)
  return [
    line.reference ? `${name} · ${line.reference}` : name,
    number(line.billableDays),
    number(line.proUsers),
    number(line.peak),
    number(line.monthEnd),
    moneyName(lineAmount(report, line), language),
  ]
}

function header(doc: Doc, columns: readonly Column[]): void {
  row(
    doc,
    columns,
    columns.map(({ header }) => header),
    { font: BOLD, color: QUIET, size: 9 },
  )
}

interface RowLook {
  font?: string
  color?: string
  size?: number
  /** The head to repeat where the row begins a page. */
  again?: readonly Column[]
}

/** A row over its rule; on a new page under the head again. */
function row(doc: Doc, columns: readonly Column[], cells: readonly string[], look: RowLook): void {
  const { font = PLAIN, color = INK, size = 10, again } = look
  const gap = 8
  doc.font(font).fontSize(size)
  const texts = cells.map((cell) => printable(doc, cell))
  const height = Math.max(
    ...columns.map(({ width }, index) => doc.heightOfString(texts[index]!, { width: width - gap })),
  )
  if (doc.y + height + 12 > doc.page.height - MARGIN - 20) {
    doc.addPage()
    if (again) header(doc, again)
    doc.font(font).fontSize(size)
  }
  const { y } = doc
  let x = MARGIN
  doc.fillColor(color)
  columns.forEach(({ width, align }, index) => {
    const right = align === 'right'
    doc.text(texts[index]!, right ? x + gap : x, y, { width: width - gap, align })
    x += width
  })
  doc.y = y + height + 4
  doc
    .moveTo(MARGIN, doc.y)
    .lineTo(MARGIN + inner(doc), doc.y)
    .lineWidth(0.5)
    .strokeColor(RULE)
    .stroke()
  doc.y += 5
}

function total(doc: Doc, report: Report, columns: readonly Column[]): void {
  const language = languageOf(report)
  row(
    doc,
    columns,
    [
      words(language)('report.total'),
      '',
      new Intl.NumberFormat(language).format(report.proUsers),
      '',
      '',
      moneyName(report.total, language),
    ],
    { font: BOLD },
  )
}

/** Who was counted, portal by portal. */
function people(doc: Doc, report: Report, lines: readonly FullLine[]): void {
  const language = languageOf(report)
  const t = words(language)
  doc.addPage()
  doc
    .font(BOLD)
    .fontSize(14)
    .fillColor(INK)
    .text(printable(doc, t('report.persons')), MARGIN, MARGIN)
  doc.font(PLAIN).fontSize(9).fillColor(QUIET)
  doc.moveDown(0.3).text(printable(doc, t('report.days_in', { zone: report.zone })))
  const width = inner(doc)
  const columns: Column[] = [
    { header: t('person.name'), width: width * 0.28, align: 'left' },
    { header: t('person.first'), width: width * 0.32, align: 'left' },
    { header: t('person.last'), width: width * 0.32, align: 'left' },
    { header: t('person.days'), width: width * 0.08, align: 'right' },
  ]
  for (const line of lines) {
    if (doc.y > doc.page.height - MARGIN - 110) doc.addPage()
    doc.moveDown(1).font(BOLD).fontSize(11).fillColor(INK)
    doc.text(printable(doc, portalName(line, language)), MARGIN, doc.y, { width })
    doc.moveDown(0.4)
    header(doc, columns)
    for (const one of line.persons)
      row(
        doc,
        columns,
        [
          one.name ?? t('person.gone'),
          `${dayName(one.firstDay, language)}: ${t(`began.${one.began}`)}`,
          `${dayName(one.lastDay, language)}: ${t(`ended.${one.ended}`)}`,
          String(one.billableDays),
        ],
        { size: 9, again: columns },
      )
  }
}

function numberPages(doc: Doc, report: Report, title: string): void {
  const t = words(languageOf(report))
  const { start, count } = doc.bufferedPageRange()
  for (let page = start; page < start + count; page++) {
    doc.switchToPage(page)
    // Below the margin, where text would otherwise begin a new page.
    doc.page.margins.bottom = 0
    const y = doc.page.height - MARGIN + 10
    const width = inner(doc) / 2
    doc.font(PLAIN).fontSize(8).fillColor(QUIET)
    doc.text(printable(doc, title), MARGIN, y, { width, lineBreak: false })
    doc.text(printable(doc, t('report.page', { page: page + 1, of: count })), MARGIN + width, y, {
      width,
      align: 'right',
      lineBreak: false,
    })
  }
}

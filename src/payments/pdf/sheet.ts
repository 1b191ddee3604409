import { BOLD, firstFont, PLAIN, printable, registerFonts } from '../../kit/pdf/fonts.ts'
import type { Language } from '../../kit/texts.ts'
import { inSlices } from '../../kit/slices.ts'
import { words } from '../wording/texts.ts'

type Doc = PDFKit.PDFDocument

const MARGIN = 50
const INK = '#18181b'
const QUIET = '#52525b'
const RULE = '#d4d4d8'
const LOGO = { width: 160, height: 48 }

/** What a portal’s papers look like. */
export interface Look {
  /** `#rrggbb` */
  color: string
  /** A picture that PDFs know; null for none. */
  logo: Buffer | null
}

export interface Column {
  header: string
  /** In points; without one it takes what the others leave. */
  width?: number
  align?: 'right'
}

interface About {
  title: string
  /** Who issues it. */
  from: string
  language: Language
  look: Look
  at: Temporal.Instant
}

/** A paper in the portal’s look: parts are put on it from above, and pages are numbered at the end. */
export class Sheet {
  readonly #doc: Doc
  readonly #about: About
  readonly #ended: Promise<Buffer>

  static async of(about: About): Promise<Sheet> {
    // 30 MB of memory, for those who make one.
    const { default: PDFDocument } = await import('pdfkit')
    const doc = new PDFDocument({
      size: 'A4',
      margin: MARGIN,
      bufferPages: true,
      font: firstFont(),
      lang: about.language,
      displayTitle: true,
      info: {
        Title: about.title,
        Author: about.from,
        CreationDate: new Date(about.at.epochMilliseconds),
      },
    })
    registerFonts(doc)
    return new Sheet(doc, about)
  }

  constructor(doc: Doc, about: About) {
    this.#doc = doc
    this.#about = about
    const chunks: Buffer[] = []
    const { promise, resolve } = Promise.withResolvers<Buffer>()
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    this.#ended = promise
    this.#head()
  }

  get #width(): number {
    return this.#doc.page.width - 2 * MARGIN
  }

  #head(): void {
    const doc = this.#doc
    const { title, look } = this.#about
    doc.rect(0, 0, doc.page.width, 8).fill(look.color)
    let y = MARGIN - 8
    if (look.logo) {
      doc.image(look.logo, MARGIN, y, { fit: [LOGO.width, LOGO.height] })
      y += LOGO.height + 16
    }
    doc.font(BOLD).fontSize(20).fillColor(INK)
    doc.text(printable(doc, title), MARGIN, y, { width: this.#width })
    doc.moveDown(0.6)
  }

  /** Blocks of lines side by side, each under what it is. */
  blocks(blocks: readonly { label: string; lines: readonly string[] }[]): this {
    const doc = this.#doc
    const { y } = doc
    const width = this.#width / blocks.length
    let end = y
    blocks.forEach(({ label, lines }, at) => {
      const x = MARGIN + at * width
      doc.font(PLAIN).fontSize(9).fillColor(QUIET)
      doc.text(printable(doc, label), x, y, { width: width - 16 })
      lines.forEach((line, n) => {
        doc
          .font(n === 0 ? BOLD : PLAIN)
          .fontSize(10)
          .fillColor(INK)
        doc.text(printable(doc, line), x, doc.y + (n === 0 ? 2 : 0), { width: width - 16 })
      })
      end = Math.max(end, doc.y)
    })
    doc.x = MARGIN
    doc.y = end + 18
    return this
  }

  /** Rows over rules; where a page begins the head is repeated. */
  async table(columns: readonly Column[], rows: readonly (readonly string[])[]): Promise<void> {
    const fixed = columns.reduce((sum, { width = 0 }) => sum + width, 0)
    const free = columns.filter(({ width }) => width === undefined).length
    const whole = columns.map(({ width, ...column }) => ({
      ...column,
      width: width ?? (this.#width - fixed) / free,
    }))
    const head = () =>
      this.#row(
        whole,
        columns.map(({ header }) => header),
        { font: BOLD, size: 9, color: QUIET },
      )
    head()
    // A long one holds nobody up.
    await inSlices(rows, (cells) => this.#row(whole, cells, { again: head }))
    this.#doc.y += 6
  }

  #row(
    columns: readonly { width: number; align?: 'right' }[],
    cells: readonly string[],
    { font = PLAIN, size = 9.5, color = INK, again }: RowLook,
  ): void {
    const doc = this.#doc
    const gap = 8
    doc.font(font).fontSize(size)
    const texts = cells.map((cell) => printable(doc, cell))
    const height = Math.max(
      ...columns.map(({ width }, at) => doc.heightOfString(texts[at]!, { width: width - gap })),
    )
    if (this.#needs(height + 12) && again) again()
    doc.font(font).fontSize(size).fillColor(color)
    const { y } = doc
    let x = MARGIN
    columns.forEach(({ width, align }, at) => {
      const isLast = at === columns.length - 1
      const left = align === 'right' && !isLast ? x : align === 'right' ? x + gap : x
      doc.text(texts[at]!, left, y, { width: width - gap, align: align ?? 'left' })
      x += width
    })
    doc.y = y + height + 4
    doc
      .moveTo(MARGIN, doc.y)
      .lineTo(MARGIN + this.#width, doc.y)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke()
    doc.x = MARGIN
    doc.y += 5
  }

  /** Begins another page where so many points are not left on this one. */
  #needs(points: number): boolean {
    const doc = this.#doc
    if (doc.y + points <= doc.page.height - MARGIN - 20) return false
    doc.addPage()
    doc.x = MARGIN
    doc.y = MARGIN
    return true
  }

  /** Sums at the right, those that matter in bold. */
  sums(sums: readonly { label: string; amount: string; strong?: boolean }[]): this {
    const doc = this.#doc
    const [left, label, amount] = [
      MARGIN + this.#width * 0.4,
      this.#width * 0.36,
      0.24 * this.#width,
    ]
    this.#needs(sums.length * 18)
    for (const sum of sums) {
      const { y } = doc
      doc.font(sum.strong ? BOLD : PLAIN).fontSize(sum.strong ? 11 : 10)
      doc.fillColor(sum.strong ? INK : QUIET)
      doc.text(printable(doc, sum.label), left, y, { width: label })
      const after = doc.y
      doc.fillColor(INK)
      doc.text(printable(doc, sum.amount), left + label, y, { width: amount, align: 'right' })
      doc.y = Math.max(after, doc.y) + 4
    }
    doc.x = MARGIN
    doc.y += 10
    return this
  }

  /** Words, under a heading where they have one. */
  words(text: string, heading?: string): this {
    const doc = this.#doc
    doc.font(PLAIN).fontSize(10)
    this.#needs(doc.heightOfString(printable(doc, text), { width: this.#width }) > 200 ? 60 : 80)
    if (heading !== undefined) {
      doc.font(BOLD).fontSize(10).fillColor(INK)
      doc.text(printable(doc, heading), MARGIN, doc.y, { width: this.#width })
      doc.moveDown(0.3)
    }
    doc.font(PLAIN).fontSize(10).fillColor(INK)
    doc.text(printable(doc, text), MARGIN, doc.y, { width: this.#width })
    doc.moveDown(1)
    return this
  }

  /** Numbers the pages. @returns the file */
  async end(): Promise<Buffer> {
    const doc = this.#doc
    const { title, from, language } = this.#about
    const { start, count } = doc.bufferedPageRange()
    for (let page = start; page < start + count; page++) {
      doc.switchToPage(page)
      // Below the margin, where text would otherwise begin a new page.
      doc.page.margins.bottom = 0
      const y = doc.page.height - MARGIN + 10
      const width = this.#width / 2
      doc.font(PLAIN).fontSize(8).fillColor(QUIET)
      const left = cutTo(doc, printable(doc, `${from} · ${title}`), width)
      doc.text(left, MARGIN, y, { width, lineBreak: false })
      const right = words(language)('page', { page: page - start + 1, of: count })
      doc.text(printable(doc, right), MARGIN + width, y, {
        width,
        align: 'right',
        lineBreak: false,
      })
    }
    doc.end()
    return this.#ended
  }
}

interface RowLook {
  font?: string
  size?: number
  color?: string
  again?: () => void
}

/** As much of a line as there is room for. */
function cutTo(doc: Doc, text: string, width: number): string {
  if (doc.widthOfString(text) <= width) return text
  let letters = Array.from(text)
  while (letters.length > 0 && doc.widthOfString(`${letters.join('')}…`) > width)
    letters = letters.slice(0, -1)
  return `${letters.join('')}…`
}

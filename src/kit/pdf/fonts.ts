import { createRequire } from 'node:module'

/*
 * The fonts of a PDF. Those that every reader of PDF has are Western Europe's alone; these have Latin,
 * Greek and Cyrillic whole, and Armenian, Georgian and Hebrew. Only what a document uses goes into it.
 */

const files = createRequire(import.meta.url)

export const PLAIN = 'Plain'
export const BOLD = 'Bold'

const FILES = {
  [PLAIN]: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed.ttf',
  [BOLD]: 'dejavu-fonts-ttf/ttf/DejaVuSansCondensed-Bold.ttf',
}

/** Path of the font that a document begins with, so that it does not load one of its own. */
export const firstFont = (): string => files.resolve(FILES[PLAIN])

export function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const [name, file] of Object.entries(FILES)) doc.registerFont(name, files.resolve(file))
}

/** What the document's font is; of the library, but not in its types. */
interface WithFont {
  _font: { font: { hasGlyphForCodePoint: (point: number) => boolean } }
}

/**
 * Text in the letters that the document's present font has; for any other stands a question mark. CSV and
 * JSON have every name as it is.
 */
export function printable(doc: PDFKit.PDFDocument, text: string): string {
  const {
    _font: { font },
  } = doc as unknown as WithFont
  return Array.from(text.normalize('NFC'), (letter) =>
    font.hasGlyphForCodePoint(letter.codePointAt(0)!) ? letter : '?',
  ).join('')
}

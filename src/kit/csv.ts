/** What a cell may hold; an instant is written in RFC 3339. */
export type Cell = string | number | boolean | Temporal.Instant | null | undefined

/** By this mark, at the very beginning, spreadsheets know UTF-8. */
export const CSV_MARK = '\ufeff'

/** What a spreadsheet would run instead of showing; the wide signs are East Asian ones that some take for ours. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/

/** A line of CSV (RFC 4180). What somebody typed and would begin a formula is made text by an apostrophe. */
export const csvRow = (cells: readonly Cell[]): string => `${cells.map(cell).join(',')}\r\n`

function cell(value: Cell): string {
  if (typeof value !== 'string') return value?.toString() ?? ''
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

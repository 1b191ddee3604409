type Cell = string | number | boolean | Temporal.Instant | null | undefined

/** What a spreadsheet would run instead of showing. */
const FORMULA = /^[=+\-@\t\r]/

/**
 * A table as a CSV file (RFC 4180, UTF-8). What somebody typed and would begin a formula is made text by
 * an apostrophe in front.
 * @param name of the file, without `.csv`
 * @param rows the first says what the columns are
 */
export function csv(name: string, rows: readonly (readonly Cell[])[]): Response {
  // The byte order mark is what tells a spreadsheet that this is UTF-8.
  const body = `\ufeff${rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

function cell(value: Cell): string {
  if (typeof value !== 'string') return value?.toString() ?? ''
  const text = FORMULA.test(value) ? `'${value}` : value
  return /[",\r\n']/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

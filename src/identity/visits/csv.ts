import { CSV_MARK, csvRow, type Cell } from '../../kit/csv.ts'

/**
 * A table as a CSV file.
 * @param name of the file, without `.csv`
 * @param rows the first says what the columns are
 */
export function csv(name: string, rows: readonly (readonly Cell[])[]): Response {
  const body = CSV_MARK + rows.map(csvRow).join('')
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  })
}

import { CSV_MARK, csvRow, type Cell } from '../kit/csv.ts'

/**
 * A table as a CSV file.
 * @param name of the file, without `.csv`
 * @param rows the first says what the columns are
 */
export function csv(name: string, rows: readonly (readonly Cell[])[]): Response {
  return file(name, CSV_MARK + rows.map(csvRow).join(''))
}

/** The same for a table too long to be held in one piece: it is read as it is sent. */
export function csvInPieces(
  name: string,
  pieces: AsyncIterable<readonly (readonly Cell[])[]>,
): Response {
  const encoder = new TextEncoder()
  async function* bytes() {
    yield encoder.encode(CSV_MARK)
    for await (const rows of pieces) yield encoder.encode(rows.map(csvRow).join(''))
  }
  return file(name, ReadableStream.from(bytes()))
}

const file = (name: string, body: ConstructorParameters<typeof Response>[0]) =>
  new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${name}.csv"`,
      'cache-control': 'no-store',
    },
  })

import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { Refusal } from '../../kit/refusal.ts'
import { othersFirst } from '../../kit/slices.ts'
import { refuse } from '../refusals.ts'

/** Most that is taken at once; also said on the page. */
export const MOST_BYTES = 1_000_000
/** With what a request has around it. */
export const SENT_BYTES = MOST_BYTES + 48_576
export const MOST_LINES = 5000
/** Ours and as many of the portal's own as there can be, and some to spare for empty ones at the end. */
export const MOST_COLUMNS = 100
/** In one line, with everything in its cells: a card with all fields at their longest is shorter. */
export const MOST_LINE_CHARACTERS = 65_536

/** Taken apart at once: a millisecond or two. */
const PIECE_BYTES = 16_384

export interface CsvLine {
  /** Where it begins in the file, as editors count: the names of the columns are on line 1. */
  line: number
  cells: readonly string[]
}

export interface CsvFile {
  header: readonly string[]
  lines: readonly CsvLine[]
}

const no = (code: Parameters<typeof refuse>[0], values?: Record<string, number>) => ({
  refusal: refuse(code, { field: 'csv', values }),
})

/**
 * Takes a file apart: separated by commas, semicolons or tabs, whichever its first line has most of. Stops at the
 * first limit it crosses, so that what is kept of it is never more than a file within them, and lets others
 * be served between two pieces.
 */
export async function readCsv(text: string): Promise<CsvFile | { refusal: Refusal }> {
  let header: readonly string[] | undefined
  const lines: CsvLine[] = []
  try {
    for await (const { line, cells } of records(text.replace(/^\ufeff/, ''))) {
      if (cells.every((cell) => cell.trim() === '')) continue
      if (!header) header = cells
      else if (lines.length < MOST_LINES) lines.push({ line, cells })
      else return no('too_many_lines', { most: MOST_LINES })
    }
  } catch (error) {
    if (error instanceof TooManyColumns)
      return no('too_many_columns', { line: error.line, most: MOST_COLUMNS })
    if (!(error instanceof CsvError)) throw error
    const line = Number(error['lines'] ?? 1)
    if (error.code === 'CSV_MAX_RECORD_SIZE')
      return no('line_too_long', { line, most: MOST_LINE_CHARACTERS })
    return no('not_csv', { line })
  }
  if (!header) return no('no_header')
  return lines.length === 0 ? no('no_lines') : { header, lines }
}

class TooManyColumns extends Error {
  readonly line: number

  constructor(line: number) {
    super('too many columns')
    this.line = line
  }
}

async function* records(text: string): AsyncGenerator<CsvLine> {
  const parser = parse({
    delimiter: delimiterOf(text),
    info: true,
    // Empty cells have no length, so that the parser's own limit does not count them.
    cast: (cell, { index, lines }) => {
      if (index >= MOST_COLUMNS) throw new TooManyColumns(lines)
      return cell
    },
    max_record_size: MOST_LINE_CHARACTERS,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  })
  // Left early, the parser is destroyed, and nobody asks for the next piece.
  const read: AsyncIterable<{ record: string[]; info: { lines: number } }> = Readable.from(
    pieces(Buffer.from(text)),
  ).pipe(parser)
  for await (const { record, info } of read)
    yield { line: info.lines - breaksIn(record), cells: record }
}

/** By bytes: by characters, half of one might end a piece. */
async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
    await othersFirst()
    yield bytes.subarray(at, at + PIECE_BYTES)
  }
}

/** By the first line, as far as a line may reach. */
function delimiterOf(text: string): string {
  const start = text.trimStart().slice(0, MOST_LINE_CHARACTERS)
  const names = /^[^\r\n]*/.exec(start)![0].replaceAll(/"[^"]*"/g, '')
  const often = (delimiter: string) => names.split(delimiter).length
  return [',', ';', '\t'].reduce((most, one) => (often(one) > often(most) ? one : most))
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)

import { CsvError, parse } from 'csv-parse/sync'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'

/** Most that is taken at once; also said on the page. */
export const MOST_BYTES = 1_000_000
/** With what a request has around it. */
export const SENT_BYTES = MOST_BYTES + 48_576
export const MOST_LINES = 5000

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

/** @returns null where the bytes are not UTF-8; a byte order mark is left out */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Takes a file apart: separated by commas or semicolons, whichever its first line has more of. */
export function readCsv(text: string): CsvFile | { refusal: Refusal } {
  try {
    const [first, ...lines] = records(text.replace(/^\ufeff/, ''))
    if (!first) return no('no_header')
    if (lines.length === 0) return no('no_lines')
    if (lines.length > MOST_LINES) return no('too_many_lines', { most: MOST_LINES })
    return { header: first.cells, lines }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return no('not_csv', { line: Number(error['lines'] ?? 1) })
  }
}

function records(text: string): CsvLine[] {
  const read = parse(text, {
    delimiter: delimiterOf(text),
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    record_delimiter: ['\r\n', '\n', '\r'],
  }) as unknown as { record: string[]; info: { lines: number } }[]
  return read
    .map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
}

function delimiterOf(text: string): ',' | ';' {
  const names = /^[^\r\n]*/.exec(text.trimStart())![0].replaceAll(/"[^"]*"/g, '')
  return names.split(';').length > names.split(',').length ? ';' : ','
}

const breaksIn = (cells: readonly string[]): number =>
  cells.reduce((sum, cell) => sum + (cell.match(/\r\n|\n|\r/g)?.length ?? 0), 0)

import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { readHeader, type Column } from './column.ts'
import { readCsv, type CsvLine } from './file.ts'
import { knownIn } from './known.ts'
import { problemsIn, problemsOf, readLine, type Known, type Problem } from './line.ts'
import { findUpload } from './queries.ts'
import { openUpload } from './sealing.ts'

/** Problems that are shown before it begins; afterwards the file of outcomes has all. */
const FIRST = 20

/** What would come of a file now, as far as it can be told beforehand. */
export interface ImportPreview {
  lines: number
  good: number
  /** How many of the good ones ask for an invitation. */
  invitations: number
  /** Of the first lines that have any. */
  problems: { line: number; problems: Problem[] }[]
}

export interface ReadFile {
  columns: Column[]
  lines: readonly CsvLine[]
}

/** A file by the portal's fields as they are now. */
export function readFile(csv: string, { fields }: Known): ReadFile | { refusal: Refusal } {
  const file = readCsv(csv)
  if ('refusal' in file) return file
  const header = readHeader(file.header, fields)
  return 'refusal' in header ? header : { columns: header.columns, lines: file.lines }
}

export function previewOf({ columns, lines }: ReadFile, known: Known, now: Instant): ImportPreview {
  const wrong: ImportPreview['problems'] = []
  let bad = 0
  let invitations = 0
  for (const one of lines) {
    const read = readLine(one, columns, known)
    const problems =
      'refusal' in read
        ? problemsIn(read.refusal, columns)
        : fieldProblems(read.line, columns, known, now)
    if (problems.length === 0)
      invitations += 'line' in read && read.line['invite'] === 'yes' ? 1 : 0
    else {
      bad++
      if (wrong.length < FIRST) wrong.push({ line: one.line, problems })
    }
  }
  return { lines: lines.length, good: lines.length - bad, invitations, problems: wrong }
}

function fieldProblems(
  line: Record<string, unknown>,
  columns: readonly Column[],
  known: Known,
  now: Instant,
): Problem[] {
  const fields = problemsOf(line, known, now)
  return fields.length === 0 ? [] : problemsIn({ fields, code: 'invalid', say: () => '' }, columns)
}

/** Of a file that was sent: null where there is none; a refusal where the portal's fields have changed since. */
export async function previewUpload(
  tx: Tx,
  { keys }: Pick<Installation, 'keys'>,
  portal: string,
  id: string,
  now: Instant,
): Promise<ImportPreview | { refusal: Refusal } | null> {
  const upload = await findUpload(tx, portal, id)
  if (!upload) return null
  const known = await knownIn(tx, portal)
  const file = readFile(openUpload(await keys.of(tx, portal), portal, id, upload.sealed), known)
  return 'refusal' in file ? file : previewOf(file, known, now)
}

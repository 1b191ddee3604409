import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { inSlices } from '../../kit/slices.ts'
import type { Language } from '../../kit/texts.ts'
import { cut } from '../../kit/whole-text.ts'
import { Turns } from '../../kit/turns.ts'
import { readHeader, type Column } from './column.ts'
import { readCsv, type CsvLine } from './file.ts'
import { lookupsOf } from './lookups.ts'
import { problemsIn, problemsOf, readLine, type Lookups, type Problem } from './line.ts'
import { findUpload } from './queries.ts'
import { openUpload } from './sealing.ts'

/** Problems that are shown before it begins; afterwards the file of outcomes has all. */
export const MOST_PROBLEMS = 50
/** Names shown for their letters, and characters of each. */
const MOST_LETTERS = 3
const NAME_SHOWN = 40

/** Files read at once by this process: each is some megabytes while it is read. Portals take turns. */
const reading = new Turns(2, 1)

/** What would come of a file now, as far as it can be told beforehand. */
export interface ImportPreview {
  lines: number
  good: number
  /** How many of the good ones ask for an invitation. */
  invitations: number
  /** The first of them, in the order of the lines. */
  problems: { line: number; problems: Problem[] }[]
  /** How many problems there are beside those. */
  moreProblems: number
  /** Some names with letters of which another encoding would make others, for a person to look at. */
  letters: string[]
}

export interface ReadFile {
  columns: Column[]
  lines: readonly CsvLine[]
}

/** A file of a portal's, by its fields as they are now, when its turn comes. */
export const readFile = (portal: string, csv: string, existing: Lookups) =>
  reading.take(portal, () => takeApart(csv, existing))

async function takeApart(
  csv: string,
  { fields }: Lookups,
): Promise<ReadFile | { refusal: Refusal }> {
  const file = await readCsv(csv)
  if ('refusal' in file) return file
  const header = readHeader(file.header, fields)
  return 'refusal' in header ? header : { columns: header.columns, lines: file.lines }
}

export async function previewOf(
  { columns, lines }: ReadFile,
  existing: Lookups,
  now: Instant,
): Promise<ImportPreview> {
  const wrong: ImportPreview['problems'] = []
  let bad = 0
  let invitations = 0
  let listed = 0
  let count = 0
  const letters = new Set<string>()
  const nameAt = columns.findIndex(({ key }) => key === 'name')
  await inSlices(lines, (one) => {
    const name = one.cells[nameAt]?.trim() ?? ''
    if (letters.size < MOST_LETTERS && /[^\0-\x7f]/.test(name)) letters.add(cut(name, NAME_SHOWN))
    const read = readLine(one, columns, existing)
    const problems =
      'refusal' in read
        ? problemsIn(read.refusal, columns)
        : fieldProblems(read.line, columns, existing, now)
    if (problems.length === 0) {
      invitations += 'line' in read && read.line['invite'] === 'yes' ? 1 : 0
      return
    }
    bad++
    count += problems.length
    const shown = problems.slice(0, MOST_PROBLEMS - listed)
    listed += shown.length
    if (shown.length > 0) wrong.push({ line: one.line, problems: shown })
  })
  const good = lines.length - bad
  return {
    lines: lines.length,
    good,
    invitations,
    problems: wrong,
    moreProblems: count - listed,
    letters: [...letters],
  }
}

function fieldProblems(
  line: Record<string, unknown>,
  columns: readonly Column[],
  existing: Lookups,
  now: Instant,
): Problem[] {
  const fields = problemsOf(line, existing, now)
  return fields.length === 0 ? [] : problemsIn({ fields, code: 'invalid', say: () => '' }, columns)
}

/**
 * Of a file that was sent: null where there is none; a refusal where the portal's fields have changed since.
 * It is looked through after the transaction that fetched it, which takes longer than to fetch it.
 */
export async function previewUpload(
  { db, keys }: Pick<Installation, 'db' | 'keys'>,
  portal: string,
  id: string,
  now: Instant,
): Promise<ImportPreview | { refusal: Refusal } | null> {
  const sent = await sentFile({ db, keys }, portal, id)
  if (!sent) return null
  return reading.take(portal, async () => {
    const file = await takeApart(sent.csv, sent.lookups)
    return 'refusal' in file ? file : previewOf(file, sent.lookups, now)
  })
}

/** A file that was sent and not begun with, and what its lines may name. */
export const sentFile = (
  { db, keys }: Pick<Installation, 'db' | 'keys'>,
  portal: string,
  id: string,
): Promise<{ csv: string; lookups: Lookups } | null> =>
  db.read({ portal }, async (tx) => {
    const upload = await findUpload(tx, id)
    if (!upload) return null
    const csv = openUpload(await keys.of(tx, portal), portal, id, upload.sealed)
    return { csv, lookups: await lookupsOf(tx) }
  })

export const previewShape = shape('ImportPreview', {
  lines: z.int().describe('Under the one with the names of the columns'),
  good: z.int().describe('In which nothing is wrong as far as can be told beforehand'),
  invitations: z.int().describe('How many of those ask for an invitation'),
  problems: z
    .array(
      shape('ImportProblem', {
        line: z.int().describe('In the file; the names of the columns are on line 1'),
        column: z.string().nullable().describe('As the file calls it'),
        code: z.string(),
        detail: z.string(),
      }),
    )
    .describe('The first of them, in the order of the lines'),
  moreProblems: z.int().describe('How many there are beside those'),
})

/** A preview, as programs are shown one. */
export const showPreview = (
  { lines, good, invitations, problems, moreProblems }: ImportPreview,
  language: Language,
) => ({
  lines,
  good,
  invitations,
  moreProblems,
  problems: problems.flatMap(({ line, problems }) =>
    problems.map((one) => ({ line, column: one.column, code: one.code, detail: one[language] })),
  ),
})

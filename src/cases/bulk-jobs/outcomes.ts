import type { SignedInContext } from '../../web/index.ts'
import type { Cell } from '../../kit/csv.ts'
import { show } from '../../kit/ids.ts'
import type { BulkJob } from '../../kit/bulk-jobs/bulk-job.ts'
import { bulkJobRows } from '../../kit/bulk-jobs/queries.ts'
import { IMPORT, type LineDetail } from '../imports/imports.ts'
import { isOutcome } from './outcome.ts'
import { words } from '../bulk-job-texts.ts'

/** Rows read at once: a file of a hundred thousand is never in memory as a whole. */
const PIECE = 2000

type Row = Awaited<ReturnType<typeof bulkJobRows>>[number]

/** What became of each row, as the lines of a sheet. */
export async function* outcomesOf(
  ctx: SignedInContext,
  bulkJob: BulkJob,
): AsyncGenerator<Cell[][]> {
  const ofFile = bulkJob.kind === IMPORT
  const t = words(ctx.language)
  const head = [t('csv.number'), t('csv.person'), t('csv.name'), t('csv.email'), t('csv.outcome')]
  yield [ofFile ? [...head, ...lineHead(ctx)] : head]
  for (let after = 0; ;) {
    const query = { after, limit: PIECE }
    const rows = await ctx.read((tx) => bulkJobRows(tx, bulkJob.id, query))
    yield rows.map((row) => {
      const line = row.detail as unknown as LineDetail | null
      const cells = [
        // The first line of a file names its columns; a line that waits is known by its turn alone.
        ofFile ? line?.line : row.n,
        row.person && show('person', row.person),
        row.name,
        row.email,
        outcomeOf(ctx, row),
      ]
      return ofFile ? [...cells, ...lineCells(ctx, line)] : cells
    })
    if (rows.length < PIECE) return
    after = rows.at(-1)!.n
  }
}

function outcomeOf({ language }: SignedInContext, { outcome, mailRefused }: Row): string {
  const t = words(language)
  if (outcome === null) return t('outcome.waiting')
  const word = isOutcome(outcome) ? t(`outcome.${outcome}`) : outcome
  return mailRefused === null ? word : t('outcome.refused_mail', { word, answer: mailRefused })
}

function lineHead({ language }: SignedInContext): string[] {
  const t = words(language)
  return [t('csv.case'), t('csv.case.outcome'), t('csv.invitation'), t('csv.problems')]
}

function lineCells({ language }: SignedInContext, line: LineDetail | null): Cell[] {
  const t = words(language)
  const { case: matter, caseBecame, invitation, problems = [] } = line ?? {}
  return [
    matter,
    caseBecame && t(`case.${caseBecame}`),
    invitation && isOutcome(invitation) ? t(`outcome.${invitation}`) : invitation,
    problems
      .map((one) => (one.column ? `${one.column}: ${one[language]}` : one[language]))
      .join(' '),
  ]
}

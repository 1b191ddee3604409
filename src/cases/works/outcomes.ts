import type { SignedInVisit } from '../../identity/index.ts'
import type { Cell } from '../../kit/csv.ts'
import { show } from '../../kit/ids.ts'
import { workRows } from '../../kit/long-work/queries.ts'
import { isOutcome } from './outcome.ts'
import { words } from './texts.ts'

/** Rows read at once: a file of a hundred thousand is never in memory as a whole. */
const PIECE = 2000

/** What became of each row, as the lines of a sheet. */
export async function* outcomesOf(visit: SignedInVisit, work: string): AsyncGenerator<Cell[][]> {
  const t = words(visit.language)
  yield [[t('csv.number'), t('csv.person'), t('csv.name'), t('csv.email'), t('csv.outcome')]]
  for (let after = 0; ;) {
    const asked = { after, limit: PIECE }
    const rows = await visit.read((tx) => workRows(tx, visit.portal.id, work, asked))
    yield rows.map(({ n, person, name, email, outcome }) => [
      n,
      person && show('person', person),
      name,
      email,
      outcome === null
        ? t('outcome.waiting')
        : isOutcome(outcome)
          ? t(`outcome.${outcome}`)
          : outcome,
    ])
    if (rows.length < PIECE) return
    after = rows.at(-1)!.n
  }
}

import type { Database, Tx } from '../../../../kit/db/database.ts'
import type { BilledPerson } from '../../bill.ts'
import { namesOf, reportLines, reportPersons, type NamedLine } from './queries.ts'

/** Lines read at once. */
const BATCH = 100

/** Somebody who counted; without a name once they are no longer in the portal. */
export interface NamedPerson extends BilledPerson {
  name: string | null
}

/** A line with everyone who counted in it. */
export interface FullLine extends NamedLine {
  persons: NamedPerson[]
}

/**
 * Lines with their people, from after that portal on. Each portal's names are read within its own walls,
 * in a transaction of their own: what is issued does not change, so nothing is lost by that.
 */
export async function fullLines(
  db: Database,
  report: string,
  { after, only, limit = BATCH }: { after?: string; only?: string; limit?: number } = {},
): Promise<FullLine[]> {
  const { lines, persons } = await db.read('installation', async (tx) => {
    const lines = await reportLines(tx, report, { after, only, limit })
    const portals = lines.map(({ portal }) => portal)
    return { lines, persons: await reportPersons(tx, report, portals) }
  })
  const full: FullLine[] = []
  for (const line of lines) {
    const theirs = persons.get(line.portal) ?? []
    const names = await namesOf(
      db,
      line.portal,
      theirs.map(({ person }) => person),
    )
    full.push({
      ...line,
      persons: theirs
        .map((person) => ({ ...person, name: names.get(person.person) ?? null }))
        .toSorted((a, b) => (a.name ?? '').localeCompare(b.name ?? '')),
    })
  }
  return full
}

/** All of a report, however long, a batch at a time. */
export async function* everyLine(db: Database, report: string): AsyncGenerator<FullLine[]> {
  for (let after: string | undefined; ;) {
    const lines = await fullLines(db, report, { after })
    if (lines.length > 0) yield lines
    if (lines.length < BATCH) return
    after = lines.at(-1)!.portal
  }
}

/** All lines without their people, within the transaction that wrote them. */
export async function* everyCount(tx: Tx, report: string): AsyncGenerator<FullLine[]> {
  for (let after: string | undefined; ;) {
    const lines = await reportLines(tx, report, { after, limit: BATCH })
    if (lines.length > 0) yield lines.map((line) => ({ ...line, persons: [] }))
    if (lines.length < BATCH) return
    after = lines.at(-1)!.portal
  }
}

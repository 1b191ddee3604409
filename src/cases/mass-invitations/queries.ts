import { sql } from 'kysely'
import { WHY_NOT_SQL } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { withPortal } from '../../kit/db/portal-compiler.ts'
import { casesMatching } from '../case/browse/queries.ts'
import { invitedSince, type Choice, type Preview, type WhyForeseen } from './mass-invitation.ts'

/** Everybody whom a choice means, once each: contacts on the client's side of those cases, or contacts by their ids. */
function chosen(tx: Tx, { cases, matching, people = [] }: Choice, now: Instant) {
  const contacts = tx.db.selectFrom('persons as p').where('p.kind', '=', 'contact')
  if (!cases && !matching) return contacts.where('p.id', 'in', people)
  const clients = tx.db
    .selectFrom('case_parties as pa')
    .select('pa.person_id')
    .where('pa.side', '=', 'client')
  return contacts.where(
    'p.id',
    'in',
    cases
      ? clients.where('pa.case_id', 'in', cases)
      : clients.where('pa.case_id', 'in', casesMatching(tx, matching!, now).select('c.id')),
  )
}

/** Counts what would come of inviting them now, in the database. */
export async function previewOf(
  tx: Tx,
  choice: Choice,
  now: Instant,
  /** That the portal may send today; without end where it is certified. */
  invitationsLeft: number,
): Promise<Preview> {
  const since = invitedSince(choice.days, now)?.toString() ?? null
  const why = sql<WhyForeseen | null>`coalesce(${withPortal(WHY_NOT_SQL)},
    case when p.invited_at > ${since}::timestamptz then 'invited_lately' end)`
  const [counts, { mails_per_minute: mailsPerMinute }] = await Promise.all([
    chosen(tx, choice, now)
      .select([why.as('why'), (of) => of.fn.countAll<number>().as('people')])
      .groupBy(sql`1`)
      .execute(),
    tx.db.selectFrom('portals').select('mails_per_minute').executeTakeFirstOrThrow(),
  ])
  const skipped = counts.flatMap(({ why, people }) =>
    why === null ? [] : [[why, people] as const],
  )
  const able = counts.find(({ why }) => why === null)?.people ?? 0
  const invited = Math.min(able, invitationsLeft)
  return {
    total: counts.reduce((sum, { people }) => sum + people, 0),
    invited,
    skipped: {
      ...Object.fromEntries(skipped),
      ...(able > invited && { trial_used_up: able - invited }),
    },
    mailsPerMinute,
  }
}

/** Writes everybody chosen down as the rows of a bulk job. @returns how many */
export async function insertChosen(
  tx: Tx,
  work: string,
  choice: Choice,
  now: Instant,
): Promise<number> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('work_rows')
    .columns(['portal_id', 'work_id', 'n', 'person_id'])
    .expression(
      chosen(tx, choice, now).select([
        'p.portal_id',
        sql<string>`${work}::uuid`.as('work_id'),
        sql<number>`row_number() over (order by p.id)`.as('n'),
        'p.id',
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(numInsertedOrUpdatedRows)
}

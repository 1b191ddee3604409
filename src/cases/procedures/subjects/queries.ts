import { sql } from 'kysely'
import { identityCheckOf, stateOfPerson } from '../../../identity/index.ts'
import type { PersonKind } from '../../../gate/index.ts'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import type { CaseDetails, ContactDetails } from './subject.ts'

/** Cases as procedures look at them, by id. */
export async function casesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, CaseDetails>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.db
    .selectFrom('cases')
    .select(['id', 'number', 'title', 'type', 'stage', 'closed_on'])
    .where('id', 'in', ids)
    .execute()
  return new Map(
    rows.map(({ closed_on, ...row }) => [row.id, { ...row, closed: closed_on !== null }]),
  )
}

const COLUMNS = `p.id, p.kind, p.contact_role as role, p.name, p.email, p.activated_at is not null as activated,
  p.disabled_at is not null as disabled, p.invited_at is not null as invited,
  exists (select from registration_facts f
    where f.portal_id = $1 and f.person_id = p.id and f.fact = $3) as "hasIdentityCheck",
  array(select r.flow_id::text from flow_runs r
    where r.portal_id = $1 and r.person_id = p.id and r.state = 'open') as "inFlows",
  co.name as company, coalesce(c.fields, '{}') as fields
  from persons p
  left join contacts c on c.portal_id = $1 and c.person_id = p.id
  left join companies co on co.portal_id = $1 and co.id = c.company_id`

type Row = Omit<ContactDetails, 'kind' | 'registration'> & { kind: string }

/** Contacts with how far they are with registering at this moment. */
async function withStates<R extends Row>(
  tx: Tx,
  rows: readonly R[],
  now: Instant,
): Promise<(R & ContactDetails)[]> {
  const ids = [...new Set(rows.map(({ id }) => id))]
  const states = await tx.db
    .selectFrom('persons as p')
    .select('p.id')
    .select(stateOfPerson(now).as('state'))
    .where('p.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
  const stateOf = new Map(states.map(({ id, state }) => [id, state]))
  return rows.map((row) => ({
    ...row,
    kind: row.kind as PersonKind,
    registration: stateOf.get(row.id)!,
  }))
}

/** Contacts as procedures look at them, by id. */
export async function contactsOf(
  tx: Tx,
  ids: readonly string[],
  now: Instant,
): Promise<Map<string, ContactDetails>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.run<Row>(
    `select ${COLUMNS} where p.portal_id = $1 and p.id = any($2) and p.kind = 'contact'`,
    [tx.portal, ids, await identityCheckOf(tx)],
  )
  return new Map((await withStates(tx, rows, now)).map((row) => [row.id, row]))
}

/** The clients of cases, by the case's id, each in the order they were added. */
export async function clientsOfCases(
  tx: Tx,
  cases: readonly string[],
  now: Instant,
): Promise<Map<string, ContactDetails[]>> {
  if (cases.length === 0) return new Map()
  const rows = await tx.run<Row & { case_id: string }>(
    `select cp.case_id, ${COLUMNS}
     join case_parties cp on cp.portal_id = $1 and cp.person_id = p.id and cp.side = 'client'
     where p.portal_id = $1 and cp.case_id = any($2) and p.kind = 'contact'
     order by cp.added_at, p.id`,
    [tx.portal, cases, await identityCheckOf(tx)],
  )
  const clients = new Map<string, ContactDetails[]>()
  for (const { case_id, ...row } of await withStates(tx, rows, now))
    clients.set(case_id, [...(clients.get(case_id) ?? []), row])
  return clients
}

/** What decides whether a portal's procedures run, and in whose name: all the gate looks at. */
export async function portalAndAuthor(tx: Tx, author: string) {
  return tx.db
    .selectFrom('portals')
    .innerJoin('persons', 'persons.portal_id', 'portals.id')
    .select([
      'portals.status',
      'portals.trial_ends_at',
      'portals.after_trial',
      sql<boolean>`portals.built_at is not null`.as('built'),
      'persons.kind',
      'persons.name',
      'persons.activated_at',
      'persons.disabled_at',
    ])
    .where('persons.id', '=', author)
    .executeTakeFirst()
}

/** The calendar that a portal counts days by. */
export async function zoneOf(tx: Tx): Promise<string> {
  const row = await tx.db.selectFrom('portals').select('time_zone').executeTakeFirstOrThrow()
  return row.time_zone
}

import { expect, it } from 'vitest'
import { REQUEST_CONTEXT, VISIT_KNOWN } from '../../src/identity/entry/queries.ts'
import { aPerson, aPortal } from '../identity/identity-world.ts'
import { aWorld } from '../world.ts'

/** How the statement is planned in a portal of many people, with the values of its host, session and preview. */
async function planned(text: string, ...values: unknown[]): Promise<string[]> {
  const world = await aWorld()
  const portal = await aPortal(world)
  await aPerson(world, portal.id)
  await world.owner(
    `insert into persons (portal_id, id, kind, name, email, seat, created_at)
     select $1, gen_random_uuid(), 'contact', 'Many', 'many' || n || '@example.com', 'guest', now()
     from generate_series(1, 5000) n`,
    [portal.id],
  )
  await world.owner('analyze')
  // As the application, whose walls forbid some conditions to be looked up in an index.
  const plan = await world.installation.db.read({ portal: portal.id }, (tx) =>
    tx.run<{ 'QUERY PLAN': string }>(`explain ${text}`, [portal.id, ...values]),
  )
  return plan.map((line) => line['QUERY PLAN'])
}

it('a request looks up whose it is, however many people the portal has', async () => {
  const plan = await planned(REQUEST_CONTEXT, 'x', Buffer.alloc(32), null)
  const persons = plan.filter((line) => /persons/.test(line))
  expect(persons.length).toBeGreaterThan(0)
  for (const line of persons) expect(line).toContain('Index Scan using persons_pkey')
})

it('so does one to a portal that is known from an earlier request', async () => {
  const plan = await planned(VISIT_KNOWN, 'x', Buffer.alloc(32))
  const persons = plan.filter((line) => /persons/.test(line))
  expect(persons.length).toBeGreaterThan(0)
  for (const line of persons) expect(line).toContain('Index Scan using persons_pkey')
})

import { describe, expect, it } from 'vitest'
import { demoGreeting, seedDemo } from '../../src/demo/index.ts'
import {
  readFunnel,
  readRegistrants,
  WHY_NOT_SQL,
  type Registration,
} from '../../src/identity/index.ts'
import { show } from '../../src/kit/ids.ts'
import { aWorld, type World } from '../world.ts'
import { reportsOf } from '../scenarios/billing-setting.ts'

const TABLES = [
  'persons',
  'contacts',
  'cases',
  'case_parties',
  'notes',
  'tokens',
  'sessions',
  'previews',
  'messages',
  'billing_reports',
  'billing_report_lines',
  'audit_lines',
]

describe('the demo', () => {
  it('is told in the order of its days, has everybody it speaks of, was billed month by month, and twice is once', async () => {
    const world = await aWorld()
    await seedDemo(world.installation)
    const counts = () =>
      world.owner(
        `select ${TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`).join()}`,
      )
    const once = await counts()
    const firm = await theFirm(world)
    await seedDemo(world.installation)
    expect(await counts()).toEqual(once)
    expect(await theFirm(world)).toEqual(firm)
    const [row] = await world.owner<{ id: string }>('select id from partners')
    const [held] = await world.owner<{ n: number }>(
      `select count(*)::int as n from portals where partner_id = $1 and status <> 'cancelled'`,
      [row!.id],
    )
    expect(await demoGreeting(world.installation)).toContain(`sees its ${held!.n} portals`)
    const reports = await reportsOf(world, show('partner', row!.id))
    expect(reports.filter((line) => !line.startsWith(' '))).toEqual([
      '2025-07 v1 2025-07-31T23:10:00Z: 0 PRO, €0.00',
      '2025-08 v1 2025-08-31T23:10:00Z: 1 PRO, €9.50',
      '2025-09 v1 2025-09-30T23:10:00Z: 4 PRO, €38.00',
      '2025-10 v1 2025-11-01T00:10:00Z: 4 PRO, €42.00',
      '2025-11 v1 2025-12-01T00:10:00Z: 3 PRO, €31.50',
      '2025-12 v1 2026-01-01T00:10:00Z: 5 PRO, €52.50',
    ])
    expect(
      await world.owner(
        `select portal_id from (select portal_id, at < lag(at) over (partition by portal_id order by seq) as back
         from audit_lines) l where back`,
      ),
    ).toEqual([])

    expect(firm).toEqual({
      cases: { cases: 40, closed: 2, of_several: 12, with_opponents: 16 },
      clients: {
        all: 60,
        tokenActive: 9,
        tokenExpired: 5,
        tokenUsed: 30,
        codeUsed: 2,
        neverInvited: 16,
        activated: 30,
        disabled: 3,
        locked: 1,
        badLogins: [20, 3, 2],
        attempts: { 0: 27, 1: 29, 2: 1, 3: 1, 4: 0, 5: 2 },
        opened: 37,
        returned: 20,
        previewed: 2,
      },
      reasons: {
        registered: 30,
        'may be invited': 19,
        no_email: 3,
        no_fact: 3,
        lead: 4,
        disabled: 1,
      },
      // Week by week: invited, opened, registered, returned.
      funnel: [
        [3, 3, 3, 3],
        [3, 3, 3, 2],
        [2, 2, 2, 2],
        [3, 2, 2, 2],
        [3, 3, 3, 3],
        [3, 3, 3, 2],
        [4, 4, 3, 2],
        [4, 3, 3, 2],
        [3, 3, 2, 0],
        [6, 4, 2, 0],
        [9, 5, 2, 0],
        [0, 0, 0, 0],
      ],
    })
  })
})

/** How the law firm's sixty clients stand; who is only named in a case is none of them. */
async function theFirm(world: World) {
  const [portal] = await world.owner<{ id: string; time_zone: string }>(
    'select id, time_zone from portals where slug = $1',
    ['harbour-law'],
  )
  const { id, time_zone: zone } = portal!
  const now = await world.now()
  const [cases] = await world.owner(
    `select count(*)::int as cases, count(closed_on)::int as closed,
       count(*) filter (where clients > 1)::int as of_several,
       count(*) filter (where others > 0)::int as with_opponents
     from (select c.closed_on, count(*) filter (where side = 'client') as clients,
         count(*) filter (where side = 'other') as others
       from cases c join case_parties p on p.portal_id = c.portal_id and p.case_id = c.id
       where c.portal_id = $1 group by c.id, c.closed_on) c`,
    [id],
  )
  const people = await world.owner<{ id: string; why: string | null }>(
    `select p.id, ${WHY_NOT_SQL} as why from persons p where p.portal_id = $1 and p.kind = 'contact'
       and not exists (select from case_parties c where c.portal_id = $1 and c.person_id = p.id and c.side = 'other')
     order by p.id`,
    [id],
  )
  const { rows, funnel } = await world.installation.db.read({ portal: id }, async (tx) => ({
    rows: await readRegistrants(
      tx,
      people.map((one) => one.id),
      now,
    ),
    funnel: await readFunnel(tx, zone, now),
  }))
  const count = (rule: (one: Columns, who: Registration['who']) => boolean) =>
    rows.filter(({ columns, who }) => rule(columns, who)).length
  const opened = await world.owner<{ opened: number; returned: number; previewed: number }>(
    `select count(opened_at)::int as opened, count(returned_at)::int as returned,
       (select count(distinct client_id)::int from previews where portal_id = $1) as previewed
     from persons where portal_id = $1 and kind = 'contact'`,
    [id],
  )
  return {
    cases,
    clients: {
      all: rows.length,
      tokenActive: count(({ tokenActive }) => tokenActive),
      tokenExpired: count(({ tokenExpired }) => tokenExpired),
      tokenUsed: count(({ tokenUsed }) => tokenUsed !== null),
      codeUsed: count((_, { codeUsedAt }) => codeUsedAt !== null),
      neverInvited: count(({ tokenIssued }) => tokenIssued === null),
      activated: count(({ userActivated }) => userActivated),
      disabled: count(({ userEnabled }) => !userEnabled),
      locked: count(({ userLocked }) => userLocked),
      badLogins: rows.flatMap(({ columns }) => columns.badLoginAttempts || []),
      attempts: Object.fromEntries(
        [0, 1, 2, 3, 4, 5].map((n) => [n, count((one) => one.registrationAttempts === n)]),
      ),
      ...opened[0],
    },
    reasons: Object.fromEntries(
      Map.groupBy(people, ({ why }) => why ?? 'may be invited')
        .entries()
        .map(([why, some]) => [why, some.length]),
    ),
    funnel: funnel.map((week) => [week.invited, week.opened, week.registered, week.returned]),
  }
}

type Columns = Registration['columns']

import { describe, expect, it } from 'vitest'
import { PORTAL_STATUSES, statusAt } from '../../src/gate/index.ts'
import { show } from '../../src/kit/ids.ts'
import { configurePortal, suspendPortal, sweep } from '../../src/portals/index.ts'
import { hasStatus } from '../../src/portals/queries.ts'
import { RouteHandler, textOf } from './portals-console.ts'
import { act, aPortal, days } from '../scenarios/lifecycle-setting.ts'
import { anAsking, askedFor, mailsOf } from '../files/requests-setting.ts'
import { aWorld, START } from '../world.ts'

const at = (count: number) => Temporal.Instant.from(START).add(days(count))

describe('a trial that has ended', () => {
  it('is over in the gate, on every page, in lists, counts and the API before the sweep has come by', async () => {
    const world = await aWorld()
    const portal = await aPortal(world, { name: 'Harbour' })
    await aPortal(world, { name: 'Other', owner: { name: 'O', email: 'o@other.example' } })
    await act(world, configurePortal, {
      portal: portal.portal,
      version: 1,
      afterTrial: ['cases', 'branding', 'procedures'],
    })
    await world.setClock(at(29))
    const other = await world.owner<{ id: string }>(
      `update portals set trial_ends_at = trial_ends_at + interval '9 days' where name = 'Other' returning id`,
    )
    await world.owner(
      `update portal_timers set due_at = due_at + interval '9 days' where portal_id = $1`,
      [other[0]!.id],
    )
    const place = new RouteHandler(world)
    await world.owner(`update portals set brand_color = '#aa0011' where id = $1`, [portal.id])

    /** Everything that says how the portal stands. */
    const told = async () => {
      const staff = await place.portalPerson(portal.id, portal.host)
      const operator = await place.consolePerson('operator')
      const program = await place.program()
      const [ada] = await world.owner<{ id: string }>(
        `select id from persons where portal_id = $1 and email = 'ada@harbour.example'`,
        [portal.id],
      )
      const why = await staff.get(`/api/v1/people/${show('person', ada!.id)}/access?feature=cases`)
      const rule = JSON.parse(why.body).rules.find(
        ({ reason }: { reason: string }) => reason === 'trial_ended',
      )
      const api = async (path: string) => (await program.ask('GET', `/api/v1${path}`)).body
      const { status, since, endsAt, daysLeft } = await api(`/portals/${portal.portal}`)
      const filtered = async (of: string) =>
        (await api(`/portals?status=${of}`)).portals.map(({ name }: { name: string }) => name)
      const page = async (path: string) => textOf((await operator.get(path)).body)
      const dashboard = await api('/dashboard')
      return {
        cases: (await staff.get('/cases')).status,
        api: (await staff.get('/api/v1/cases')).status,
        theme: (await staff.get('/theme.css')).body,
        rule: [rule.passes, rule.since],
        shown: [status, since, endsAt, daysLeft],
        active: await filtered('trial_active'),
        expired: await filtered('trial_expired'),
        counts: [dashboard.portals.trial_active, dashboard.portals.trial_expired],
        ending: dashboard.trialsEnding.length,
        list: /Harbour[^]{0,60}?(Trial ending|Trial expired|Trial)/.exec(
          await page('/portals'),
        )?.[1],
        filter: (await page('/portals?status=trial_expired')).includes('Harbour'),
        csv: (await operator.get('/portals?format=csv')).body.includes(',trial_expired,'),
        buttons: (await operator.get(`/portals/${portal.portal}`)).body.includes('/trial-expiry'),
      }
    }

    await world.setClock(at(30).subtract({ milliseconds: 1 }))
    const last = await told()
    expect(last).toMatchObject({
      cases: 200,
      api: 200,
      rule: [true, null],
      shown: ['trial_active', at(0).toString(), at(30).toString(), 1],
      active: ['Harbour', 'Other'],
      expired: [],
      counts: [2, 0],
      ending: 1,
      filter: false,
      csv: false,
      buttons: true,
    })
    await world.setClock(at(30))
    const over = await told()
    expect(over).toMatchObject({
      cases: 403,
      api: 403,
      rule: [false, at(30).toString()],
      shown: ['trial_expired', at(30).toString(), null, null],
      active: ['Other'],
      expired: ['Harbour'],
      counts: [1, 1],
      ending: 0,
      filter: true,
      csv: true,
      buttons: false,
    })
    expect(over.list).not.toBe(last.list)
    expect(over.theme).not.toBe(last.theme)
    // The sweep only writes it down.
    await sweep(world.installation)
    expect(await told()).toEqual(over)
  })

  it('is found by the database as the rule says it', async () => {
    const world = await aWorld()
    const portal = await aPortal(world)
    const ends = at(30)
    for (const status of PORTAL_STATUSES) {
      await world.owner(
        `update portals set status = $2, suspended_from = case when $2 = 'suspended' then 'trial_active' end,
           suspension_cause = case when $2 = 'suspended' then 'other' end where id = $1`,
        [portal.id, status],
      )
      for (const now of [ends.subtract({ milliseconds: 1 }), ends, ends.add(days(9))]) {
        const data = await world.installation.db.read({ portal: portal.id }, (tx) =>
          Promise.all(
            PORTAL_STATUSES.map(async (one) => {
              const row = await tx.db
                .selectFrom('portals as p')
                .select('p.id')
                .where('p.id', '=', portal.id)
                .where(hasStatus(one, now))
                .executeTakeFirst()
              return row ? [one] : []
            }),
          ),
        )
        expect([status, now, data.flat()]).toEqual([
          status,
          now,
          [statusAt({ status, trial_ends_at: ends }, now)],
        ])
      }
    }
  })
})

describe('an answer', () => {
  it('has no more days left than there are, though what it tells of began after the request', async () => {
    const world = await aWorld()
    const place = new RouteHandler(world)
    const program = await place.program()
    const owner = { name: 'Ada', email: 'ada@harbour.example' }
    const { body } = await program.ask('POST', '/api/v1/portals', { name: 'Harbour', owner })
    await act(world, suspendPortal, { portal: body.id, cause: 'requested' })
    // The clock of another server is a little behind.
    await world.setClock(at(0).subtract({ milliseconds: 700 }))
    const shown = await program.ask('GET', `/api/v1/portals/${body.id}`)
    expect(shown.body).toMatchObject({ status: 'suspended', daysLeft: 90 })
    const list = await program.ask('GET', '/api/v1/portals')
    expect(list.body.portals).toMatchObject([{ daysLeft: 90 }])
  })
})

describe('the test clock', () => {
  it('says before and after it is moved what else falls due, as reminders, and starts it at once', async () => {
    const world = await aWorld()
    const asking = await anAsking(world)
    await askedFor(asking)
    await askedFor(asking, { what: 'Another' })
    const place = new RouteHandler(world)
    const operator = await place.consolePerson('operator')
    const words = async (path: string) => textOf((await operator.get(path)).body)
    // Of the hour's joined mail nothing is due tomorrow that was not told.
    expect(await words('/clock')).toContain('1 mail about new documents is due')
    expect(await words('/clock')).toContain('2 reminders of requested documents are due')
    const moved = await operator.post('/clock', { advance: 'P8D' })
    const after = await words(moved.headers.get('location')!)
    expect(after).toContain('2 reminders of requested documents are due.')
    expect(after).not.toContain('Nothing fell due')
    while ((await world.drain()) > 0);
    expect((await mailsOf(asking)).some((mail) => mail.includes('file_request_reminder'))).toBe(
      true,
    )
    const program = await place.program()
    const { body } = await program.ask('POST', '/api/v1/clock', { advance: 'P8D' })
    expect(body.due).toMatchObject({ sweep_requests: 2 })
  })
})

import { describe, expect, it } from 'vitest'
import { parseId, show } from '../../src/kit/ids.ts'
import {
  certifyPortal,
  configurePartner,
  correctReport,
  setPrice,
} from '../../src/portals/index.ts'
import { RouteHandler } from '../portals/portals-console.ts'
import { aWorld, type World } from '../world.ts'
import { aBilledPartner, goTo, reportsOf, staff } from './billing-setting.ts'
import { act, aPortal } from './lifecycle-setting.ts'

const LOS_ANGELES = 'America/Los_Angeles'
const TOKYO = 'Asia/Tokyo'

/** A partner with a portal certified on 20 November, and one person who gets a PRO seat for hours at a time. */
async function aMover(zone: string) {
  const world = await aWorld({ start: '2026-11-01T20:00:00Z' })
  const partner = await aBilledPartner(world, { zone })
  const portal = await aPortal(world, { partner, slug: 'harbour' })
  await goTo(world, '2026-11-20T20:00:00Z')
  await act(world, certifyPortal, { portal: portal.portal })
  const people = staff(world, portal.id)
  const hana = await people.invite('Hana')
  return {
    world,
    partner,
    portal,
    moveTo: (timeZone: string) => moveTo(world, partner, timeZone),
    /** From one instant until the other. */
    pro: async (from: string, until: string) => {
      await goTo(world, from)
      await people.seat(hana, 'pro')
      await goTo(world, until)
      await people.seat(hana, 'guest')
    },
  }
}

const versionOf = async (world: World, partner: string) =>
  (
    await world.owner<{ version: number }>('select version from partners where id = $1', [
      parseId('partner', partner),
    ])
  )[0]!.version

const moveTo = async (world: World, partner: string, timeZone: string) =>
  act(world, configurePartner, { partner, version: await versionOf(world, partner), timeZone })

const spansOf = (world: World) =>
  world.owner(
    `select to_char(month, 'YYYY-MM') as month, version, begins_at::text, ends_at::text, time_zone
     from billing_reports order by month, version`,
  )

describe('a partner that moves to another time zone', () => {
  it('eastwards is billed no afternoon twice', async () => {
    const { world, partner, moveTo, pro } = await aMover(LOS_ANGELES)
    // The last afternoon of November in Los Angeles, and already December in Tokyo.
    await pro('2026-11-30T21:00:00Z', '2026-12-01T01:00:00Z')
    await goTo(world, '2026-12-01T08:10:00Z')
    await moveTo(TOKYO)
    await goTo(world, '2027-01-01T00:00:00Z')
    expect(await reportsOf(world, partner)).toEqual([
      '2026-11 v1 2026-12-01T08:10:00Z: 2 PRO, €25.00',
      '  harbour: 11 days, 2 PRO, peak 2, end 1',
      '    Ada Okoye: 20–30, 11 days, portal … month',
      '    Hana: 30–30, 1 days, upgraded … downgraded',
      // Its first day begins where November ended, at five in the afternoon of Tokyo.
      '2026-12 v1 2026-12-31T15:10:00Z: 1 PRO, €12.50',
      '  harbour: 31 days, 1 PRO, peak 1, end 1',
      '    Ada Okoye: 01–31, 31 days, month … month',
    ])
    expect(await spansOf(world)).toEqual([
      {
        month: '2026-11',
        version: 1,
        begins_at: '2026-11-01 07:00:00+00',
        ends_at: '2026-12-01 08:00:00+00',
        time_zone: LOS_ANGELES,
      },
      {
        month: '2026-12',
        version: 1,
        begins_at: '2026-12-01 08:00:00+00',
        ends_at: '2026-12-31 15:00:00+00',
        time_zone: TOKYO,
      },
    ])
  })

  it('westwards is billed every afternoon once', async () => {
    const { world, partner, moveTo, pro } = await aMover(TOKYO)
    await goTo(world, '2026-11-30T15:10:00Z')
    await moveTo(LOS_ANGELES)
    // Still November in Los Angeles, but after Tokyo's ended.
    await pro('2026-11-30T21:00:00Z', '2026-12-01T01:00:00Z')
    await goTo(world, '2027-01-02T00:00:00Z')
    expect(await reportsOf(world, partner)).toEqual([
      '2026-11 v1 2026-11-30T15:10:00Z: 1 PRO, €12.50',
      '  harbour: 10 days, 1 PRO, peak 1, end 1',
      '    Ada Okoye: 21–30, 10 days, portal … month',
      '2026-12 v1 2027-01-01T08:10:00Z: 2 PRO, €25.00',
      '  harbour: 31 days, 2 PRO, peak 2, end 1',
      '    Ada Okoye: 01–31, 31 days, month … month',
      '    Hana: 01–01, 1 days, upgraded … downgraded',
    ])
    // A correction bills from and to where the first version did, though the partner is elsewhere by now.
    const place = new RouteHandler(world)
    const program = await place.program(['billing'], partner)
    const path = `/api/v1/partners/${partner}/reports`
    const { reports } = (await program.ask('GET', path)).body
    expect(reports).toMatchObject([
      { month: '2026-12', begins: '2026-11-30T15:00:00Z', ends: '2027-01-01T08:00:00Z' },
      { month: '2026-11', begins: '2026-10-31T15:00:00Z', ends: '2026-11-30T15:00:00Z' },
    ])
    await world.owner('update partner_prices set minor = 1000')
    for (const { id } of reports)
      await act(world, correctReport, { partner, report: id, reason: 'The price was wrong' })
    const counts = (await reportsOf(world, partner)).filter((text) => /^20|PRO, peak/.test(text))
    expect(counts.filter((_, at) => [2, 3, 6, 7].includes(at))).toEqual([
      expect.stringMatching(/^2026-11 v2 .*: 1 PRO, €10.00$/),
      '  harbour: 10 days, 1 PRO, peak 1, end 1',
      expect.stringMatching(/^2026-12 v2 .*: 2 PRO, €20.00$/),
      '  harbour: 31 days, 2 PRO, peak 2, end 1',
    ])
    expect((await spansOf(world)).map((row) => [row['begins_at'], row['ends_at']])).toEqual([
      ['2026-10-31 15:00:00+00', '2026-11-30 15:00:00+00'],
      ['2026-10-31 15:00:00+00', '2026-11-30 15:00:00+00'],
      ['2026-11-30 15:00:00+00', '2027-01-01 08:00:00+00'],
      ['2026-11-30 15:00:00+00', '2027-01-01 08:00:00+00'],
    ])
  })

  it('within the minutes after the month’s turn is billed each hour once', async () => {
    for (const [from, to, turn, ends] of [
      // Not issued yet: November goes on until it ends in Los Angeles.
      [TOKYO, LOS_ANGELES, '2026-11-30T15:05:00Z', '2026-12-01 08:00:00+00'],
      // An hour before its end in Los Angeles, long over in Tokyo.
      [LOS_ANGELES, TOKYO, '2026-12-01T07:30:00Z', '2026-11-30 15:00:00+00'],
    ] as const) {
      const { world, moveTo } = await aMover(from)
      await goTo(world, turn)
      await moveTo(to)
      await goTo(world, '2027-01-02T00:00:00Z')
      const [november, december] = await spansOf(world)
      expect([november!['ends_at'], december!['begins_at']]).toEqual([ends, ends])
    }
  })

  it('has its price and its people’s standing count for the month that is not billed yet', async () => {
    const { world, partner, portal, moveTo } = await aMover(TOKYO)
    await goTo(world, '2026-11-30T15:10:00Z')
    await moveTo(LOS_ANGELES)
    // By the calendar of Los Angeles this is November, which is issued.
    await goTo(world, '2026-11-30T21:00:00Z')
    const { price } = await act(world, setPrice, { partner, amount: '20.00', currency: 'USD' })
    expect(price).toEqual({ amount: '20.00', currency: 'USD', from: '2026-12-01' })
    const place = new RouteHandler(world)
    const program = await place.program(['read'], partner)
    const shown = await program.ask('GET', `/api/v1/partners/${partner}`)
    expect(shown.body.price).toEqual(price)
    const boss = await place.portalPerson(portal.id, portal.host)
    const [ada] = await world.owner<{ id: string }>(
      `select id from persons where portal_id = $1 and email = 'ada@harbour.example'`,
      [portal.id],
    )
    const address = `/api/v1/people/${show('person', ada!.id)}/billing`
    const standing = JSON.parse((await boss.get(address)).body)
    expect(standing).toMatchObject({
      month: '2026-12',
      counted: { firstDay: '2026-12-01', lastDay: '2026-12-01', billableDays: 1 },
    })
    await goTo(world, '2027-01-02T00:00:00Z')
    expect((await reportsOf(world, partner)).filter((text) => text.startsWith('20'))).toEqual([
      '2026-11 v1 2026-11-30T15:10:00Z: 1 PRO, €12.50',
      expect.stringMatching(/^2026-12 v1 2027-01-01T08:10:00Z: \d PRO, \$\d+0\.00$/),
    ])
  })

  it('before its first month was ever looked at begins where it began', async () => {
    const world = await aWorld({ start: '2026-11-30T20:00:00Z' })
    const partner = await aBilledPartner(world, { zone: TOKYO })
    // December in Tokyo.
    await goTo(world, '2026-11-30T20:01:00Z')
    await moveTo(world, partner, LOS_ANGELES)
    await goTo(world, '2027-01-02T00:00:00Z')
    expect(await spansOf(world)).toEqual([
      {
        month: '2026-12',
        version: 1,
        begins_at: '2026-11-30 15:00:00+00',
        ends_at: '2027-01-01 08:00:00+00',
        time_zone: LOS_ANGELES,
      },
    ])
  })
})

/** Random, but the same in every run. */
function dice(seed: number) {
  let state = seed
  return (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * n)
  }
}

const HOUR = 3_600_000
const ZONES = [
  ...['UTC', LOS_ANGELES, TOKYO, 'Europe/Madrid', 'Asia/Kolkata'],
  ...['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'America/St_Johns'],
]

describe('partners that move again and again', () => {
  it('are billed what going through the hours one by one counts', async () => {
    const below = dice(11)
    const start = Temporal.Instant.from('2026-08-15T00:00:00Z').epochMilliseconds
    const world = await aWorld({ start: '2026-08-15T00:00:00Z' })
    const movers = await Promise.all(
      ['north', 'south', 'west'].map(async (name) => {
        const partner = await aBilledPartner(world, { name, zone: ZONES[below(ZONES.length)]! })
        const portal = await aPortal(world, {
          partner,
          slug: name,
          name,
          owner: { name: `Owner of ${name}`, email: `owner@${name}.example` },
        })
        await act(world, certifyPortal, { portal: portal.portal })
        const people = staff(world, portal.id)
        const seats = new Map<string, [number, boolean][]>()
        for (const person of ['Ann', 'Bea', 'Cy'])
          seats.set(await people.invite(`${person} ${name}`), [])
        return { partner, people, seats }
      }),
    )
    let at = start
    const end = Temporal.Instant.from('2027-01-05T00:00:00Z').epochMilliseconds
    while (at < end) {
      // In the hours around a month's turn something happens in every one.
      const { day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO('UTC')
      at += (day >= 30 || day <= 1 ? 1 + below(4) : 24 + below(96)) * HOUR
      await goTo(world, Temporal.Instant.fromEpochMilliseconds(at).toString())
      for (const { partner, people, seats } of movers) {
        if (below(5) === 0) await moveTo(world, partner, ZONES[below(ZONES.length)]!)
        const person = [...seats.keys()][below(3)]!
        const pro = seats.get(person)!.at(-1)?.[1] ?? false
        await people.seat(person, pro ? 'guest' : 'pro')
        seats.get(person)!.push([at, !pro])
      }
    }
    await goTo(world, '2027-03-03T00:00:00Z')

    let moved = 0
    for (const { partner, seats } of movers) {
      const reports = await world.owner<{
        id: string
        month: string
        begins_at: Temporal.Instant
        ends_at: Temporal.Instant
        time_zone: string
      }>(`select * from billing_reports where partner_id = $1 order by month`, [
        parseId('partner', partner),
      ])
      expect(reports.length).toBe(7)
      for (const [n, report] of reports.entries()) {
        const before = reports[n - 1]
        if (before) expect(report.begins_at.equals(before.ends_at)).toBe(true)
        if (before && before.time_zone !== report.time_zone) moved++
        const counted = new Set<string>()
        for (
          let hour = Math.max(report.begins_at.epochMilliseconds, start);
          hour < report.ends_at.epochMilliseconds;
          // Months end at half hours too.
          hour += HOUR / 2
        )
          for (const [person, switches] of seats)
            if (switches.findLast(([when]) => when <= hour)?.[1]) counted.add(person)
        const billed = await world.owner<{ person_id: string }>(
          'select person_id from billing_report_persons where report_id = $1',
          [report.id],
        )
        const clients = billed.map(({ person_id }) => person_id).filter((id) => seats.has(id))
        expect([report.month, clients.toSorted()]).toEqual([report.month, [...counted].toSorted()])
      }
    }
    expect(moved).toBeGreaterThan(6)
  })
})

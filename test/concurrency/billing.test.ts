import { onTestFinished, describe, expect, it } from 'vitest'
import pg from 'pg'
import pino from 'pino'
import { parseId, show } from '../../src/kit/ids.ts'
import { openInstallation } from '../../src/open.ts'
import { buildPortal, issueDueReports, sweep } from '../../src/portals/index.ts'
import { RouteHandler, type Program } from '../portals/portals-console.ts'
import { aBilledPartner, staff } from '../scenarios/billing-setting.ts'
import { aWorld, type World } from '../world.ts'

/** Two hundred were run by hand. */
const PORTALS = Number(process.env['BILLING_PORTALS'] ?? 20)
const PERSONS = 20
const ZONE = 'Europe/Madrid'
const HOUR = 3_600_000
const MONTHS = ['2028-02', '2028-03', '2028-04']

/** What the test itself writes down about a portal: who switched what on or off, at which whole hour. */
interface Diary {
  /** Shown id, and row id. */
  portal: string
  row: string
  trialEnd: number
  /** From each hour on, whether the portal's status is billable. */
  billable: [at: number, is: boolean][]
  /** By person, from each hour on, whether they hold an enabled PRO seat. */
  seats: Map<string, [at: number, is: boolean][]>
}

/** Random, but the same in every run. */
function dice(seed: number) {
  let state = seed
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  return { chance: (share: number) => next() < share, below: (n: number) => Math.floor(next() * n) }
}

/** Three months of portals by API with the partner's key, and of people who come, change seats and go. */
async function threeMonths(world: World, program: Program): Promise<Diary[]> {
  const { chance, below } = dice(7)
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await program.ask(method, `/api/v1/portals${path}`, body)
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`)
    return answer.body as { id: string; status: string }
  }
  let at = Temporal.Instant.from('2028-01-20T00:00:00Z').epochMilliseconds
  const move = async (hours: number) => {
    at += hours * HOUR
    await world.setClock(Temporal.Instant.fromEpochMilliseconds(at))
    await sweep(world.installation)
  }

  const create = async (n: number): Promise<Diary> => {
    const seats = Array.from({ length: PERSONS - 1 }, () => (chance(0.5) ? 'pro' : 'guest'))
    const owner = { name: 'Olga Owner', email: `owner@p${n}.example` }
    const { id } = await ask('POST', '', { name: `Portal ${n}`, slug: `portal-${n}`, owner })
    const row = parseId('portal', id)!
    await buildPortal(world.installation, { portal: row })
    const [founder] = await world.owner<{ id: string }>(
      'select id from persons where portal_id = $1',
      [row],
    )
    const diary: Diary = {
      portal: id,
      row,
      // The trial ends by itself.
      trialEnd: at + 30 * 24 * HOUR,
      billable: [[at + 30 * 24 * HOUR, true]],
      seats: new Map([[founder!.id, [[at, true]]]]),
    }
    for (const [p, seat] of seats.entries()) {
      const name = `Person ${String.fromCodePoint(97 + p)}`
      const person = await staff(world, row).invite(name, 'contact', seat)
      diary.seats.set(person, [[at, seat === 'pro']])
    }
    return diary
  }
  const diaries: Diary[] = []
  for (let n = 0; n < PORTALS; n += 4) {
    await move(1)
    diaries.push(...(await Promise.all([n, n + 1, n + 2, n + 3].map(create))))
  }

  /** One portal lives on: perhaps to another status, and somebody to another seat. */
  const live = async (diary: Diary): Promise<void> => {
    const rolls = [chance(0.4), chance(0.3), chance(0.5), chance(0.5)] as const
    const person = [...diary.seats.keys()][1 + below(PERSONS - 1)]!
    if (!rolls[0]) return
    if (rolls[1]) await changeStatus(diary, rolls[2])
    const seat = rolls[3] ? 'pro' : 'guest'
    await staff(world, diary.row).seat(person, seat)
    diary.seats.get(person)!.push([at, seat === 'pro'])
  }
  const changeStatus = async (diary: Diary, certify: boolean): Promise<void> => {
    const path = `/${diary.portal}`
    const { status } = await ask('GET', path)
    // What was still to come of the trial does not come now.
    diary.billable = diary.billable.filter(([when]) => when <= at)
    if (status === 'suspended') {
      const back = await ask('DELETE', `${path}/suspension`)
      if (back.status === 'trial_active') diary.billable.push([diary.trialEnd, true])
      else diary.billable.push([at, true])
    } else if (certify && status !== 'certified_secure') {
      await ask('POST', `${path}/certification`)
      diary.billable.push([at, true])
    } else {
      await ask('POST', `${path}/suspension`, { cause: 'requested' })
      diary.billable.push([at, false])
    }
  }
  const end = Temporal.Instant.from('2028-05-01T00:00:00Z').epochMilliseconds
  while (at < end) {
    await move(1 + below(40))
    await Promise.all(diaries.map(live))
  }
  return diaries
}

/** What holds at a time, by a list of switches. */
const holdsAt = (switches: readonly (readonly [number, boolean])[], at: number): boolean =>
  switches
    .filter(([when]) => when <= at)
    .toSorted((a, b) => a[0] - b[0])
    .at(-1)?.[1] ?? false

/** A month's line of a portal by going through its hours and its people, one by one. */
function byHand({ billable, seats }: Diary, month: string) {
  const first = Temporal.PlainDate.from(`${month}-01`)
  const start = first.toZonedDateTime(ZONE).epochMilliseconds
  const end = first.add({ months: 1 }).toZonedDateTime(ZONE).epochMilliseconds
  const dayOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(ZONE).toPlainDate().toString()
  const portalDays = new Set<string>()
  const personDays = new Map<string, string[]>()
  let peak = 0
  let monthEnd = 0
  for (let at = start; at < end; at += HOUR) {
    let present = 0
    if (holdsAt(billable, at)) {
      const day = dayOf(at)
      portalDays.add(day)
      for (const [person, switches] of seats)
        if (holdsAt(switches, at)) {
          present++
          const days = personDays.get(person) ?? []
          if (days.at(-1) !== day) days.push(day)
          personDays.set(person, days)
        }
    }
    peak = Math.max(peak, present)
    monthEnd = present
  }
  return {
    billableDays: portalDays.size,
    proUsers: personDays.size,
    peak,
    monthEnd,
    amount: { minor: 1250 * personDays.size, currency: 'EUR' },
    persons: [...personDays]
      .map(([person, days]) => ({
        id: show('person', person),
        firstDay: days[0],
        lastDay: days.at(-1),
        billableDays: days.length,
      }))
      .toSorted((a, b) => a.id.localeCompare(b.id)),
  }
}

/** A report's lines as the API has them, page by page, in the same form. */
async function byApi(program: Program, path: string) {
  const lines: Record<string, unknown> = {}
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: {
      lines: {
        portal: { id: string }
        persons: { id: string; firstDay: string; lastDay: string; billableDays: number }[]
      }[]
      next: string | null
    } = (await program.ask('GET', cursor ? `${path}?cursor=${cursor}` : path)).body
    for (const { portal, persons, ...counts } of page.lines)
      lines[portal.id] = {
        ...counts,
        persons: persons
          .map(({ id, firstDay, lastDay, billableDays }) => ({
            id,
            firstDay,
            lastDay,
            billableDays,
          }))
          .toSorted((a, b) => a.id.localeCompare(b.id)),
      }
    cursor = page.next
  }
  return lines
}

/** Everything that stands about reports, as it is stored. */
const stored = async (world: World) =>
  (
    await world.owner<{ all: string }>(
      `select coalesce((select string_agg(to_jsonb(t)::text, e'\\n' order by t.month) from billing_reports t), '')
         || coalesce((select string_agg(to_jsonb(t)::text, e'\\n' order by t::text) from billing_report_lines t), '')
         || coalesce((select string_agg(to_jsonb(t)::text, e'\\n' order by t::text) from billing_report_persons t), '') as all`,
    )
  )[0]!.all

/** A second server on the same database. */
async function anotherWorker(world: World) {
  const { installation, close } = await openInstallation({
    ownerUrl: world.ownerUrl,
    data: world.data,
    masterKey: world.masterKey,
    mode: 'sandbox',
    url: world.installation.url,
    log: pino({ level: 'silent' }),
  })
  onTestFinished(close)
  return installation
}

/** Where issuing a report is cut off: each of these tables is written on the way, in this order or not. */
const CUTS = [
  'billing_report_lines',
  'billing_report_persons',
  'billing_reports',
  'mails',
  'partner_billing',
  'events',
  'audit_lines',
  'partner_billing',
  'billing_report_lines',
  'audit_heads',
]

/** Issues on a worker whose connection is killed while it waits to write into that table. */
async function killedAt(world: World, table: string): Promise<void> {
  const blocker = new pg.Client({ connectionString: world.ownerUrl })
  await blocker.connect()
  await blocker.query('begin')
  await blocker.query(`lock table ${table} in share row exclusive mode`)
  let over = false
  const cut = issueDueReports(world.installation).then(
    () => (over = true),
    () => (over = true),
  )
  while (!over) {
    const killed = await blocker.query(
      `select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
       where not granted and relation = $1::regclass and application_name like 'gatehouse%'`,
      [table],
    )
    if (killed.rowCount) break
  }
  await blocker.query('rollback')
  await blocker.end()
  await cut
}

describe('the reports of three months', () => {
  it(
    'equal a plain calculation, and are there once, however they are issued',
    { timeout: 1_800_000 },
    async () => {
      const world = await aWorld({ start: '2028-01-20T00:00:00Z' })
      const partner = await aBilledPartner(world, { zone: ZONE })
      const place = new RouteHandler(world)
      const program = await place.program(['read', 'provision', 'billing'], partner)
      const diaries = await threeMonths(world, program)
      await world.setClock('2028-05-02T00:00:00Z')
      for (const table of CUTS) {
        await killedAt(world, table)
        expect((await stored(world)).length, table).toBe(0)
      }
      const other = await anotherWorker(world)
      await Promise.all([issueDueReports(world.installation), issueDueReports(other)])
      const first = await stored(world)
      await Promise.all([issueDueReports(world.installation), issueDueReports(other)])
      expect(await stored(world)).toBe(first)

      const { body } = await program.ask('GET', `/api/v1/partners/${partner}/reports`)
      const reports = body.reports as { id: string; month: string; version: number }[]
      expect(reports.map(({ month, version }) => `${month} v${version}`)).toEqual([
        '2028-04 v1',
        '2028-03 v1',
        '2028-02 v1',
        '2028-01 v1',
      ])
      let counted = 0
      for (const month of MONTHS) {
        const { id } = reports.find((report) => report.month === month)!
        const expected = Object.fromEntries(
          diaries.map((diary) => [diary.portal, byHand(diary, month)]),
        )
        expect(await byApi(program, `/api/v1/partners/${partner}/reports/${id}`)).toEqual(expected)
        counted += Object.values(expected).reduce((sum, { proUsers }) => sum + proUsers, 0)
      }
      expect(counted).toBeGreaterThan(PORTALS * 10)
      if (PORTALS > 20)
        console.log(`${PORTALS} portals of ${PERSONS} people: ${counted} PRO users in three months`)
    },
  )
})

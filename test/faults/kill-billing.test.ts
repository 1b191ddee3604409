import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CONSOLE, show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import { certifyPortal, correctReport, reportsJob } from '../../src/portals/index.ts'
import { gatehouse } from '../gatehouse.ts'
import { aBilledPartner, staff } from '../scenarios/billing-setting.ts'
import { act, aPortal, operator } from '../scenarios/lifecycle-setting.ts'
import { openWorld, type World } from '../world.ts'
import { freePort, until } from './app-process.ts'
import { KILLS, timeout, untilCutOff, Victim } from './victim.ts'

const PARTNERS = 3
const PORTALS = 2
const ZONE = 'UTC'

let world: World
let app: Victim
/** Row ids of one portal of each partner, in which one more person counts every month. */
const growing: string[] = []

beforeAll(async () => {
  const port = await freePort()
  world = await openWorld({ url: `http://localhost:${port}` })
  for (let p = 0; p < PARTNERS; p++) {
    const partner = await aBilledPartner(world, { zone: ZONE, name: `Partner ${p}` })
    for (let n = 0; n < PORTALS; n++) {
      const portal = await aPortal(world, { partner, slug: `portal-${p}-${n}` })
      await act(world, certifyPortal, { portal: portal.portal })
      if (n === 0) growing.push(portal.id)
    }
  }
  app = await Victim.start(world, port)
})

afterAll(async () => {
  await app.kill()
  await world.close()
})

const count = async (sql: string, ...values: unknown[]) => {
  const [row] = await world.owner<{ n: number }>(`select count(*)::int as n from ${sql}`, values)
  return row!.n
}

/** A report that is being written: its transaction waits to write its lines, until this lets it. */
async function heldUp(): Promise<() => Promise<boolean>> {
  const holder = new pg.Client({ connectionString: world.ownerUrl })
  holder.on('error', () => undefined)
  await holder.connect()
  await holder.query('begin')
  await holder.query('lock table billing_report_lines in share mode')
  return async () => {
    const waits =
      await count(`pg_locks where not granted and relation = 'billing_report_lines'::regclass
      and database = (select oid from pg_database where datname = current_database())`)
    if (waits > 0) await holder.end()
    return waits > 0
  }
}

interface Issued {
  id: string
  partner: string
  portals: number
  users: number
  total: number
}

describe(`kill -9 of the application, ${KILLS} times`, () => {
  it(
    'in the middle of a month’s reports: one for each partner, as if nothing had been',
    { timeout },
    async () => {
      let months = 0
      await untilCutOff(async () => {
        for (const portal of growing)
          await staff(world, portal).invite(
            `Person ${String.fromCodePoint(97 + months)}`,
            'contact',
            'pro',
          )
        months++
        const now = await world.now()
        const month = now.toZonedDateTimeISO(ZONE).toPlainDate().toPlainYearMonth()
        const turned = month.add({ months: 1 }).toPlainDate({ day: 2 }).toZonedDateTime(ZONE)
        const issued = () =>
          world.owner<Issued>(
            `select id, partner_id as partner, portals, pro_users as users, total_minor as total
             from billing_reports where month = $1 and version = 1`,
            [`${month.toString()}-01`],
          )
        const { inside } = await app.cutOff({
          ms: 60,
          work: () =>
            app.call('POST', '/clock', { advance: now.until(turned.toInstant()).toString() }),
          begun: await heldUp(),
          unfinished: async () => (await issued()).length < PARTNERS,
        })
        // As it is queued every minute.
        const { db, jobs } = world.installation
        await db.write({ portal: CONSOLE }, (tx) => jobs.enqueue(tx, reportsJob, {}))
        await until(async () => (await issued()).length >= PARTNERS)

        const reports = await issued()
        expect(new Set(reports.map(({ partner }) => partner)).size).toBe(PARTNERS)
        const users = PORTALS + months
        for (const { id, partner, ...sums } of reports) {
          expect(sums).toEqual({ portals: PORTALS, users, total: 1250 * users })
          // Billed again by itself, it comes to the same in every line and every person.
          const again = await perform(world.installation, correctReport, operator, {
            partner: show('partner', partner),
            report: show('report', id),
            reason: 'Killed',
          })
          expect(again).toMatchObject({ ok: false, code: 'report_unchanged' })
        }
        return inside
      })
      const each = PARTNERS * months
      expect(await count('billing_reports')).toBe(each)
      expect(await count('billing_report_lines')).toBe(each * PORTALS)
      expect(await count(`audit_lines where operation = 'report.issue'`)).toBe(each)
      expect(await count(`events where name = 'report.issue'`)).toBe(each)
      // One that was being delivered is taken up when its worker's heart has not beaten for a while.
      await until(
        async () => (await count(`mails where state = 'kept' and kind = 'billing_report'`)) >= each,
        180_000,
      )
      expect(await count(`mails where kind = 'billing_report'`)).toBe(each)
    },
  )

  it('leaves every audit chain whole', async () => {
    await app.terminate()
    const { code, json } = await gatehouse(world, 'audit', 'verify', '--json')
    expect(json).toMatchObject({ findings: [] })
    expect(code).toBe(0)
  })
})

import { globSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parseId } from '../../src/kit/ids.ts'
import { configurePartner, configurePortal, createPartner } from '../../src/portals/index.ts'
import { updateProfile } from '../../src/identity/index.ts'
import { perform } from '../../src/kit/operation.ts'
import { act, aPortal, staffOf } from '../scenarios/lifecycle-setting.ts'
import { aWorld } from '../world.ts'

/** Where SQL computes with a zone: by a name other than UTC, or one that stands in a column or parameter. */
const ZONE_IN_SQL =
  /at time zone (?!'UTC')|AT TIME ZONE|\btimezone\(|date_trunc\([^()]*,[^()]*,|set time zone/g

describe('time zones', () => {
  it('are computed with by the application alone: no statement hands a name to the database', async () => {
    const sources = globSync('src/**/*.{ts,tsx}').filter((file) => !file.includes('.test.'))
    expect(sources.length).toBeGreaterThan(500)
    const found = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(ZONE_IN_SQL)].map(([text]) => `${file}: ${text}`),
    )
    expect(found).toEqual([])
    const world = await aWorld()
    const routines = await world.owner<{ name: string; body: string }>(
      `select proname as name, prosrc as body from pg_proc where pronamespace = 'public'::regnamespace
       union all select viewname, definition from pg_views where schemaname = 'public'`,
    )
    expect(routines.length).toBeGreaterThan(5)
    expect(routines.filter(({ body }) => body.search(ZONE_IN_SQL) >= 0)).toEqual([])
  })

  it('are stored by their names of today, wherever they come in', async () => {
    const world = await aWorld()
    const portal = await aPortal(world, { timeZone: 'Asia/Calcutta' })
    const { partner } = await act(world, createPartner, { name: 'North', timeZone: 'US/Pacific' })
    const zones = async () => {
      const [row] = await world.owner<{ portal: string; partner: string; person: string | null }>(
        `select p.time_zone as portal, r.time_zone as partner, u.time_zone as person
         from portals p, partners r, persons u where p.id = $1 and r.id = $2 and u.portal_id = p.id`,
        [portal.id, parseId('partner', partner)],
      )
      return row
    }
    expect(await zones()).toEqual({
      portal: 'Asia/Kolkata',
      partner: 'America/Los_Angeles',
      person: null,
    })
    await act(world, configurePortal, {
      portal: portal.portal,
      version: 1,
      timeZone: 'Europe/Kiev',
    })
    await act(world, configurePartner, { partner, version: 1, timeZone: 'Asia/Katmandu' })
    const [ada] = await world.owner<{ id: string }>(
      'update persons set activated_at = now() where portal_id = $1 returning id',
      [portal.id],
    )
    const result = await perform(
      world.installation,
      updateProfile,
      { ...staffOf(portal.id), person: ada!.id },
      { name: 'Ada', language: 'en', timeZone: 'America/Buenos_Aires' },
    )
    expect(result.ok).toBe(true)
    expect(await zones()).toEqual({
      portal: 'Europe/Kyiv',
      partner: 'Asia/Kathmandu',
      person: 'America/Argentina/Buenos_Aires',
    })
  })
})

import { randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseId } from '../../src/kit/ids.ts'
import { gatehouse } from '../gatehouse.ts'
import { openWorld, type World } from '../world.ts'
import { freePort, until } from './app-process.ts'
import { KILLS, timeout, untilCutOff, Victim, type Answer } from './victim.ts'

let world: World
let app: Victim

beforeAll(async () => {
  const port = await freePort()
  world = await openWorld({ start: null, url: `http://localhost:${port}` })
  app = await Victim.start(world, port)
})

afterAll(async () => {
  await app.kill()
  await world.close()
})

const call = (...asked: Parameters<Victim['call']>) => app.call(...asked)

/** What was not acknowledged counts as cut off, too. */
async function cutOff(
  ms: number,
  work: () => Promise<Answer | null>,
  unfinished: () => Promise<boolean>,
): Promise<{ acknowledged: Answer | null; inside: boolean }> {
  const { acknowledged, inside } = await app.cutOff({ ms, work, unfinished })
  return { acknowledged, inside: acknowledged === null || inside }
}

const count = async (sql: string, portal: string) => {
  const [row] = await world.owner<{ n: number }>(`select count(*)::int as n from ${sql}`, [portal])
  return row!.n
}

let number = 0

async function aBuiltPortal(): Promise<{ id: string; uuid: string; name: string }> {
  const name = `Killed ${++number}`
  const created = await call('POST', '/portals', {
    name,
    owner: { name: 'Olga', email: 'olga@k.example' },
  })
  const { id } = created!.body
  const uuid = parseId('portal', id)!
  await until(
    async () => (await count('portals where id = $1 and built_at is not null', uuid)) === 1,
  )
  return { id, uuid, name }
}

describe(`kill -9 of the application, ${KILLS} times each`, () => {
  it('in the middle of a creation: built exactly once', { timeout }, async () => {
    await untilCutOff(async () => {
      const key = randomUUID()
      const wanted = { name: `Made ${key}`, owner: { name: 'Olga', email: 'olga@k.example' } }
      const make = () => call('POST', '/portals', wanted, key)
      const unbuilt = async () => {
        const [row] = await world.owner<{ n: number }>(
          'select count(*)::int as n from portals where name = $1 and built_at is null',
          [wanted.name],
        )
        return row!.n === 1
      }
      const { acknowledged, inside } = await cutOff(80, make, unbuilt)
      const again = await make()
      expect(again!.status).toBeLessThan(300)
      if (acknowledged) expect(again!.body.id).toBe(acknowledged.body.id)
      const uuid = parseId('portal', again!.body.id)!
      await until(
        async () => (await count('portals where id = $1 and built_at is not null', uuid)) === 1,
      )
      const [row] = await world.owner<{ n: number }>(
        'select count(*)::int as n from portals where name = $1',
        [wanted.name],
      )
      expect(row!.n).toBe(1)
      expect(await count('persons where portal_id = $1', uuid)).toBe(1)
      expect(await count(`mails where portal_id = $1 and kind = 'invitation'`, uuid)).toBe(1)
      expect(await count('portal_status_changes where portal_id = $1', uuid)).toBe(1)
      expect(
        await count(`audit_lines where portal_id = $1 and operation = 'portal.create'`, uuid),
      ).toBe(1)
      return inside
    })
  })

  it(
    'in the middle of a transition: whole or not at all, and never lost once acknowledged',
    { timeout },
    async () => {
      await untilCutOff(async () => {
        const { id, uuid } = await aBuiltPortal()
        const suspend = () => call('POST', `/portals/${id}/suspension`, { cause: 'requested' })
        const { acknowledged, inside } = await cutOff(25, suspend, async () => false)
        const changes = () =>
          count(`portal_status_changes where portal_id = $1 and to_status = 'suspended'`, uuid)
        const happened = (await changes()) === 1
        if (acknowledged) expect(happened).toBe(true)
        expect(await count(`portals where id = $1 and status = 'suspended'`, uuid)).toBe(
          happened ? 1 : 0,
        )
        expect(await count('portal_timers where portal_id = $1', uuid)).toBe(happened ? 5 : 1)
        expect((await suspend())!.status).toBe(happened ? 409 : 200)
        expect(await changes()).toBe(1)
        return inside
      })
    },
  )

  it('in the middle of a deletion: finished once, with one certificate', { timeout }, async () => {
    await untilCutOff(async () => {
      const { id, uuid, name } = await aBuiltPortal()
      await call('POST', `/portals/${id}/suspension`, { cause: 'requested' })
      const cancel = () => call('POST', `/portals/${id}/cancellation`, { name })
      const undeleted = async () =>
        (await count('portal_deletions where portal_id = $1 and finished_at is null', uuid)) === 1
      const { acknowledged, inside } = await cutOff(150, cancel, undeleted)
      if (!acknowledged) await cancel()
      await until(
        async () =>
          (await count(
            'portal_deletions where portal_id = $1 and finished_at is not null',
            uuid,
          )) === 1,
      )
      for (const table of [
        'persons',
        'mails',
        'sessions',
        'tokens',
        'audit_lines',
        'audit_heads',
        'events',
        'portal_timers',
      ])
        expect(await count(`${table} where portal_id = $1`, uuid), table).toBe(0)
      expect(await readdir(join(world.data, 'keys'))).not.toContain(`${uuid}.key`)
      expect(await readdir(join(world.data, 'keys'))).toContain(`${uuid}.deleted`)
      const [certified] = await world.owner<{ n: number }>(
        `select count(*)::int as n from audit_lines where operation = 'portal.delete' and subject = $1`,
        [id],
      )
      expect(certified!.n).toBe(1)
      return inside
    })
  })

  it('leaves every audit chain whole', async () => {
    await app.terminate()
    const { code, json } = await gatehouse(world, 'audit', 'verify', '--json')
    expect(json).toMatchObject({ findings: [] })
    expect(json['lines']).toBeGreaterThan(KILLS * 5)
    expect(code).toBe(0)
  })
})

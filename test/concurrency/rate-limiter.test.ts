import { expect, it } from 'vitest'
import { RateLimiter } from '../../src/kit/rate-limiter.ts'
import { forgetLimits } from '../../src/kit/limits.ts'
import { aWorld, START } from '../world.ts'

const now = Temporal.Instant.from(START)
const rateLimit = { points: 100, seconds: 60 }

it('is given exactly once over several processes, however many ask at the same moment', async () => {
  const { installation } = await aWorld()
  const processes = Array.from({ length: 3 }, () => new RateLimiter(installation, 'api'))
  const asked = await Promise.all(
    Array.from({ length: 300 }, (_, i) => processes[i % 3]!.spend('key_1', rateLimit, now)),
  )
  expect(asked.filter(({ allowed }) => allowed)).toHaveLength(100)
  for (const { limit, remaining, resetSeconds } of asked) {
    expect({ limit, resetSeconds }).toEqual({ limit: 100, resetSeconds: 60 })
    expect(remaining).toBeGreaterThanOrEqual(0)
  }
})

it('is each caller’s own, and whole again when its window is over', async () => {
  const world = await aWorld()
  const rateLimiter = new RateLimiter(world.installation, 'api')
  const spend = (caller: string, at = now) =>
    rateLimiter.spend(caller, { points: 2, seconds: 60 }, at)
  expect(await spend('a')).toMatchObject({ allowed: true, remaining: 1 })
  expect(await spend('a')).toMatchObject({ allowed: true, remaining: 0 })
  const late = now.add({ seconds: 59 })
  expect(await spend('a', late)).toMatchObject({ allowed: false, remaining: 0, resetSeconds: 1 })
  expect(await spend('b', late)).toMatchObject({ allowed: true, remaining: 1 })
  expect(await spend('a', now.add({ seconds: 60 }))).toMatchObject({ allowed: true, remaining: 1 })

  await world.setClock(now.add({ hours: 1 }))
  await forgetLimits(world.installation)
  expect(await world.owner('select name from limits')).toEqual([])
})

it('asks the database once for many requests', async () => {
  const { installation } = await aWorld()
  let statements = 0
  const db = new Proxy(installation.db, {
    get: (target, name) => {
      if (name === 'ask') statements++
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? (member.bind(target) as unknown) : member
    },
  })
  const rateLimiter = new RateLimiter({ db, keys: installation.keys }, 'api')
  for (let i = 0; i < 600; i++) await rateLimiter.spend('key_1', { points: 3000, seconds: 60 }, now)
  expect(statements).toBe(10)
})

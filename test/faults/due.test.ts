import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DatabaseUnavailable } from '../../src/kit/db/database.ts'
import { wakeDue, wakeIn } from '../../src/kit/due/queue.ts'
import { sweepDue } from '../../src/kit/due/sweep.ts'
import type { Installation } from '../../src/kit/installation.ts'
import { installQueues } from '../../src/kit/jobs.ts'
import { newId } from '../../src/kit/ids.ts'
import { openWorld, START, type World } from '../world.ts'
import { TABLES, thingQueue, thingWorker, type Thing } from './things.ts'

let world: World
const portal = newId()
const began = Temporal.Instant.from(START)

beforeAll(async () => {
  world = await openWorld()
  await world.owner(TABLES)
  await installQueues(world.ownerUrl, [thingQueue.wake, thingQueue.sweep])
})
afterAll(() => world.close())
beforeEach(async () => {
  await world.setClock(START)
  await world.owner('truncate things, told')
  await world.owner(`delete from pgboss.job where name in ('thing', 'things_due')`)
})

/** Things of a queue that are due one after another, from now on. */
const write = (queue: string, count: number, due = began) =>
  world.owner(
    `insert into things (portal_id, queue, n, due_at)
     select $1, $2, n, $4::timestamptz + n * interval '1 millisecond' from generate_series(1, $3) n`,
    [portal, queue, count, due.subtract({ milliseconds: count }).toString()],
  )

const tell = async ({ queue, n }: Thing) => {
  await world.installation.db.ask('insert into told (thing) values ($1)', [`${queue}${n}`])
  return true
}

/** What others were told, in that order. */
const told = async () =>
  (await world.owner<{ thing: string }>('select thing from told order by at')).map(
    ({ thing }) => thing,
  )

const states = async () =>
  (
    await world.owner<{ thing: string }>(
      `select queue || n || ' ' || state as thing from things order by queue, n`,
    )
  ).map(({ thing }) => thing)

/** A hold ends by the database's own clock, which no test moves: that time passes here. */
const holdEnds = () =>
  world.owner(`update things set busy_until = now() - interval '1 millisecond'`)

/** As every minute, with a worker of its own: another process. */
async function minute(doing = tell, { installation } = world): Promise<void> {
  const { handlers } = thingWorker(installation, doing)
  await wakeDue(installation, thingQueue)
  await installation.jobs.drain(handlers)
}

async function killed(when: 'before' | 'after'): Promise<void> {
  const args = ['test/faults/things-program.ts', world.ownerUrl, portal, 'a', when]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] })
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null]
  expect(signal).toBe('SIGKILL')
}

describe('what is due, in a program that is killed', () => {
  it.each([
    ['before others are told', 'before', ['a1', 'a2', 'a3']],
    ['before it is written down', 'after', ['a1', 'a1', 'a2', 'a3']],
  ] as const)('%s, is done once its hold is over, in order', async (_, when, all) => {
    await write('a', 3)
    await killed(when)
    const first = await told()
    await minute()
    expect(await told()).toEqual(first)
    expect(await states()).toEqual(['a1 waiting', 'a2 waiting', 'a3 waiting'])
    await holdEnds()
    await minute()
    expect(await told()).toEqual(all)
    expect(await states()).toEqual(['a1 done', 'a2 done', 'a3 done'])
  })

  it('is not done again where it had been written down', async () => {
    await write('a', 1)
    await minute()
    await holdEnds()
    await minute()
    expect(await told()).toEqual(['a1'])
  })
})

describe('what is due', () => {
  it('is done once and in order by any number of programs at once', async () => {
    const queues = ['a', 'b', 'c', 'd', 'e']
    for (const queue of queues) await write(queue, 12)
    const programs = Array.from({ length: 4 }, () => thingWorker(world.installation, tell))
    while ((await states()).some((state) => state.endsWith('waiting')))
      await Promise.all(
        programs.flatMap((program) => queues.map((queue) => program.run({ portal, queue }))),
      )
    const all = await told()
    for (const queue of queues)
      expect(all.filter((thing) => thing.startsWith(queue))).toEqual(
        Array.from({ length: 12 }, (_, n) => `${queue}${n + 1}`),
      )
  })

  it('is done in so many queues at once and one at a time in each, so that a slow one delays itself alone', async () => {
    for (const queue of ['slow', 'b', 'c', 'd', 'e']) await write(queue, 3)
    const { promise: stuck, resolve: release } = Promise.withResolvers<void>()
    const { promise: full, resolve: fill } = Promise.withResolvers<void>()
    const hand = new Map<string, number>()
    let most = 0
    const worker = thingWorker(world.installation, async (thing) => {
      const { queue } = thing
      hand.set(queue, (hand.get(queue) ?? 0) + 1)
      expect(hand.get(queue)).toBe(1)
      most = Math.max(most, hand.size)
      if (hand.size === thingQueue.atOnce) fill()
      await full
      if (queue === 'slow') await stuck
      await tell(thing)
      hand.delete(queue)
      return true
    })
    const run = (queue: string) => worker.run({ portal, queue })
    const slow = run('slow')
    await Promise.all(['b', 'c', 'd', 'e'].flatMap((queue) => [run(queue), run(queue)]))
    expect(await told()).toHaveLength(12)
    expect(most).toBe(thingQueue.atOnce)
    release()
    await slow
    expect((await told()).slice(12)).toEqual(['slow1', 'slow2', 'slow3'])
  })

  it('is not missed where it falls due while the queue is found empty', async () => {
    let looks = 0
    const { db, ...rest } = world.installation
    // The second falls due, and its wake comes, after the look that finds nothing more and before its end.
    const worker = thingWorker(
      {
        ...rest,
        db: Object.assign(Object.create(db), {
          write: async (...asked: Parameters<typeof db.write>) => {
            const answer = await db.write(...asked)
            if (answer === null && ++looks === 1) {
              await write('a', 1)
              await worker.run({ portal, queue: 'a' })
            }
            return answer
          },
        }),
      } as unknown as Installation,
      tell,
    )
    await worker.run({ portal, queue: 'a' })
    expect(await told()).toEqual(['a1'])
  })

  it('and is withdrawn while another is in hand, is not done; what is in hand stays withdrawn', async () => {
    await write('a', 3)
    await minute(async (thing) => {
      await world.owner(`update things set state = 'withdrawn'`)
      return tell(thing)
    })
    expect(await told()).toEqual(['a1'])
    expect(await states()).toEqual(['a1 withdrawn', 'a2 withdrawn', 'a3 withdrawn'])
  })

  it('is left to the next who starts, where the program is to stop', async () => {
    await write('a', 3)
    const { jobs, ...rest } = world.installation
    const stopping = { stopping: false }
    const leaving = thingWorker(
      { ...rest, jobs: stopping } as unknown as Installation,
      async (thing) => {
        stopping.stopping = true
        return tell(thing)
      },
    )
    await leaving.run({ portal, queue: 'a' })
    expect(await told()).toEqual(['a1'])
    await minute()
    expect(await told()).toEqual(['a1', 'a2', 'a3'])
    expect(jobs.stopping).toBe(false)
  })
})

describe('what cannot be done', () => {
  it('is tried again and parked at last; what comes after it goes on, and the operator is told', async () => {
    await write('a', 3)
    const poisoned = async (thing: Thing) => thing.n !== 1 && tell(thing)
    const worker = thingWorker(world.installation, poisoned)
    const run = () => worker.run({ portal, queue: 'a' })
    await run()
    expect(await told()).toEqual(['a2', 'a3'])
    await expect(worker.sweep()).rejects.toThrow('1 of what is due could not be done')
    await worker.sweep()
    for (const minutes of [1, 2]) {
      await world.setClock(began.add({ minutes }))
      await run()
    }
    expect(await states()).toEqual(['a1 parked', 'a2 done', 'a3 done'])
    await world.setClock(began.add({ hours: 9 }))
    await run()
    expect(await told()).toEqual(['a2', 'a3'])
  })

  it('since it throws, stays held; its queue is come back to, others go on, and the operator is told', async () => {
    await write('a', 2)
    await write('b', 2)
    const worker = thingWorker(world.installation, async (thing) => {
      if (thing.queue === 'a') throw new Error('a bug')
      return tell(thing)
    })
    await expect(worker.run({ portal, queue: 'a' })).rejects.toThrow('a bug')
    await worker.run({ portal, queue: 'a' })
    await worker.run({ portal, queue: 'b' })
    expect(await told()).toEqual(['b1', 'b2'])
    await expect(worker.sweep()).rejects.toThrow('1 of what is due could not be done')
    await holdEnds()
    await minute()
    expect(await told()).toEqual(['b1', 'b2', 'a1', 'a2'])
  })
})

describe('a clock that jumps', () => {
  it('ahead frees nothing that somebody holds, and back makes nothing due that is not', async () => {
    await write('a', 1)
    await write('b', 1, began.add({ hours: 1 }))
    const other = thingWorker(world.installation, tell)
    await minute(async (thing) => {
      await world.setClock(began.add({ hours: 24 * 365 }))
      await other.run({ portal, queue: 'a' })
      await world.setClock(began)
      return tell(thing)
    })
    expect(await told()).toEqual(['a1'])
    await minute()
    expect(await told()).toEqual(['a1'])
    await world.setClock(began.add({ hours: 1 }))
    await minute()
    expect(await told()).toEqual(['a1', 'b1'])
  })
})

it('a wake is queued for what is due before the next sweep, and for nothing later', async () => {
  const { installation } = world
  const seconds = async (wait: Temporal.DurationLike) => {
    await installation.db.write({ portal }, (tx) =>
      wakeIn(installation, tx, thingQueue, { portal, queue: 'a' }, Temporal.Duration.from(wait)),
    )
    const rows = await world.owner<{ wait: number }>(
      `delete from pgboss.job where name = 'thing' and state = 'created'
       returning extract(epoch from start_after - created_on)::float as wait`,
    )
    return rows.map((row) => Math.round(row.wait))
  }
  expect(await seconds({ milliseconds: 4200 })).toEqual([5])
  expect(await seconds({ seconds: -3 })).toEqual([1])
  expect(await seconds({ seconds: 60 })).toEqual([60])
  expect(await seconds({ seconds: 61 })).toEqual([])
})

describe('a sweep', () => {
  /** @param bringAbout what happens to each of the due things, which are more than a batch */
  const swept = (bringAbout: (n: number) => Promise<void>, count = 1203) =>
    sweepDue(world.installation, {
      name: 'thing',
      due: async (_tx, _now, after: number | undefined, limit) =>
        Array.from({ length: count }, (_, n) => n).slice(
          (after ?? -1) + 1,
          (after ?? -1) + 1 + limit,
        ),
      queue: (n) => String(n % 7),
      atOnce: 4,
      bringAbout,
    })

  it('passes each thing once, though it stays due; each queue in order, so many queues at once', async () => {
    const passed: number[] = []
    const hand = new Set<number>()
    let most = 0
    const failed = await swept(async (n) => {
      expect(hand.has(n % 7)).toBe(false)
      hand.add(n % 7)
      most = Math.max(most, hand.size)
      await new Promise(setImmediate)
      hand.delete(n % 7)
      passed.push(n)
    })
    expect(failed).toBe(0)
    expect(most).toBe(4)
    expect(passed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 1203 }, (_, n) => n))
    for (let queue = 0; queue < 7; queue++) {
      const those = passed.filter((n) => n % 7 === queue)
      expect(those).toEqual(those.toSorted((a, b) => a - b))
    }
  })

  it('counts what throws and does the rest, but ends where the database is away', async () => {
    let done = 0
    const failed = await swept(async (n) => {
      if (n % 100 === 0) throw new Error('a bug')
      done++
    })
    expect([failed, done]).toEqual([13, 1190])
    const away = () => Promise.reject(new DatabaseUnavailable('away'))
    await expect(swept(away, 3)).rejects.toThrow(DatabaseUnavailable)
  })
})

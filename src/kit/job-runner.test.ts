import { describe, expect, it, vi } from 'vitest'
import { JobRunner, type Concurrency, type ClaimedJob } from './job-runner.ts'

/** Jobs that end when the test says so. */
class Bench {
  readonly waiting: ClaimedJob[] = []
  readonly running = new Map<string, () => void>()
  readonly begun: string[] = []
  looks = 0
  broken = false
  readonly runner: JobRunner

  constructor(concurrency: Concurrency = { atOnce: 4, most: 6, perGroup: 2 }) {
    this.runner = new JobRunner({
      concurrency,
      take: async (without) => {
        this.looks++
        if (this.broken) throw new Error('away')
        const at = this.waiting.findIndex((job) => !without.includes(job.groupId ?? ''))
        return at === -1 ? undefined : this.waiting.splice(at, 1)[0]
      },
      run: (job) => {
        this.begun.push(job.id)
        return new Promise((resolve) => {
          this.running.set(job.id, () => {
            this.running.delete(job.id)
            resolve()
          })
        })
      },
      failed: () => undefined,
    })
  }

  add(group: string | null, ...ids: string[]): void {
    for (const id of ids) this.waiting.push({ id, retryCount: 0, data: {}, groupId: group })
    this.runner.wake()
  }
}

/** Waits until these have begun, and no others. */
async function begins(bench: Bench, ...ids: string[]): Promise<void> {
  await vi.waitFor(
    () => {
      if (bench.begun.toSorted().join() !== ids.toSorted().join())
        throw new Error(`begun: ${bench.begun.join()}`)
    },
    { timeout: 30_000, interval: 5 },
  )
}

describe('jobs are taken', () => {
  it('each as soon as there is a place, whatever the others are doing', async () => {
    const bench = new Bench()
    bench.add('a', 'a1', 'a2', 'a3')
    await begins(bench, 'a1', 'a2')
    bench.add('b', 'b1')
    await begins(bench, 'a1', 'a2', 'b1')
    bench.running.get('b1')!()
    bench.add('c', 'c1')
    await begins(bench, 'a1', 'a2', 'b1', 'c1')
    bench.running.get('a1')!()
    await begins(bench, 'a1', 'a2', 'b1', 'c1', 'a3')
    expect(bench.runner.running.map(({ id }) => id)).toEqual(['a2', 'c1', 'a3'])
  })

  it('from each lane in turn: whoever has hundreds waiting gets no more than whoever has one', async () => {
    const bench = new Bench({ atOnce: 1, most: 1, perGroup: 1 })
    const many = (group: string) => Array.from({ length: 100 }, (_, n) => `${group}${n}`)
    bench.add('a', ...many('a'))
    bench.add('b', ...many('b'))
    bench.add('c', 'c0')
    while (!bench.begun.includes('c0')) {
      await expect.poll(() => bench.running.size, { interval: 5 }).toBe(1)
      bench.running.values().next().value!()
    }
    expect(bench.begun).toEqual(['a0', 'b0', 'c0'])
  })

  it('without a lane as long as there is a place, and never more than that', async () => {
    const bench = new Bench({ atOnce: 4, most: 4, perGroup: 2 })
    bench.add(null, '1', '2', '3', '4', '5')
    await begins(bench, '1', '2', '3', '4')
    bench.running.get('2')!()
    await begins(bench, '1', '2', '3', '4', '5')
    expect(bench.waiting).toEqual([])
  })

  it('in the place of what takes long, up to a bound', async () => {
    const bench = new Bench({ atOnce: 1, most: 2, perGroup: 1 })
    bench.add('a', 'a1')
    await begins(bench, 'a1')
    bench.add('b', 'b1')
    bench.add('c', 'c1')
    await expect.poll(() => bench.begun).toEqual(['a1', 'b1'])
    bench.running.get('b1')!()
    await begins(bench, 'a1', 'b1', 'c1')
  })

  it('again once the database is back, and not at all once it is to stop', async () => {
    const bench = new Bench()
    bench.broken = true
    bench.add('a', 'a1')
    await expect.poll(() => bench.looks).toBeGreaterThan(0)
    bench.broken = false
    await expect.poll(() => bench.begun).toEqual(['a1'])
    const stopped = bench.runner.stop()
    bench.add('b', 'b1')
    bench.running.get('a1')!()
    await stopped
    expect(bench.begun).toEqual(['a1'])
  })

  it('looking past a lane that is full no more than ten times a second', async () => {
    const bench = new Bench({ atOnce: 4, most: 4, perGroup: 1 })
    bench.add('a', 'a1', 'a2')
    await begins(bench, 'a1')
    const before = bench.looks
    for (let n = 0; n < 50; n++) bench.runner.wake()
    bench.add('b', 'b1')
    await begins(bench, 'a1', 'b1')
    expect(bench.looks - before).toBeLessThan(10)
  })
})

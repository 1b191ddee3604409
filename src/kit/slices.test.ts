import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { inSlices, othersFirst } from './slices.ts'

describe('a long computation', () => {
  it('goes on after others, and of several that wait one a round', async () => {
    const gone: number[] = []
    const waiting = [1, 2, 3].map(async (one) => {
      await othersFirst()
      gone.push(one)
    })
    expect(gone).toEqual([])
    const seen: number[] = []
    while (gone.length < 3) {
      await setImmediate()
      seen.push(gone.length)
    }
    expect(seen.every((many, index) => many - (seen[index - 1] ?? 0) <= 1)).toBe(true)
    await Promise.all(waiting)
  })

  it('does each of many once, in their order, with pauses for others', async () => {
    const done: number[] = []
    let served = 0
    const others = (async () => {
      while (done.length < 30) {
        await setImmediate()
        served++
      }
    })()
    const hard = () => {
      const until = performance.now() + 2
      while (performance.now() < until);
    }
    await inSlices(Array.from({ length: 30 }).keys(), (one) => {
      hard()
      done.push(one)
    })
    await others
    expect(done).toEqual([...Array.from({ length: 30 }).keys()])
    expect(served).toBeGreaterThan(2)
  })
})

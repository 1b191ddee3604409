import { performance } from 'node:perf_hooks'
import { beforeAll, describe, expect, it } from 'vitest'
import { guessesOf } from './guesses.ts'

beforeAll(() => guessesOf('loads the dictionaries', []))

describe('estimating guesses', () => {
  it('is done on a thread of its own, so that nobody else waits for any number of them', async () => {
    const before = performance.eventLoopUtilization()
    const hard = '4602848042488246806686622242024240642486626464826646422468482808'
    await Promise.all(Array.from({ length: 20 }, () => guessesOf(hard, [])))
    const { active, idle } = performance.eventLoopUtilization(before)
    expect(active).toBeLessThan(idle)
  })

  it('lets whoever chooses a password wait for two that are measured, not for all', async () => {
    const order: string[] = []
    const measured = Array.from({ length: 5 }, async (_, at) => {
      await guessesOf(`otters ${at}`, [], 'measure')
      order.push('measured')
    })
    const chosen = guessesOf('seven otters under one umbrella', []).then(() => order.push('chosen'))
    await Promise.all([...measured, chosen])
    expect(order.indexOf('chosen')).toBeLessThanOrEqual(2)
  })

  it('judges a long one by its beginning', async () => {
    const long = 'seven otters under one umbrella '.repeat(32)
    expect(await guessesOf(long, [])).toEqual(await guessesOf(long.slice(0, 64), []))
  })
})

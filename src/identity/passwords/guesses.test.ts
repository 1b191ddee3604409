import { setImmediate as turn } from 'node:timers/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { guessesOf } from './guesses.ts'

beforeAll(() => guessesOf('loads the dictionaries', []))

describe('estimating guesses', () => {
  it('lets everybody else go on between two of any number of estimates', async () => {
    let turns = 0
    let over = false
    const others = (async () => {
      for (; !over; turns++) await turn()
    })()
    await Promise.all(Array.from({ length: 10 }, (_, at) => guessesOf(`herons ${at}`, [])))
    over = true
    await others
    expect(turns).toBeGreaterThanOrEqual(10)
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

import { describe, expect, it } from 'vitest'
import { Turns } from './turns.ts'

/** Asks for turns that end when told to; notes who began. */
function asking(turns: Turns) {
  const began: string[] = []
  const ends: (() => void)[] = []
  const ask = (whose: string) =>
    turns.take(whose, () => {
      began.push(whose)
      return new Promise<void>((end) => ends.push(end))
    })
  const endOne = async () => {
    ends.shift()!()
    await new Promise(setImmediate)
  }
  return { began, ask, endOne, settled: () => new Promise(setImmediate) }
}

describe('turns', () => {
  it('are given to no more than fit at once, in order', async () => {
    const { began, ask, endOne, settled } = asking(new Turns(2))
    const all = Promise.all(['a', 'a', 'a', 'a'].map(ask))
    await settled()
    expect(began).toHaveLength(2)
    for (let i = 0; i < 4; i++) await endOne()
    await all
    expect(began).toHaveLength(4)
  })

  it('go round: one who crowds in waits behind itself, not before others', async () => {
    const { began, ask, endOne, settled } = asking(new Turns(1))
    const all = Promise.all(['a', 'a', 'a', 'a', 'b', 'c', 'b'].map(ask))
    await settled()
    for (let i = 0; i < 7; i++) await endOne()
    await all
    // The first began before the others asked.
    expect(began.join('')).toBe('aabcaba')
  })

  it('leave room for others whatever one asks for', async () => {
    const { began, ask, endOne, settled } = asking(new Turns(4, 2))
    const all = Promise.all(['a', 'a', 'a', 'a', 'b'].map(ask))
    await settled()
    expect(began).toEqual(['a', 'a', 'b'])
    for (let i = 0; i < 5; i++) await endOne()
    await all
  })

  it('come back when work fails', async () => {
    const turns = new Turns(1)
    const failing = turns.take('a', () => Promise.reject(new Error('no')))
    await expect(failing).rejects.toThrow('no')
    expect(await turns.take('a', async () => 'next')).toBe('next')
  })
})

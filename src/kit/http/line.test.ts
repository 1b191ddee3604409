import { describe, expect, it, vi } from 'vitest'
import { Line, type LineCaps } from './line.ts'

const CAPS: LineCaps = { atOnce: 64, atOnceOfNetwork: 32, placeMs: 60_000 }

/** A line whose members are ended when told to; notes who has begun, and who was turned away. */
function standing(caps: Partial<LineCaps>) {
  const line = new Line({ ...CAPS, ...caps })
  const [begun, away]: [string[], string[]] = [[], []]
  const ends: (() => void)[] = []
  const enter = (...networks: string[]) => {
    for (const network of networks)
      line.enter(network, {
        begin: () => {
          begun.push(network)
          return new Promise<void>((end) => ends.push(end))
        },
        turnAway: () => void away.push(network),
      })
  }
  const settled = () => new Promise((resolve) => setTimeout(resolve))
  const endOne = async () => {
    ends.shift()!()
    await settled()
  }
  return { line, begun, away, enter, endOne, settled }
}

describe('a line', () => {
  it('begins no more at once than fit, of however many networks', async () => {
    const { begun, enter, endOne, settled } = standing({ atOnce: 2 })
    enter('a', 'b', 'c', 'd')
    await settled()
    expect(begun).toEqual(['a', 'b'])
    await endOne()
    expect(begun).toEqual(['a', 'b', 'c'])
  })

  it('begins no more of one network than that has places', async () => {
    const { begun, enter, endOne, settled } = standing({ atOnceOfNetwork: 2 })
    enter('a', 'a', 'a', 'b')
    await settled()
    expect(begun).toEqual(['a', 'a', 'b'])
    await endOne()
    expect(begun).toEqual(['a', 'a', 'b', 'a'])
  })

  it('takes networks in turn, and first whoever comes with nothing under way', async () => {
    const { begun, enter, endOne, settled } = standing({ atOnce: 1 })
    enter('a', 'a', 'a', 'b', 'b')
    await settled()
    await endOne()
    enter('c')
    for (let left = 4; left > 0; left--) await endOne()
    expect(begun.join('')).toBe('abcaba')
  })

  it('turns away whoever of a network came last', async () => {
    const { line, begun, away, enter, endOne, settled } = standing({ atOnce: 1 })
    enter('a', 'a', 'b')
    await settled()
    expect([line.shorten('a'), line.shorten('a'), line.shorten('c')]).toEqual([true, false, false])
    expect(away).toEqual(['a'])
    await endOne()
    expect(begun).toEqual(['a', 'b'])
  })

  it('gives the place of one that takes long to the next, and counts it with its network still', async () => {
    const { begun, enter } = standing({ atOnce: 1, atOnceOfNetwork: 2, placeMs: 5 })
    enter('a', 'a', 'a', 'b', 'c')
    await vi.waitFor(() => expect(begun.toSorted()).toEqual(['a', 'a', 'b', 'c']))
  })

  it('begins one a turn of the event loop while others may be connecting, and more otherwise', async () => {
    const many = Array.from({ length: 20 }, () => 'a')
    const { line, begun, enter, settled } = standing({})
    line.hurry()
    enter(...many)
    expect(begun).toHaveLength(1)
    line.hurry()
    await new Promise(setImmediate)
    expect(begun).toHaveLength(2)
    await settled()
    await vi.waitFor(() => expect(begun).toHaveLength(20))
  })
})

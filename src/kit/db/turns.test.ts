import { describe, expect, it } from 'vitest'
import { Turns } from './turns.ts'

describe('turns', () => {
  it('let so many of a name run at once, in the order they came, and hold up no other name', async () => {
    const turns = new Turns(2)
    const started: string[] = []
    const gates = new Map<string, () => void>()
    const work = (name: string, id: string) =>
      turns.take(name, () => {
        started.push(id)
        return new Promise<void>((done) => gates.set(id, done))
      })
    const all = ['a1', 'a2', 'a3', 'a4', 'b1'].map((id) => work(id[0]!, id))
    await Promise.resolve()
    expect(started).toEqual(['a1', 'a2', 'b1'])
    gates.get('a2')!()
    await all[1]
    await Promise.resolve()
    expect(started).toEqual(['a1', 'a2', 'b1', 'a3'])
    for (const id of ['a1', 'a3', 'b1']) gates.get(id)!()
    await Promise.all([all[0], all[2], all[4]])
    gates.get('a4')!()
    await Promise.all(all)
    expect(started.at(-1)).toBe('a4')
  })

  it('pass on although the work failed', async () => {
    const turns = new Turns(1)
    const failed = turns.take('a', () => Promise.reject(new Error('no')))
    const next = turns.take('a', () => Promise.resolve('yes'))
    await expect(failed).rejects.toThrow('no')
    expect(await next).toBe('yes')
  })

  it('are given up by whoever has waited without a sign that things go on, and by nobody else', async () => {
    const turns = new Turns(1)
    const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
    const first = turns.take('a', () => held)
    let signs = 3
    const impatient = { left: () => (signs-- > 0 ? 1 : 0), over: () => new Error('no sign') }
    let worked = false
    const second = turns.take('a', async () => void (worked = true), impatient)
    const third = turns.take('a', async () => 'its turn')
    await expect(second).rejects.toThrow('no sign')
    expect(signs).toBeLessThan(0)
    letGo()
    await first
    expect(await third).toBe('its turn')
    expect(worked).toBe(false)
  })
})

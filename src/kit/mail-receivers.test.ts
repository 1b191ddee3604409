import { describe, expect, it } from 'vitest'
import { Receivers } from './mail-receivers.ts'

const hang = () => Promise.withResolvers<void>()
const sent = async () => undefined
const fails = (error: Error) => () => Promise.reject(error)

describe('a receiver’s lane', () => {
  it('has eight mails on their way at once, and the lane beside it its own', async () => {
    const receivers = new Receivers(() => 0)
    const held = Array.from({ length: 8 }, hang)
    const going = held.map(({ promise }, n) => receivers.send(`c${n}@Slow.example`, () => promise))
    expect(await receivers.send('c9@slow.example', sent)).toBe('busy')
    expect(await receivers.send('c9@quick.example', sent)).toBe('sent')
    for (const { resolve } of held) resolve()
    expect(new Set(await Promise.all(going))).toEqual(new Set(['sent']))
    expect(await receivers.send('c9@slow.example', sent)).toBe('sent')
  })

  it('lets nobody in while it keeps somebody waiting', async () => {
    let now = 0
    const receivers = new Receivers(() => now)
    const held = hang()
    const going = receivers.send('a@slow.example', () => held.promise)
    now = 2500
    expect(await receivers.send('b@slow.example', sent)).toBe('sent')
    now = 2501
    expect(await receivers.send('b@slow.example', sent)).toBe('slow')
    held.resolve()
    await going
    expect(await receivers.send('b@slow.example', sent)).toBe('sent')
  })

  it('after silence has one mail ask whether it is back, until one is taken or minutes have passed', async () => {
    let now = 0
    const receivers = new Receivers(() => now)
    const two = async () => {
      const held = [hang(), hang()]
      const both = held.map(({ promise }) => receivers.send('a@slow.example', () => promise))
      for (const { resolve } of held) resolve()
      return Promise.all(both)
    }
    const silence = () => receivers.send('a@slow.example', fails(new Error('timeout')))
    await expect(silence()).rejects.toThrow('timeout')
    expect(await two()).toEqual(['sent', 'slow'])
    expect(await two()).toEqual(['sent', 'sent'])
    await expect(silence()).rejects.toThrow('timeout')
    now += 5 * 60_000
    expect(await two()).toEqual(['sent', 'sent'])
  })

  it('is not silent where it answers, though it takes nothing', async () => {
    const receivers = new Receivers(() => 0)
    const busy = Object.assign(new Error('later'), { responseCode: 451 })
    await expect(receivers.send('a@busy.example', fails(busy))).rejects.toThrow('later')
    const held = [hang(), hang()]
    const both = held.map(({ promise }) => receivers.send('a@busy.example', () => promise))
    for (const { resolve } of held) resolve()
    expect(await Promise.all(both)).toEqual(['sent', 'sent'])
  })
})

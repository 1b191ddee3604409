import { describe, expect, it } from 'vitest'
import { Receivers } from './mail-receivers.ts'

const hang = () => Promise.withResolvers<void>()
const sent = async () => undefined
const fails = (error: object) => () => Promise.reject(Object.assign(new Error('no'), error))
const silence = { code: 'ETIMEDOUT', timeoutType: 'SOCKET_TIMEOUT' }
const MINUTE = 60_000

/** Queues at a time of our own. */
function queues() {
  const clock = { now: 0 }
  const receivers = new Receivers(() => clock.now)
  /** Begins a mail that is on its way until it ends, as silence if that is so. */
  const begin = (to: string) => {
    const { promise, resolve, reject } = hang()
    const passed = receivers.send(to, () => promise).catch(() => 'silent')
    return {
      passed,
      arrives: () => (resolve(), passed),
      isSilent: () => (reject(Object.assign(new Error('no'), silence)), passed),
    }
  }
  const isSent = (to: string) => receivers.send(to, sent)
  const isSilent = async (to: string) => {
    await expect(receivers.send(to, fails(silence))).rejects.toThrow('no')
  }
  return { clock, receivers, begin, isSent, isSilent }
}

describe('a mail domain’s lane', () => {
  it('has eight mails on their way at once, and the lane beside it its own', async () => {
    const { begin, isSent } = queues()
    const going = Array.from({ length: 8 }, (_, n) => begin(`c${n}@Slow.example`))
    expect(await isSent('c9@slow.example')).toBe('busy')
    expect(await isSent('c9@quick.example')).toBe('sent')
    for (const one of going) expect(await one.arrives()).toBe('sent')
    expect(await isSent('c9@slow.example')).toBe('sent')
  })

  it('lets one after the other pass whoever hangs, until several hang', async () => {
    const { clock, begin, isSent } = queues()
    const first = begin('a@some.example')
    for (const name of ['b', 'c', 'd']) {
      clock.now += 2501
      expect(await isSent('x@some.example')).toBe('sent')
      begin(`${name}@some.example`)
      expect(await isSent('x@some.example')).toBe('busy')
    }
    clock.now += 2501
    expect(await isSent('x@some.example')).toBe('slow')
    await first.arrives()
    expect(await isSent('x@some.example')).toBe('sent')
  })

  it('where nobody is answered has one mail ask, and one beside it, until one is or minutes have passed', async () => {
    const { clock, begin, isSilent, isSent } = queues()
    await isSilent('a@silent.example')
    const asking = begin('b@silent.example')
    expect(await isSent('c@silent.example')).toBe('slow')
    clock.now += 2501
    const beside = begin('c@silent.example')
    clock.now += 2501
    expect(await isSent('d@silent.example')).toBe('slow')
    await asking.isSilent()
    await beside.arrives()
    const going = ['d', 'e', 'f'].map((name) => begin(`${name}@silent.example`))
    for (const one of going) expect(await one.arrives()).toBe('sent')
    clock.now += MINUTE
    await isSilent('a@silent.example')
    clock.now += 5 * MINUTE
    const again = ['d', 'e', 'f'].map((name) => begin(`${name}@silent.example`))
    for (const one of again) expect(await one.arrives()).toBe('sent')
  })

  it('is not silent where it answers, though it takes nothing, nor because the mail server is away', async () => {
    const { receivers, begin } = queues()
    for (const error of [
      { responseCode: 451, command: 'RCPT TO' },
      { code: 'ESOCKET', command: 'CONN' },
    ]) {
      await expect(receivers.send('a@busy.example', fails(error))).rejects.toThrow('no')
      const going = [begin('a@busy.example'), begin('a@busy.example')]
      for (const one of going) expect(await one.arrives()).toBe('sent')
    }
  })
})

describe('a mailbox about which nobody answers', () => {
  it('is left alone for longer each time, until it answers', async () => {
    const { clock, isSent, isSilent } = queues()
    const box = 'Mute@some.example'
    for (const minutes of [1, 5, 15, 15]) {
      await isSilent(box)
      clock.now += minutes * MINUTE - 1
      expect(await isSent(box)).toBe('slow')
      clock.now += 1
    }
    expect(await isSent(box)).toBe('sent')
    await isSilent(box)
    clock.now += MINUTE
    expect(await isSent(box)).toBe('sent')
  })

  it('has its turn again beside the others, though only one such at a time', async () => {
    const { clock, begin, isSent, isSilent } = queues()
    for (const box of ['mute@some.example', 'deaf@some.example']) await isSilent(box)
    clock.now += MINUTE
    const again = begin('mute@some.example')
    // It is not waited for whether it hangs once more.
    expect(await isSent('bo@some.example')).toBe('sent')
    expect(await isSent('deaf@some.example')).toBe('slow')
    await again.isSilent()
    expect(await isSent('deaf@some.example')).toBe('sent')
  })
})

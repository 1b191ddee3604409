import { describe, expect, it } from 'vitest'
import { looksShared } from './shared-login.ts'

const desk = 'Mozilla/5.0 (Windows NT 10.0) Gecko/20100101 Firefox/140.0'
const hand = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1'
const from = (ip: string, device: string, user_agent = desk) => ({
  ip,
  device: Buffer.from(device),
  user_agent,
})

describe('a sign-in that is used at once', () => {
  it('at two computers on two networks looks shared', () => {
    expect(looksShared(from('192.0.2.1', 'a'), from('192.0.2.2', 'b'))).toBe(true)
    expect(looksShared(from('192.0.2.1', 'a', hand), from('192.0.2.2', 'b', hand))).toBe(true)
  })

  it.each([
    ['on one network', from('192.0.2.1', 'a'), from('192.0.2.1', 'b')],
    ['on one network of the new kind', from('2001:db8::1', 'a'), from('2001:db8::2', 'b')],
    ['on one device that travels', from('192.0.2.1', 'a'), from('192.0.2.2', 'a')],
    ['at a computer and a phone', from('192.0.2.1', 'a'), from('192.0.2.2', 'b', hand)],
    ['from nobody knows where', { ...from('', 'a'), ip: null }, from('192.0.2.2', 'b')],
  ])('%s does not', (_, one, other) => expect(looksShared(one, other)).toBe(false))
})

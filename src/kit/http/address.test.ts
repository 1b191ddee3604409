import { describe, expect, it } from 'vitest'
import { clientAddress, networkOf, networks } from './address.ts'

const proxies = networks(['127.0.0.1', '10.0.0.0/8', 'fd00::/8'])

describe('a visitor’s address', () => {
  it('is the connection’s, whatever a stranger forwards', () => {
    for (const forwarded of ['1.1.1.1', '2.2.2.2, 127.0.0.1', '127.0.0.1', 'x', undefined])
      expect(clientAddress('203.0.113.9', forwarded, proxies)).toBe('203.0.113.9')
    expect(clientAddress(undefined, '1.1.1.1', proxies)).toBeUndefined()
    expect(clientAddress('127.0.0.1', '1.1.1.1', networks([]))).toBe('127.0.0.1')
  })

  it.each([
    ['198.51.100.7', '198.51.100.7'],
    ['6.6.6.6, 198.51.100.7', '198.51.100.7'],
    ['6.6.6.6, 198.51.100.7, 10.1.2.3', '198.51.100.7'],
    ['10.9.9.9, 10.1.2.3', '10.9.9.9'],
    ['198.51.100.7:4711, [fd00::1]:80', '198.51.100.7'],
    ['::ffff:198.51.100.7', '198.51.100.7'],
    ['2001:DB8::1', '2001:db8::1'],
    ['198.51.100.7, nonsense, 10.1.2.3', '10.1.2.3'],
    ['', '10.0.0.1'],
    [undefined, '10.0.0.1'],
  ])('is, of what a trusted proxy forwards (%s), the right-most that is none', (forwarded, is) => {
    expect(clientAddress('::ffff:10.0.0.1', forwarded, proxies)).toBe(is)
  })

  it.each(['10.0.0.0/33', 'fd00::/129', '10.0.0/8', 'proxy.example', '10.0.0.1/', '1.1.1.1/8/8'])(
    'has no network %s',
    (text) => {
      expect(() => networks([text])).toThrow(text)
    },
  )
})

describe('a network', () => {
  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::', 'fe80:0:0:0::/64'],
  ])('of %s is %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})

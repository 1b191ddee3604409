import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../kit/ids.ts'
import { belongsToInstallation, hostName, proposedSlugs, RESERVED_SLUGS, slug } from './host.ts'

const portal = newId()
const url = new URL('https://portals.example.com:8443')

describe('a slug', () => {
  it.each(['abc', 'harbour-law', 'a1-b2', 'x'.repeat(40)])('may be %s', (text) => {
    expect(slug.safeParse(text).success).toBe(true)
  })

  it.each([
    '',
    'ab',
    '1abc',
    '-abc',
    'abc-',
    'a--b',
    'xn--abc',
    'a.b.c',
    'a_b',
    'añb',
    'a b',
    'x'.repeat(41),
  ])('may not be %j', (text) => {
    expect(slug.safeParse(text).success).toBe(false)
  })

  it('is written in lower case', () => {
    expect(slug.parse(' Harbour-LAW ')).toBe('harbour-law')
  })

  it.each(['www', 'api', 'console', 'mail', 'admin'])('leaves %s to the installation', (text) => {
    expect(RESERVED_SLUGS.has(text)).toBe(true)
  })

  it('is proposed from the name', () => {
    expect(proposedSlugs('Müller & Söhne GmbH', portal)[0]).toBe('muller-sohne-gmbh')
    expect(proposedSlugs('24 Hour Towing', portal)[0]).toBe('hour-towing')
    expect(proposedSlugs('株式会社', portal)[0]).toMatch(/^portal-[0-9a-z]{6}$/)
    expect(proposedSlugs('Bell Bakery & Daughters of the Long Street', portal)[0]).toBe(
      'bell-bakery-daughters-of-the',
    )
    expect(proposedSlugs(`The ${'n'.repeat(40)}`, portal)[0]).toBe(`the-${'n'.repeat(28)}`)
    expect(proposedSlugs('n'.repeat(40), portal)[0]).toBe('n'.repeat(32))
    expect(proposedSlugs('Admin', portal)[0]).toBe('portal-admin')
  })

  it('is proposed well formed and not reserved, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 120 }), (name) => {
        const proposed = proposedSlugs(name, portal)
        return (
          proposed.length > 0 &&
          proposed.every((text) => slug.safeParse(text).success && !RESERVED_SLUGS.has(text))
        )
      }),
    )
  })
})

describe('a host of one’s own', () => {
  it.each([
    ['portal.acme.example', 'portal.acme.example'],
    ['Portal.ACME.example.', 'portal.acme.example'],
    ['münchen.example', 'xn--mnchen-3ya.example'],
  ])('%s is kept as %s', (text, host) => {
    expect(hostName.parse(text)).toBe(host)
  })

  it.each([
    '',
    'localhost',
    '127.0.0.1',
    '[::1]',
    'a..b.example',
    '-a.example',
    'a-.example',
    'a.example:80',
    'a.example/path',
    'https://a.example',
    'a b.example',
    `${'a'.repeat(64)}.example`,
    'a_b.example',
    '2130706433.1',
  ])('%j is none', (text) => {
    expect(hostName.safeParse(text).success).toBe(false)
  })

  it('does not lie below the installation’s', () => {
    expect(belongsToInstallation('portals.example.com', { url })).toBe(true)
    expect(belongsToInstallation('a.portals.example.com', { url })).toBe(true)
    expect(belongsToInstallation('notportals.example.com', { url })).toBe(false)
  })
})

import { describe, expect, it } from 'vitest'
import { aPng } from '../../../test/images.ts'
import { judgeLogo, LOGO_BYTES, LOGO_SIDE, logoType } from './logo.ts'

describe('a logo', () => {
  it.each([
    ['image/png', '89504e470d0a1a0a0000000d'],
    ['image/jpeg', 'ffd8ffe000104a46'],
    ['image/webp', '524946461a000000574542505650384c'],
  ])('is known as %s by its bytes', (type, bytes) => {
    expect(logoType(Buffer.from(bytes, 'hex'))).toBe(type)
  })

  it.each([
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<html><script>alert(1)</script>',
    'GIF89a',
    'RIFF....WAVE',
    '\x89PNG',
    '',
  ])('is nothing else, such as %j', (text) => {
    expect(logoType(Buffer.from(text, 'latin1'))).toBeNull()
  })

  const jpeg = (width: number, height: number) => {
    const frame = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108', 'hex')
    const sides = Buffer.alloc(12)
    sides.writeUInt16BE(height, 0)
    sides.writeUInt16BE(width, 2)
    return Buffer.concat([frame, sides])
  }
  const webp = (width: number, height: number) => {
    const bytes = Buffer.alloc(40)
    bytes.write('RIFF\x20\0\0\0WEBPVP8X\x0a\0\0\0', 'latin1')
    bytes.writeUIntLE(width - 1, 24, 3)
    bytes.writeUIntLE(height - 1, 27, 3)
    return bytes
  }

  it.each([
    ['PNG', aPng],
    ['JPEG', jpeg],
    ['WebP', webp],
  ])('%s of more pixels than may be is known by its header', (_, image) => {
    expect(judgeLogo(image(LOGO_SIDE, 40))).toHaveProperty('type')
    expect(judgeLogo(image(LOGO_SIDE + 1, 40))).toEqual({ wrong: 'logo_pixels' })
    expect(judgeLogo(image(40, LOGO_SIDE + 1))).toEqual({ wrong: 'logo_pixels' })
  })

  it('whose header does not say its size is none', () => {
    for (const bytes of [aPng(0, 40), aPng(0xffffffff, 1)])
      expect(judgeLogo(bytes)).toEqual({ wrong: 'logo_pixels' })
    for (const bytes of [aPng().subarray(0, 12), jpeg(9, 9).subarray(0, 20)])
      expect(judgeLogo(bytes)).toEqual({ wrong: 'logo_type' })
    expect(judgeLogo(Buffer.concat([aPng(), Buffer.alloc(LOGO_BYTES)]))).toEqual({
      wrong: 'logo_too_large',
    })
  })
})

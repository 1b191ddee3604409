import { describe, expect, it } from 'vitest'
import { aJpeg, aPng, aWebp } from '../../../test/images.ts'
import { checkLogo, LOGO_BYTES, LOGO_SIDE, logoType } from './logo.ts'

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

  it.each([
    ['PNG', aPng],
    ['JPEG', aJpeg],
    ['WebP', aWebp],
  ])('%s of more pixels than may be is known by its header', (_, image) => {
    expect(checkLogo(image(LOGO_SIDE, 40))).toHaveProperty('type')
    expect(checkLogo(image(LOGO_SIDE + 1, 40))).toEqual({ wrong: 'logo_pixels' })
    expect(checkLogo(image(40, LOGO_SIDE + 1))).toEqual({ wrong: 'logo_pixels' })
  })

  it('whose header does not say its size is none', () => {
    for (const bytes of [aPng(0, 40), aPng(0xffffffff, 1)])
      expect(checkLogo(bytes)).toEqual({ wrong: 'logo_pixels' })
    expect(checkLogo(Buffer.concat([aJpeg().subarray(0, 24), aJpeg().subarray(-34)]))).toEqual({
      wrong: 'logo_type',
    })
    expect(checkLogo(Buffer.concat([aPng(), Buffer.alloc(LOGO_BYTES)]))).toEqual({
      wrong: 'logo_too_large',
    })
  })

  const JPEG =
    '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABQODxIPDRQSEBIXFRQYHjIhHhwcHj0sLiQySUBMS0dARkVQWnNiUFVtVkVGZIhlbXd7gYKBTmCNl4x9lnN+gXz/2wBDARUXFx4aHjshITt8U0ZTfHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHx8fHz/wAARCAAFAAkDASIAAhEBAxEB/8QAFgABAQEAAAAAAAAAAAAAAAAAAAQG/8QAHxAAAQIGAwAAAAAAAAAAAAAAABMUAgMREjFBUVOB/8QAFAEBAAAAAAAAAAAAAAAAAAAAAf/EABcRAQADAAAAAAAAAAAAAAAAAAEAAjH/2gAMAwEAAhEDEQA/AMo4ls0UIb+zea8eE4Atl2BUMn//2Q=='
  const WEBP =
    'UklGRjwAAABXRUJQVlA4IDAAAABwAQCdASoJAAUAA4BaJYgC7AFAAAD+78n//ko5aIHXfX3/9X1uMcTdT49/NVnAAAA='
  const real = (base64: string) => () => Buffer.from(base64, 'base64')
  const KINDS: [string, () => Buffer][] = [
    ['PNG', aPng],
    ['JPEG', aJpeg],
    ['WebP', aWebp],
    ['JPEG of a browser', real(JPEG)],
    ['WebP of a browser', real(WEBP)],
  ]

  it.each(KINDS)('%s that is whole is taken, with whatever follows its end', (_, image) => {
    expect(checkLogo(image())).toHaveProperty('type')
    expect(checkLogo(Buffer.concat([image(), Buffer.from('more')]))).toHaveProperty('type')
  })

  it.each(KINDS)('%s that was cut anywhere is not', (_, image) => {
    const whole = image()
    for (let end = 0; end < whole.length; end++) {
      const { wrong } = checkLogo(whole.subarray(0, end)) as { wrong?: string }
      expect(['logo_type', 'logo_cut'], `${end} of ${whole.length}`).toContain(wrong)
    }
  })

  it('whose data was changed, or that has no pixels, is not whole', () => {
    const png = aPng()
    png[45] = png[45]! ^ 1
    expect(checkLogo(png)).toEqual({ wrong: 'logo_cut' })
    const empty = Buffer.concat([aPng().subarray(0, 33), aPng().subarray(-12)])
    expect(checkLogo(empty)).toEqual({ wrong: 'logo_cut' })
    const jpeg = aJpeg()
    expect(checkLogo(Buffer.concat([jpeg.subarray(0, -34), Buffer.of(0xff, 0xd9)]))).toEqual({
      wrong: 'logo_cut',
    })
  })
})

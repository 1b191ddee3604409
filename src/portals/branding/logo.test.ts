import { describe, expect, it } from 'vitest'
import { logoType } from './logo.ts'

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
})

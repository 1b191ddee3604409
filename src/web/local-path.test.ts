import { describe, expect, it } from 'vitest'
import { localPath } from './local-path.ts'

describe('where one goes on to after signing in', () => {
  it('is a path of this host, its query kept', () => {
    expect(localPath('/people/per_1?search=ann%20b')).toBe('/people/per_1?search=ann%20b')
    expect(localPath('/')).toBe('/')
  })

  it.each([
    undefined,
    '',
    'people',
    'https://evil.example',
    'javascript:alert(1)',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '///evil.example',
  ])('is nowhere for %j', (to) => {
    expect(localPath(to)).toBeUndefined()
  })

  it('carries no character that a header cannot', () => {
    expect(localPath('/\u0001a')).toBe('/%01a')
    expect(localPath('/日本?q=ñ')).toBe('/%E6%97%A5%E6%9C%AC?q=%C3%B1')
  })
})

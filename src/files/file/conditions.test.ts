import { describe, expect, it } from 'vitest'
import { endedBy, rangeAsked } from './conditions.ts'

const ETAG = '"0197-a"'

describe('a range that is asked for', () => {
  const range = (range: string, more: Record<string, string> = {}, bytes = 100, method = 'GET') =>
    rangeAsked({ method, headers: new Headers({ range, ...more }) }, { etag: ETAG, bytes })

  it.each([
    ['bytes=0-9', { from: 0, to: 10 }],
    ['bytes=90-', { from: 90, to: 100 }],
    ['bytes=90-99999999999999999999', { from: 90, to: 100 }],
    ['bytes=-7', { from: 93, to: 100 }],
    ['bytes=-1000', { from: 0, to: 100 }],
    ['BYTES=0-0', { from: 0, to: 1 }],
  ])('is %s', (asked, is) => expect(range(asked)).toEqual(is))

  it.each(['bytes=100-', 'bytes=100-200', 'bytes=99999999999999999999-', 'bytes=-0'])(
    'cannot be given: %s',
    (asked) => expect(range(asked)).toBeUndefined(),
  )

  it.each([
    'bytes=5-3',
    'bytes=-',
    'bytes=',
    'bytes=a-b',
    'items=0-9',
    'bytes=0-1,5-6',
    'bytes=+1-2',
    '',
  ])('is none, so that all is given: %s', (asked) => expect(range(asked)).toBeNull())

  it('counts for GET alone, and where what it is of has not changed', () => {
    expect(range('bytes=0-9', {}, 100, 'HEAD')).toBeNull()
    expect(range('bytes=0-9', { 'if-range': ETAG })).toEqual({ from: 0, to: 10 })
    expect(range('bytes=0-9', { 'if-range': `W/${ETAG}` })).toBeNull()
    expect(range('bytes=0-9', { 'if-range': '"other"' })).toBeNull()
    expect(range('bytes=0-9', { 'if-range': 'Tue, 01 Dec 2026 00:00:00 GMT' })).toBeNull()
  })

  it('of an empty file is all of it, or none', () => {
    expect(range('bytes=-5', {}, 0)).toBeNull()
    expect(range('bytes=0-', {}, 0)).toBeUndefined()
  })
})

describe('a condition', () => {
  const ended = (headers: Record<string, string>) => endedBy(new Headers(headers), ETAG)

  it.each([
    [{}, null],
    [{ 'if-none-match': ETAG }, 304],
    [{ 'if-none-match': `W/${ETAG}` }, 304],
    [{ 'if-none-match': `"a", ${ETAG}` }, 304],
    [{ 'if-none-match': '*' }, 304],
    [{ 'if-none-match': '"a,b"' }, null],
    [{ 'if-match': ETAG }, null],
    [{ 'if-match': '*' }, null],
    [{ 'if-match': `"a" ,${ETAG}` }, null],
    [{ 'if-match': `W/${ETAG}` }, 412],
    [{ 'if-match': '"a"' }, 412],
    [{ 'if-match': '' }, 412],
    [{ 'if-match': '"a"', 'if-none-match': ETAG }, 412],
  ])('%j ends with %s', (headers, status) => expect(ended(headers)).toBe(status))
})

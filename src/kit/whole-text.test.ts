import { describe, expect, it } from 'vitest'
import { cut, refuseBrokenForm, refuseBrokenQuery, refuseHalves } from './whole-text.ts'

const named = (refusal: { fields: readonly { field: string; code: string }[] } | null) =>
  refusal?.fields.map(({ field, code }) => `${field} ${code}`) ?? []

describe('a text that is cut', () => {
  it('ends with a whole character', () => {
    expect(cut('ab😀', 3)).toBe('ab')
    expect(cut('ab😀', 4)).toBe('ab😀')
    expect(cut('ab', 9)).toBe('ab')
  })
})

describe('half a character', () => {
  it('is found wherever it is, and named by its field', () => {
    const input = {
      name: 'Zoë 😀',
      number: 'a\ud800b',
      to: ['x', '\udc00'],
      fields: { a: { b: '\ud83d' }, '\ud800': 1 },
      when: Temporal.Instant.from('2026-01-05T09:00:00Z'),
      bytes: Buffer.from('x'),
      none: null,
    }
    expect(named(refuseHalves(input))).toEqual([
      'number character',
      'to.1 character',
      'fields.a.b character',
      'fields.\ufffd character',
    ])
    expect(refuseHalves({ name: '😀'.repeat(1000), to: [] })).toBeNull()
    expect(named(refuseHalves('\ud800'))).toEqual(['body character'])
  })

  it('is not looked for deeper than any input goes', () => {
    let deep: unknown = '\ud800'
    for (let level = 0; level < 100_000; level++) deep = [deep]
    expect(refuseHalves(deep)).toBeNull()
  })
})

describe('an address', () => {
  const broken = (query: string, endpoint = true) =>
    named(refuseBrokenQuery(`http://x.example/${query}`, { endpoint }))

  it('has its parameters in UTF-8', () => {
    expect(broken('?a=%ED%A0%80&b=%F0%9F%98%80&c=100%&d=%zz+%')).toEqual(['a character'])
    expect(broken('?%FF=1')).toEqual(['query character'])
    expect(broken('?a=%00', true)).toEqual(['a control'])
    expect(broken('?a=%00', false)).toEqual([])
    expect(broken('')).toEqual([])
    expect(broken('?a')).toEqual([])
  })
})

describe('a form', () => {
  const read = async (body: string | Uint8Array<ArrayBuffer>, type: string) => {
    const bytes = new Uint8Array(Buffer.from(body as string))
    const form = await new Response(bytes, { headers: { 'content-type': type } }).formData()
    return named(refuseBrokenForm(bytes, Object.fromEntries(form)))
  }
  const part = (name: string, value: Buffer) =>
    Buffer.concat([
      Buffer.from(`--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`),
      value,
      Buffer.from('\r\n'),
    ])

  it('is UTF-8 in either encoding, and may say � itself', async () => {
    const urlencoded = 'application/x-www-form-urlencoded'
    expect(await read('a=%ED%A0%80&b=x', urlencoded)).toEqual(['a character'])
    expect(await read('a=%ef%bf%bd&b=%EF%BF%BD', urlencoded)).toEqual([])
    expect(await read('a=\ufffd&b=100%', urlencoded)).toEqual([])
    const end = Buffer.from('--x--\r\n')
    const parts = (value: Buffer) => Buffer.concat([part('a', value), end]) as never
    expect(
      await read(parts(Buffer.from([0xed, 0xa0, 0x80])), 'multipart/form-data; boundary=x'),
    ).toEqual(['a character'])
    expect(await read(parts(Buffer.from('\ufffd')), 'multipart/form-data; boundary=x')).toEqual([])
  })
})

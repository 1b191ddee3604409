import { describe, expect, it } from 'vitest'
import { newCode, spoken, typedCode } from './code.ts'

describe('a code to read out', () => {
  it('is twelve digits, another each time', () => {
    const codes = Array.from({ length: 200 }, newCode)
    for (const code of codes) expect(code).toMatch(/^\d{12}$/)
    expect(new Set(codes).size).toBe(200)
  })

  it('is shown in groups of four', () => {
    expect(spoken('482913557204')).toBe('4829 1355 7204')
  })

  it.each([
    ['4829 1355 7204', '482913557204'],
    ['4829-1355-7204', '482913557204'],
    [' 482913557204 ', '482913557204'],
    ['4829 1355 720', undefined],
    ['4829 1355 720x', undefined],
    ['', undefined],
  ])('typed as %j is read as %j', (typed, read) => {
    expect(typedCode.safeParse(typed).data).toBe(read)
  })
})

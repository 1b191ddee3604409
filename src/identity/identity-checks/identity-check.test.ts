import { describe, expect, it } from 'vitest'
import { identityCheckSchemas, type IdentityCheck } from './identity-check.ts'

const read = (fact: IdentityCheck, typed: string) =>
  identityCheckSchemas[fact].safeParse(typed).data

describe('a fact that is stated at registration', () => {
  it.each([
    ['6789', '6789'],
    ['123-45-6789', '6789'],
    ['123 45 6789', '6789'],
    ['123456789', '6789'],
    ['789', undefined],
    ['56789', undefined],
    ['67b9', undefined],
  ])('of the social security number %j only the last four digits are kept', (typed, kept) => {
    expect(read('digits', typed)).toBe(kept)
  })

  it('a date of birth is a day of the calendar', () => {
    expect(read('birth_date', '1980-02-29')).toBe('1980-02-29')
    expect(read('birth_date', '1981-02-29')).toBeUndefined()
  })

  it('a case’s number may be typed in any case and with any spaces', () => {
    expect(read('case_number', '  AB  2026/7 ')).toBe('ab 2026/7')
  })
})

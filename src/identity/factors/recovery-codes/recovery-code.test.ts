import { describe, expect, it } from 'vitest'
import { hashRecoveryCode, newRecoveryCodes, readRecoveryCode } from './recovery-code.ts'

describe('recovery codes', () => {
  it('are ten, each another, in groups of four', () => {
    const codes = newRecoveryCodes()
    expect(new Set(codes).size).toBe(10)
    for (const code of codes)
      expect(code).toMatch(/^([0-9a-hjkmnp-tv-z]{4}-){3}[0-9a-hjkmnp-tv-z]{4}$/)
  })

  it.each([
    ['0a1b-2c3d-4e5f-6g7h', '0a1b2c3d4e5f6g7h'],
    [' 0A1B 2C3D 4E5F 6G7H ', '0a1b2c3d4e5f6g7h'],
    ['oalb-2c3d-4e5f-6g7h', '0a1b2c3d4e5f6g7h'],
    ['0a1b-2c3d-4e5f-6g7', null],
    ['123456', null],
    ['', null],
  ])('%j is read as %j', (typed, code) => {
    expect(readRecoveryCode(typed)).toBe(code)
  })

  it('are hashed by the portal’s key and for their person', () => {
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
    const hash = hashRecoveryCode(key, 'ada', '0a1b-2c3d-4e5f-6g7h')
    expect(hashRecoveryCode(key, 'ada', '0A1B2C3D4E5F6G7H')).toEqual(hash)
    expect(hashRecoveryCode(key, 'bob', '0a1b-2c3d-4e5f-6g7h')).not.toEqual(hash)
    expect(hashRecoveryCode(other, 'ada', '0a1b-2c3d-4e5f-6g7h')).not.toEqual(hash)
  })
})

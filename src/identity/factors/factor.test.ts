import { describe, expect, it } from 'vitest'
import { hasFactor, needsSecondStep, PROOFS } from './factor.ts'

const none = { app: false, passkeys: 0, codes: 0 }

describe('a second factor', () => {
  it('is an authenticator app or a passkey, and never a recovery code alone', () => {
    expect(hasFactor({ ...none, app: true })).toBe(true)
    expect(hasFactor({ ...none, passkeys: 1 })).toBe(true)
    expect(hasFactor({ ...none, codes: 10 })).toBe(false)
  })

  it('is asked for after everything but a passkey, a new password by e-mail too', () => {
    const asked = PROOFS.filter((proof) => needsSecondStep(proof, { ...none, app: true }))
    expect(asked).toEqual(['password', 'code', 'oidc', 'reset', 'registration'])
  })

  it('is not asked of whoever has none', () => {
    expect(PROOFS.filter((proof) => needsSecondStep(proof, none))).toEqual([])
  })
})

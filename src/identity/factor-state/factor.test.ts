import { describe, expect, it } from 'vitest'
import { hasFactor, needsPasskeyHere, PROOFS, secondStep, type Factors } from './factor.ts'

const none: Factors = { app: false, passkeys: 0, elsewhere: 0, codes: 0 }

/** After which proofs something is asked for, and what. */
const asked = (factors: Partial<Factors>, mailed = true) =>
  Object.fromEntries(
    PROOFS.map(
      (proof) => [proof, secondStep(proof, { ...none, ...factors }, mailed)] as const,
    ).filter(([, step]) => step !== null),
  )

describe('a second factor', () => {
  it('is an authenticator app or a passkey for here, and never a recovery code alone', () => {
    expect(hasFactor({ ...none, app: true })).toBe(true)
    expect(hasFactor({ ...none, passkeys: 1 })).toBe(true)
    expect(hasFactor({ ...none, elsewhere: 1 })).toBe(false)
    expect(hasFactor({ ...none, codes: 10 })).toBe(false)
  })

  it('is asked for after everything but a passkey, a new password by e-mail too', () => {
    const after = { password: 'factor', code: 'factor', oidc: 'factor' }
    const everything = { ...after, reset: 'factor', registration: 'factor' }
    expect(asked({ app: true })).toEqual(everything)
    expect(asked({ passkeys: 1 })).toEqual(everything)
    expect(asked({ app: true, elsewhere: 1, codes: 10 })).toEqual(everything)
  })

  it('is not asked of whoever has none', () => {
    expect(asked({})).toEqual({})
    expect(asked({ codes: 10 })).toEqual({})
  })
})

describe('a passkey of a host that the portal has left', () => {
  it('is stood in for by a mailed code, or by a recovery code where the first step was by mail', () => {
    const byMail = { code: 'recovery_code', reset: 'recovery_code' }
    const others = { password: 'mailed_code', oidc: 'mailed_code', registration: 'mailed_code' }
    expect(asked({ elsewhere: 1, codes: 3 })).toEqual({ ...others, ...byMail })
    expect(asked({ elsewhere: 1 })).toEqual(others)
  })

  it('keeps nobody out: where nothing is left to ask for, the first step is enough', () => {
    expect(asked({ elsewhere: 1 }, false)).toEqual({})
    expect(asked({ elsewhere: 1, codes: 1 }, false)['password']).toBe('recovery_code')
  })

  it('is made anew for here, once', () => {
    expect(needsPasskeyHere({ ...none, elsewhere: 1, app: true })).toBe(true)
    expect(needsPasskeyHere({ ...none, elsewhere: 1, passkeys: 1 })).toBe(false)
    expect(needsPasskeyHere(none)).toBe(false)
  })
})

import { Secret, TOTP } from 'otpauth'
import { describe, expect, it } from 'vitest'
import { appAddress, newAppSecret, stepOfCode } from './app-code.ts'

// RFC 6238, appendix B, with the last six of its eight digits.
const secret = new Secret({ buffer: new TextEncoder().encode('12345678901234567890').buffer })
  .base32
const at = (seconds: number) => Temporal.Instant.fromEpochMilliseconds(seconds * 1000)

describe('a code of an authenticator app', () => {
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1234567890, '005924'],
    [2000000000, '279037'],
  ])('at second %i is %s, as the standard says', async (seconds, code) => {
    const step = await stepOfCode(secret, code, { now: at(seconds), lastStep: 0 })
    expect(step).toBe(Math.floor(seconds / 30))
  })

  it('is good half a minute early and late, and no more', async () => {
    const code = '081804' // of step 37037036, which begins at 1111111080
    const when = (seconds: number) => stepOfCode(secret, code, { now: at(seconds), lastStep: 0 })
    expect(await when(1111111049)).toBeNull()
    expect(await when(1111111050)).toBe(37037036)
    expect(await when(1111111139)).toBe(37037036)
    expect(await when(1111111140)).toBeNull()
  })

  it('is used once, and takes those before it along', async () => {
    const now = at(1111111109)
    const before = TOTP.generate({
      secret: Secret.fromBase32(secret),
      timestamp: now.epochMilliseconds - 30_000,
    })
    const take = (code: string, lastStep: number) => stepOfCode(secret, code, { now, lastStep })
    expect(await take('081804', 37037035)).toBe(37037036)
    expect(await take('081804', 37037036)).toBeNull()
    expect(await take(before, 37037036)).toBeNull()
  })
})

it('what an app scans names the portal and the person, whatever they are called', async () => {
  const shared = await newAppSecret()
  expect(shared).toMatch(/^[A-Z2-7]{32}$/)
  const address = await appAddress({
    secret: shared,
    issuer: 'A: B & C',
    account: 'ada@example.com',
  })
  const { searchParams, pathname } = new URL(address)
  expect(decodeURIComponent(pathname)).toContain('ada@example.com')
  expect(searchParams.get('secret')).toBe(shared)
  expect(searchParams.get('issuer')).toBe('A  B & C')
})

import type { Instant } from '../../../kit/clock.ts'

/** Codes change every half minute; one before and one after are taken too, since clocks differ. */
export const PERIOD_SECONDS = 30
const WINDOW = 1

/** Loaded when somebody first needs it: most processes of most days do not. */
const load = () => import('otpauth')

/** A new secret to share with an authenticator app, in base32. */
export async function newAppSecret(): Promise<string> {
  const { Secret } = await load()
  return new Secret({ size: 20 }).base32
}

/** The address behind the QR code: `otpauth://totp/…`. @param issuer the portal's name */
export async function appAddress(about: {
  secret: string
  issuer: string
  account: string
}): Promise<string> {
  const { Secret, TOTP } = await load()
  // The colon parts issuer and account; in either it would part them elsewhere.
  const issuer = about.issuer.replaceAll(':', ' ')
  const label = about.account.replaceAll(':', ' ')
  return new TOTP({ issuer, label, secret: Secret.fromBase32(about.secret) }).toString()
}

/**
 * The half minute that a code belongs to, or null where it is wrong or no newer than the last that was
 * used: a code that somebody has watched being typed is worth nothing.
 * @param now as telephones have it
 */
export async function stepOfCode(
  secret: string,
  code: string,
  { now, lastStep }: { now: Instant; lastStep: number },
): Promise<number | null> {
  const { Secret, TOTP } = await load()
  const timestamp = now.epochMilliseconds
  const delta = TOTP.validate({
    token: code,
    secret: Secret.fromBase32(secret),
    period: PERIOD_SECONDS,
    timestamp,
    window: WINDOW,
  })
  if (delta === null) return null
  const step = Math.floor(timestamp / (PERIOD_SECONDS * 1000)) + delta
  return step > lastStep ? step : null
}

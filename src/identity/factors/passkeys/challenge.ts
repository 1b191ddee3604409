import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../../kit/clock.ts'

/**
 * What a passkey is asked to sign for: one thing alone, so that what was signed for one is good for no
 * other. `subject` is the session, the sign-in that waits, or whatever else the purpose is bound to.
 */
export const PURPOSES = ['sign_in', 'second_step', 'register', 'again', 'registration'] as const
export type Purpose = (typeof PURPOSES)[number]
export interface About {
  portal: string
  purpose: Purpose
  subject: string
}

/**
 * What somebody who is signed in begins, they end in the same session: whoever has another of theirs open finds
 * nothing begun there.
 */
export const sessionSubject = (person: string, session: string): string => `${person} ${session}`

/** What is asked for one sign-in that waits is no answer for another. @param hash of its secret */
export const pendingSubject = (hash: Buffer): string => hash.toString('base64url')

/** A page with a challenge in it may stay open for so long. */
export const CHALLENGE_MINUTES = 60

/**
 * For so long what follows a proof may be done without another. The challenge of a new passkey is given to
 * nobody without one, and so stands for it.
 */
export const PROVEN_MINUTES = 10

const minutesOf = ({ purpose }: About): number =>
  purpose === 'register' ? PROVEN_MINUTES : CHALLENGE_MINUTES

const NONCE = 16
const TIME = 6
const MAC = 32

const mac = (key: Buffer, about: About, signed: Buffer) =>
  createHmac('sha256', key)
    .update(JSON.stringify([about.portal, about.purpose, about.subject]))
    .update(signed)
    .digest()

/** A new challenge, signed and stored nowhere, so that a page can carry one without writing anything. */
export function newChallenge(key: Buffer, about: About, now: Instant): string {
  const expires = Buffer.alloc(TIME)
  expires.writeUIntBE(now.add({ minutes: minutesOf(about) }).epochMilliseconds, 0, TIME)
  const signed = Buffer.concat([randomBytes(NONCE), expires])
  return Buffer.concat([signed, mac(key, about, signed)]).toString('base64url')
}

/** When a challenge runs out, and the hash it is remembered by; null where it is not ours, not for this, or over. */
export function readChallenge(
  key: Buffer,
  about: About,
  challenge: string,
  now: Instant,
): { hash: Buffer; expires: Instant } | null {
  const bytes = Buffer.from(challenge, 'base64url')
  if (bytes.length !== NONCE + TIME + MAC) return null
  const signed = bytes.subarray(0, NONCE + TIME)
  if (!timingSafeEqual(mac(key, about, signed), bytes.subarray(NONCE + TIME))) return null
  const expires = Temporal.Instant.fromEpochMilliseconds(signed.readUIntBE(NONCE, TIME))
  if (Temporal.Instant.compare(now, expires) >= 0) return null
  return { hash: hash('sha256', bytes, 'buffer'), expires }
}

import { randomInt } from 'node:crypto'
import type { Instant } from '../../kit/clock.ts'
import { hashToken } from '../../kit/tokens.ts'

/** How long a mailed code is good for, and how often it may be typed. */
export const CODE_MINUTES = 10
export const CODE_TRIES = 5

/** Mails with a code to one login within an hour; who asks more often is answered alike and gets none. */
export const MAILS_AN_HOUR = 6

export interface SentCode {
  code_hash: Buffer
  tries: number
  expires_at: Instant
  used_at: Instant | null
}

/** Eight digits: short enough to carry over from a phone. */
export const newCode = (): string => String(randomInt(100_000_000)).padStart(8, '0')

/** As it is mailed, in two groups. */
export const codeInWords = (code: string): string => `${code.slice(0, 4)} ${code.slice(4)}`

/**
 * Bound to the secret of the browser that asked, which is not stored: the table alone does not let anybody
 * try the hundred million codes there are.
 */
export const hashCode = (browser: string, code: string): Buffer => hashToken(`${browser} ${code}`)

/** May still be checked: not used, not tried out, and not over. */
export const isOpen = ({ tries, expires_at, used_at }: SentCode, now: Instant): boolean =>
  used_at === null && tries < CODE_TRIES && Temporal.Instant.compare(now, expires_at) < 0

import type { Instant } from '../../kit/clock.ts'

/**
 * `activation` is an invitation's link, `code` one read out over the phone: both let somebody register. `email`
 * proves a new e-mail.
 */
export type Purpose = 'activation' | 'reset' | 'code' | 'email'

/** Where a token stands; the page for all but `live` is one and the same. */
export type TokenState = 'live' | 'expired' | 'used' | 'retired'

/** Failed identity checks after which a link or code is dead. */
export const ATTEMPTS = 5

export interface Token {
  person_id: string
  expires_at: Instant
  used_at: Instant | null
  retired_at: Instant | null
  opened_at?: Instant | null
}

/** Valid up to its last second and refused at the next. */
export function tokenState(token: Token, now: Instant): TokenState {
  if (token.used_at) return 'used'
  if (token.retired_at) return 'retired'
  return Temporal.Instant.compare(now, token.expires_at) < 0 ? 'live' : 'expired'
}

/** How somebody has proved who they are, so far. */
export const PROOFS = ['password', 'passkey', 'code', 'oidc', 'reset', 'registration'] as const
export type Proof = (typeof PROOFS)[number]

/** What a person has beside a password. */
export interface Factors {
  /** An authenticator app, once it is confirmed. */
  app: boolean
  passkeys: number
  /** Recovery codes left. They stand in for a factor that is lost, and are none themselves. */
  codes: number
}

export const hasFactor = ({ app, passkeys }: Factors): boolean => app || passkeys > 0

/**
 * A passkey is something one has, and the finger or PIN that opens it: both factors at once. Everything
 * else is one, a new password by e-mail too.
 */
export const needsSecondStep = (proof: Proof, factors: Factors): boolean =>
  proof !== 'passkey' && hasFactor(factors)

/** How long the second step of a sign-in may take. */
export const PENDING_MINUTES = 10

/** What stands in the way of taking a factor away. @param left what would be left */
export function whyNotRemoved(
  left: Factors,
  { required, passwordShort }: { required: boolean; passwordShort: boolean },
): 'factor_required' | 'password_short' | null {
  if (hasFactor(left)) return null
  if (required) return 'factor_required'
  return passwordShort ? 'password_short' : null
}

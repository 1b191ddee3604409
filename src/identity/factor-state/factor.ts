/** How somebody has proved who they are, so far. */
export const PROOFS = ['password', 'passkey', 'code', 'oidc', 'reset', 'registration'] as const
export type Proof = (typeof PROOFS)[number]

/** What a person has beside a password. */
export interface Factors {
  /** An authenticator app, once it is confirmed. */
  app: boolean
  /** Passkeys made for the portal's current host. */
  passkeys: number
  /** Passkeys made for a host that the portal has left: browsers offer them nowhere else. */
  elsewhere: number
  /** Recovery codes left. They stand in for a factor that is lost, and are none themselves. */
  codes: number
}

/** One that can be used: here, now. */
export const hasFactor = ({ app, passkeys }: Factors): boolean => app || passkeys > 0

/** One that was set up, though perhaps for a host that the portal has left. */
export const hasSetUp = (factors: Factors): boolean => hasFactor(factors) || factors.elsewhere > 0

/** Asked once after signing in: the passkey they had works no more, and there is none for here. */
export const needsPasskeyHere = ({ passkeys, elsewhere }: Factors): boolean =>
  elsewhere > 0 && passkeys === 0

/** Who has one of these has shown that they read the person's mail, or has been given a new password on their word. */
const BY_MAIL: ReadonlySet<Proof> = new Set<Proof>(['code', 'reset'])

/**
 * What is asked for after a proof. A passkey is something one has, and the finger or PIN that opens it: both
 * factors at once. Everything else is one, a new password by e-mail too. Where the only factor belongs to a host
 * that the portal has left, something else stands in for it: a mailed code where the first step was not by mail,
 * or a recovery code. Where nothing is left, the first step is enough: the portal has moved, not the person.
 * @param mailed whether there is an e-mail to send a code to
 */
export function secondStep(
  proof: Proof,
  factors: Factors,
  mailed: boolean,
): 'factor' | 'mailed_code' | 'recovery_code' | null {
  if (proof === 'passkey') return null
  if (hasFactor(factors)) return 'factor'
  if (factors.elsewhere === 0) return null
  if (mailed && !BY_MAIL.has(proof)) return 'mailed_code'
  return factors.codes > 0 ? 'recovery_code' : null
}

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

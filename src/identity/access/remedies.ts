import { secondStep, type Factors } from '../factor-state/factor.ts'
import { whyNoCode, type WhyNot } from '../invitations/invitation.ts'
import type { AccessRow } from './queries.ts'
import type { Text } from './texts.ts'

/*
 * What lets somebody in, of what they have: no sentence names a password, a mailbox, a device or a code that is not
 * there.
 */

const invitable = (row: AccessRow) => ({
  kind: row.kind,
  role: row.role,
  email: row.email,
  hasIdentityCheck: row.has_fact,
  activated: row.activated_at !== null,
  disabled: row.disabled_at !== null,
})

/** No mail reaches them: what is left is a code that is read out. Staff are never without an e-mail. */
const noMail = ({ kind, email, disabled_at }: AccessRow) =>
  kind === 'contact' && email === null && disabled_at === null

/** A code that is read out lets them register, or choose a password, and nothing else does. */
export const needsCode = (row: AccessRow): boolean =>
  noMail(row) && whyNoCode(invitable(row)) === null

/** Why somebody who has not registered is not invited; null where they may be, or a code takes its place. */
export const whyNotInvitedHere = (row: AccessRow): WhyNot | null =>
  noMail(row) ? whyNoCode(invitable(row)) : row.why_not_invited

/** What ends a lock, beside time and the button: nothing more while something else stands in the way as well. */
export function toUnlock(row: AccessRow): Text[] {
  if (row.activated_at === null || row.disabled_at !== null) return ['mend.locked']
  return [
    'mend.locked',
    ...(row.email !== null ? (['mend.locked.mail'] as const) : []),
    ...(needsCode(row) ? (['mend.locked.code'] as const) : []),
    ...(row.has_come_in ? (['mend.locked.device'] as const) : []),
  ]
}

/** How somebody comes in whose passkey is for a host that the portal has left. */
export function insteadOfPasskey(row: AccessRow, factors: Factors): Text[] {
  if (row.has_password) {
    if (factors.app) return ['moved.app']
    const step = secondStep('password', factors, row.email !== null)
    if (step === 'mailed_code')
      return [factors.codes > 0 ? 'moved.mailed_or_recovery_code' : 'moved.mailed_code']
    return [step === 'recovery_code' ? 'moved.recovery_code' : 'moved.password']
  }
  const first = withoutPassword(row)
  if (first === 'moved.no_way') return [first]
  if (factors.app) return [first, 'moved.then.app']
  return secondStep('reset', factors, false) === 'recovery_code'
    ? [first, 'moved.then.recovery_code']
    : [first]
}

function withoutPassword(row: AccessRow): Text {
  if (row.email !== null) return row.takes_codes ? 'moved.no_password' : 'moved.no_password.link'
  return needsCode(row) ? 'moved.no_password.phone' : 'moved.no_way'
}

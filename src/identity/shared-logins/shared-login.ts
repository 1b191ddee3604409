import { networkOf } from '../../kit/http/address.ts'
import { deviceName } from '../sessions/device-name.ts'

/** Seen within so many minutes of one another, two places are used at once. */
export const AT_ONCE_MINUTES = 10
/** On so many days within so many: once is a colleague's desk, three times is a habit. */
export const SHARED_DAYS = 3
export const WITHIN_DAYS = 14
/** Staff are not told again of the same person before. */
export const TOLD_AGAIN_DAYS = 90

export interface UsedFrom {
  ip: string | null
  device: Buffer | null
  user_agent: string | null
}

/**
 * Two sessions of one person, used at once, that look like two people: other devices, of one kind, on other
 * networks. A phone beside a computer is everybody's; two computers in two places are not.
 */
export function looksShared(one: UsedFrom, other: UsedFrom): boolean {
  if (!one.ip || !other.ip || !one.device || !other.device) return false
  return (
    !one.device.equals(other.device) &&
    networkOf(one.ip) !== networkOf(other.ip) &&
    kindOf(one) === kindOf(other)
  )
}

const kindOf = ({ user_agent }: UsedFrom): 'hand' | 'desk' | 'unknown' => {
  const { system } = deviceName(user_agent)
  if (system === null) return 'unknown'
  return ['iPhone', 'iPad', 'Android'].includes(system) ? 'hand' : 'desk'
}

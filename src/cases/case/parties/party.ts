import type { RegistrationState } from '../../../identity/index.ts'
import type { Instant } from '../../../kit/clock.ts'

/** `client`: the portal's owner acts for them, and they may be invited. `other`: only named in the case. */
export const SIDES = ['client', 'other'] as const
export type Side = (typeof SIDES)[number]

/** Somebody who has to do with a case. */
export interface Party {
  case_id: string
  person_id: string
  name: string
  email: string | null
  side: Side
  added_at: Instant
  registration: RegistrationState
}

/** How many have to do with a case. */
export interface PartyCounts {
  parties: number
  /** On the client's side. */
  clients: number
  /** Of those, how many have registered. */
  registered: number
}

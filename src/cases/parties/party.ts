import type { RegistrationState } from '../../identity/index.ts'

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
  registration: RegistrationState
}

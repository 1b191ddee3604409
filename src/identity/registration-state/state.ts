import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'

/** How far a person is with registering, and whether they get in: the one word beside their name, wherever it stands. */
export const REGISTRATION_STATES = [
  'not_invited',
  'invited',
  'expired',
  'used_up',
  'registered',
  'locked',
  'disabled',
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** The same, as programs ask for it and are answered. */
export const registrationStates = z.enum(REGISTRATION_STATES).meta({ id: 'RegistrationState' })

/** The newest invitation somebody was sent. */
export interface NewestInvitation {
  expires_at: Instant
  used_at: Instant | null
  retired_at: Instant | null
}

/** What the state is read from. */
export interface StateInput {
  disabled_at: Instant | null
  activated_at: Instant | null
  locked_until: Instant | null
  /** When they were last mailed an invitation, which may have gone with a card that was merged into theirs. */
  invited_at: Instant | null
  invitation: NewestInvitation | null
}

const isAtOrAfter = (at: Instant, other: Instant) => Temporal.Instant.compare(at, other) >= 0

/**
 * Where an invitation stands by itself. What was retired before its time never ran out; what was retired later had
 * run out all the same.
 */
export function invitationState(
  { expires_at, used_at, retired_at }: NewestInvitation,
  now: Instant,
): 'invited' | 'expired' | 'used_up' {
  if (used_at) return 'used_up'
  if (isAtOrAfter(retired_at ?? now, expires_at)) return 'expired'
  return retired_at ? 'used_up' : 'invited'
}

/**
 * The first that holds, in this order: disabled, not yet registered, locked, registered. Used up is an invitation
 * that died of wrong tries or was withdrawn, with none out in its place. `queries.ts` says it in SQL.
 */
export function registrationState(person: StateInput, now: Instant): RegistrationState {
  if (person.disabled_at) return 'disabled'
  if (!person.activated_at) {
    if (person.invitation) return invitationState(person.invitation, now)
    return person.invited_at ? 'used_up' : 'not_invited'
  }
  return person.locked_until && !isAtOrAfter(now, person.locked_until) ? 'locked' : 'registered'
}

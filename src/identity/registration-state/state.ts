import type { Instant } from '../../kit/clock.ts'

/** How far a person is with registering, and whether they get in: what a badge beside their name says. */
export const REGISTRATION_STATES = [
  'not_invited',
  'invited',
  'expired',
  'registered',
  'locked',
  'disabled',
] as const
export type RegistrationState = (typeof REGISTRATION_STATES)[number]

/** What the state is read from. */
export interface StateInput {
  disabled_at: Instant | null
  activated_at: Instant | null
  locked_until: Instant | null
  /** Until when the invitation that is out, unused and not retired, is good for; null where none is. */
  invitation_expires_at: Instant | null
}

/** The first that holds, in this order: disabled, not yet registered, locked, registered. `queries.ts` says it in SQL. */
export function registrationState(person: StateInput, now: Instant): RegistrationState {
  const isAhead = (at: Instant) => Temporal.Instant.compare(now, at) < 0
  if (person.disabled_at) return 'disabled'
  if (!person.activated_at) {
    if (!person.invitation_expires_at) return 'not_invited'
    return isAhead(person.invitation_expires_at) ? 'invited' : 'expired'
  }
  return person.locked_until && isAhead(person.locked_until) ? 'locked' : 'registered'
}

import type { Limit } from '../../kit/limits.ts'

/* Whose mailbox may be filled how fast, on whose word. */

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Invitations of a portal to one address: who sends more helps nobody, or means harm. */
export const toAddressInAnHour = (portal: string, email: string): Limit => ({
  name: 'invitation to address, hour',
  key: `${portal} ${email}`,
  points: 3,
  seconds: HOUR,
})
export const toAddressInADay = (portal: string, email: string): Limit => ({
  name: 'invitation to address, day',
  key: `${portal} ${email}`,
  points: 10,
  seconds: DAY,
})

/** Anybody may open a trial: until somebody has vouched for it, it writes to no more strangers than this. */
export const TRIAL_INVITATIONS_A_DAY = 50
export const ofTrial = (portal: string): Limit => ({
  name: 'invitations of trial',
  key: portal,
  points: TRIAL_INVITATIONS_A_DAY,
  seconds: DAY,
})

/** Pressed fifty times it is one mail. Apart by who asks, so that strangers do not keep staff waiting. */
export const resetInAMinute = (
  who: 'staff' | 'anybody',
  portal: string,
  person: string,
): Limit => ({
  name: `reset mail by ${who}`,
  key: `${portal} ${person}`,
  points: 1,
  seconds: MINUTE,
})

/** What anybody brings about by typing an address, of all portals together: a mailbox is one. */
export const askedForByAnybody = (email: string): Limit => ({
  name: 'mail asked for by anybody',
  key: email,
  points: 30,
  seconds: HOUR,
})

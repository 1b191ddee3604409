import type { Instant } from '../../kit/clock.ts'
import type { Keys } from '../../kit/keys.ts'
import type { Limit } from '../../kit/limits.ts'
import type { Language } from '../../kit/texts.ts'

/** A mailed link builds a portal for so long; whoever built one can come back to it for as long again. */
export const LINK_HOURS = 24

/** When nothing that it was needed for can happen any more. */
export const FORGET_HOURS = 2 * LINK_HOURS

const HOUR = 3600

/** How often a network may send the form, solved or not. */
export const perNetwork = (network: string): Limit => ({
  name: 'try_it_now.network',
  key: network,
  points: 10,
  seconds: HOUR,
})

/** How often somebody may be written to on the word of whoever types their address. */
export const perEmail = (email: string): Limit => ({
  name: 'try_it_now.email',
  key: email,
  points: 5,
  seconds: HOUR,
})

/** How many may come without the puzzle, all in all: for browsers without JavaScript, and no way round it. */
export const UNSOLVED: Limit = {
  name: 'try_it_now.unsolved',
  key: 'all',
  points: 10,
  seconds: HOUR,
}

const EASIEST = 14
const HARDEST = 16

/** A second's work for a first visitor of a network, at most four times that when it comes again. */
export const puzzleBits = (spent: number): number => Math.min(HARDEST, EASIEST + spent)

/** What a visitor typed. */
export interface Wish {
  name: string
  email: string
  portalName: string
  language: Language
  timeZone: string
}

/** Where the wish lies sealed until the portal is begun. @param id row id */
export const wishPlace = (portal: string, id: string) => ({
  portal,
  table: 'trial_requests',
  row: id,
  column: 'sealed',
})

export interface TrialRequest {
  id: string
  email_hash: Buffer
  sealed: Buffer | null
  partner_id: string | null
  expires_at: Instant
  retired_at: Instant | null
  begun_at: Instant | null
  built_portal: string | null
}

/** Where a mailed link stands; the page for `dead` is one and the same, whatever it died of. */
export type LinkState = 'live' | 'begun' | 'dead'

export function linkState(request: TrialRequest, now: Instant): LinkState {
  const before = (end: Instant) => Temporal.Instant.compare(now, end) < 0
  if (request.begun_at)
    return before(request.begun_at.add({ hours: LINK_HOURS })) ? 'begun' : 'dead'
  return !request.retired_at && before(request.expires_at) ? 'live' : 'dead'
}

/**
 * The secret of the invitation that a new owner is led on with. Derived from the request, so that it need
 * not be kept: only whoever holds the mailed link is told it, and that link has proved their e-mail.
 */
export const entranceOf = ({ keys }: { keys: Keys }, { id }: Pick<TrialRequest, 'id'>): string =>
  keys.fingerprint('try it now: entrance', id).toString('base64url')

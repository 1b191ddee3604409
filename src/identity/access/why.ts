import type { FeatureName, Reason } from '../../gate/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { invitationState } from '../registration-state/state.ts'
import { lockedSince } from '../sessions/lockout.ts'
import { ATTEMPTS } from '../tokens/token.ts'
import { checksFor } from './access.ts'
import type { AccessRow } from './queries.ts'
import { needsCode, whyNotInvitedHere } from './remedies.ts'
import { whoDid, type Trace } from './traces.ts'

/** Why somebody has not registered, each with a sentence of its own. */
const UNREGISTERED = [
  'lead',
  'no_email',
  'no_fact',
  'refused',
  'not_invited',
  'invited',
  'expired',
  'wrong_tries',
  'withdrawn',
  'withdrawn_by_email',
  'withdrawn_by_disabling',
  'withdrawn_by_role',
] as const
type Unregistered = (typeof UNREGISTERED)[number]

/** The gate's rules, but that *not registered* is told apart, and what no rule refuses and yet keeps somebody out. */
export type Cause = Exclude<Reason, 'not_activated'> | Unregistered | 'passkey_elsewhere'

/** What the one button does; where there is none, nobody in the portal can mend it. */
export const MENDS = ['invite', 'code', 'card', 'case', 'enable', 'unlock', 'reset'] as const
export type Mend = (typeof MENDS)[number]

/** Why somebody cannot get in: the cause, since when, by whom, and the button that mends it. */
export interface Why {
  cause: Cause
  since: Instant | null
  /** When it ends by itself. */
  until: Instant | null
  by: Trace['actor'] | null
  mend: Mend | null
}

/** What it is read from: the person with the newest invitation, and what was done to them of late. */
export interface About {
  row: AccessRow
  traces: readonly Trace[]
}

/** What people come in for: signing in, and the first page behind it. */
const COMING_IN: readonly FeatureName[] = ['sign_in', 'home']

/** Why somebody cannot get in now, or null where they can. */
export function whyOut(
  about: About,
  now: Instant,
  features: readonly FeatureName[] = COMING_IN,
): Why | null {
  for (const feature of features) {
    const failing = checksFor(about.row, feature, now).flatMap(({ reason, passes }) =>
      passes ? [] : [reason],
    )
    const [first] = failing
    if (first) {
      // Nobody registers who is disabled: that is mended first, and is the word beside their name.
      const told = first === 'not_activated' && failing.includes('disabled') ? 'disabled' : first
      return whyFor(told, about, now)
    }
  }
  return features.includes('sign_in') && about.row.passkeys_elsewhere.length > 0
    ? passkeyElsewhere(about.row)
    : null
}

/** What one of the gate's rules refuses somebody for, in this words' own terms. */
export function whyFor(reason: Reason, about: About, now: Instant): Why {
  if (reason === 'not_activated') return unregistered(about, now)
  const { row, traces } = about
  const check = checksFor(row, ASKED_OF[reason] ?? 'home', now).find(
    (one) => one.reason === reason,
  )!
  const plain = { cause: reason, since: check.since, until: null, by: null, mend: null }
  if (reason === 'disabled')
    return { ...plain, by: whoDid(traces, 'disabled', row.disabled_at), mend: 'enable' }
  if (reason === 'locked')
    return { ...plain, since: lockedSince(row), until: row.locked_until, mend: 'unlock' }
  return plain
}

const ASKED_OF: Partial<Record<Reason, FeatureName>> = { locked: 'sign_in' }

function passkeyElsewhere(row: AccessRow): Why {
  const mend = row.email !== null ? 'reset' : needsCode(row) ? 'code' : null
  return {
    cause: 'passkey_elsewhere',
    since: row.host_since,
    until: null,
    by: null,
    mend: row.has_password ? null : mend,
  }
}

/** What keeps somebody from registering: first what no invitation helps against, then the newest invitation. */
function unregistered({ row, traces }: About, now: Instant): Why {
  const card = row.kind === 'contact' ? 'card' : null
  const added = { until: null, since: row.created_at, by: whoDid(traces, 'added', row.created_at) }
  const not = whyNotInvitedHere(row)
  if (not === 'lead')
    return { ...added, ...lastChange(traces, 'role'), cause: 'lead', mend: 'card' }
  if (not === 'no_fact')
    return { ...added, cause: 'no_fact', mend: row.fact === 'case_number' ? 'case' : 'card' }
  if (needsCode(row))
    return { ...added, ...lastChange(traces, 'email'), cause: 'no_email', mend: 'code' }
  const { invitation } = row
  const mend = not === null ? 'invite' : null
  if (invitation === null)
    return row.invited_at
      ? { until: null, since: row.invited_at, by: null, cause: 'withdrawn', mend }
      : { ...added, cause: 'not_invited', mend }
  const sent = { since: invitation.issued_at, by: whoDid(traces, 'invited', invitation.issued_at) }
  const state = invitationState(invitation, now)
  if (state === 'invited')
    return row.invitation_refused === null
      ? { ...sent, until: invitation.expires_at, cause: 'invited', mend }
      : { ...sent, until: null, cause: 'refused', mend: card ?? mend }
  if (state === 'expired')
    return { ...sent, since: invitation.expires_at, until: null, cause: 'expired', mend }
  const since = invitation.retired_at ?? invitation.used_at
  if (invitation.attempts >= ATTEMPTS)
    return { since, until: null, by: null, cause: 'wrong_tries', mend }
  return { since, until: null, mend, ...withdrawn(traces, since) }
}

const WITHDRAWALS = {
  email: 'withdrawn_by_email',
  disabled: 'withdrawn_by_disabling',
  role: 'withdrawn_by_role',
} as const

/** What withdrew an invitation at that moment, and who did it. */
function withdrawn(traces: readonly Trace[], at: Instant | null): Pick<Why, 'cause' | 'by'> {
  for (const [did, cause] of Object.entries(WITHDRAWALS) as [keyof typeof WITHDRAWALS, Cause][]) {
    const by = whoDid(traces, did, at)
    if (by) return { cause, by }
  }
  return { cause: 'withdrawn', by: null }
}

/** Since when a card has been as it is in this, and who made it so; nothing where it was so from the beginning. */
function lastChange(
  traces: readonly Trace[],
  did: 'role' | 'email',
): Partial<Pick<Why, 'since' | 'by'>> {
  const last = traces.find(({ did: done }) => done.includes(did))
  return last ? { since: last.at, by: last.actor } : {}
}

import {
  explain,
  isTrialOver,
  type FeatureName,
  type Reason,
  type Remedy,
  type PersonKind,
} from '../../gate/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { gateInputOf } from '../entry/gate-input.ts'
import type { AccessRow } from './queries.ts'

/** One of the gate's rules, held against one person. */
export interface Check {
  reason: Reason
  remedy: Remedy
  passes: boolean
  /** Since when it is so, where that is known. */
  since: Instant | null
  /** When it stops refusing by itself; null where it does not, or lets in. */
  until: Instant | null
}

/** What somebody of a kind comes here to use; what else there is has no page for them. */
export const USED_BY: Record<PersonKind, readonly FeatureName[]> = {
  contact: ['sign_in', 'home', 'messages', 'profile'],
  staff: [
    'sign_in',
    'home',
    'messages',
    'profile',
    'people',
    'cases',
    'mass_invitations',
    'procedures',
    'flows',
    'settings',
    'branding',
    'own_hosts',
    'audit',
  ],
  partner: ['sign_in', 'home', 'profile'],
  operator: ['sign_in', 'home', 'profile'],
}

/**
 * The gate's rules in order for one person: the first that does not pass is what the entry answers. For
 * signing in the person comes from a device that has never signed in; whoever is in stays in while locked.
 */
export function checksFor(row: AccessRow, feature: FeatureName, now: Instant): Check[] {
  const gateInput = gateInputOf(row, {
    feature,
    now,
    isSignedIn: true,
    isKnownDevice: feature !== 'sign_in',
  })
  return explain(gateInput).map((rule) => ({
    ...rule,
    since: SINCE[rule.reason]?.(row, rule.passes, now) ?? null,
    until: rule.reason === 'locked' && !rule.passes ? row.locked_until : null,
  }))
}

const SINCE: Partial<
  Record<Reason, (row: AccessRow, passes: boolean, now: Instant) => Instant | null>
> = {
  portal_cancelled: ({ status_since }, passes) => (passes ? null : status_since),
  being_built: ({ built_at, portal_since }, passes) => (passes ? built_at : portal_since),
  portal_suspended: ({ status_since }, passes) => (passes ? null : status_since),
  not_signed_in: ({ created_at }) => created_at,
  not_activated: ({ activated_at, invited_at, created_at }, passes) =>
    passes ? activated_at : (invited_at ?? created_at),
  disabled: ({ disabled_at }) => disabled_at,
  payment_due: ({ held_since }, passes) => (passes ? null : held_since),
  trial_ended: (row, passes, now) =>
    passes ? null : isTrialOver(row, now) ? row.trial_ends_at : row.status_since,
}

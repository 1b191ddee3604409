import { FEATURES, type FeatureName, type Level } from './features.ts'
import type { PortalStatus } from './portal-status.ts'

type Instant = Temporal.Instant

/** All that a decision rests on, as plain data; fetched in one statement. */
export interface GateInput {
  readonly portal: {
    readonly status: PortalStatus
    readonly built: boolean
    /** Features that went with the trial's end. */
    readonly afterTrial: readonly string[]
  }
  /** Null for a visitor who has not signed in. */
  readonly person: {
    readonly kind: 'operator' | 'partner' | 'staff' | 'contact'
    readonly activated: boolean
    readonly disabledSince: Instant | null
    readonly lockedUntil: Instant | null
    /** Signs in from, or is on, a device that has signed in before. */
    readonly isKnownDevice: boolean
    /** Works here, where everyone who does must have a second factor, and has none. */
    readonly factorMissing?: boolean
  } | null
  /** A payment that stands between the person and the portal; no invoice where a subscription is to be begun anew. */
  readonly hold: { readonly invoice: string | null; readonly since: Instant } | null
  /** A mandatory flow that is not done: the person's run of it. */
  readonly flow: { readonly id: string } | null
  /** The member's level in its company; null for whoever is no member. */
  readonly level: Level | null
  readonly feature: FeatureName
  readonly now: Instant
}

export type Reason =
  | 'being_built'
  | 'portal_suspended'
  | 'portal_cancelled'
  | 'not_signed_in'
  | 'not_activated'
  | 'disabled'
  | 'locked'
  | 'second_factor_missing'
  | 'payment_due'
  | 'flow_open'
  | 'trial_ended'
  | 'level_too_low'

/** What would change the answer; pages turn it into one button, staff see the same on one page. */
export type Remedy =
  | 'wait'
  | 'lift_suspension'
  | 'none'
  | 'sign_in'
  | 'finish_registration'
  | 'ask_staff_to_enable'
  | 'reset_password'
  | 'set_up_second_factor'
  | 'pay_invoice'
  | 'continue_flow'
  | 'certify_portal'
  | 'ask_for_level'

export type Decision =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly reason: Reason; readonly remedy: Remedy }

/** One rule: whom it refuses, why, and what mends it. */
export interface Rule {
  readonly reason: Reason
  readonly remedy: Remedy
  readonly refuses: (input: GateInput) => boolean
}

const feature = (input: GateInput) => FEATURES[input.feature]
const ownStaff = ({ person }: GateInput) => person?.kind === 'staff'

/** In order: the first that refuses gives the answer. */
export const RULES: readonly Rule[] = [
  {
    reason: 'portal_cancelled',
    remedy: 'none',
    refuses: ({ portal }) => portal.status === 'cancelled',
  },
  { reason: 'being_built', remedy: 'wait', refuses: ({ portal }) => !portal.built },
  {
    reason: 'portal_suspended',
    remedy: 'lift_suspension',
    refuses: ({ portal }) => portal.status === 'suspended',
  },
  { reason: 'not_signed_in', remedy: 'sign_in', refuses: ({ person }) => person === null },
  {
    reason: 'not_activated',
    remedy: 'finish_registration',
    refuses: ({ person }) => !person?.activated,
  },
  {
    reason: 'disabled',
    remedy: 'ask_staff_to_enable',
    refuses: ({ person }) => person?.disabledSince != null,
  },
  {
    // A lock keeps out strangers' guesses; whoever is in, or comes from a known device, stays.
    reason: 'locked',
    remedy: 'reset_password',
    refuses: ({ person, feature, now }) =>
      feature === 'sign_in' &&
      person?.lockedUntil != null &&
      !person.isKnownDevice &&
      Temporal.Instant.compare(now, person.lockedUntil) < 0,
  },
  {
    // Led to set one up right after signing in; nothing else opens before.
    reason: 'second_factor_missing',
    remedy: 'set_up_second_factor',
    refuses: (input) =>
      input.person?.factorMissing === true &&
      input.feature !== 'sign_in' &&
      input.feature !== 'second_factor',
  },
  {
    reason: 'payment_due',
    remedy: 'pay_invoice',
    refuses: (input) => input.hold !== null && !ownStaff(input) && !feature(input).heldToo,
  },
  {
    reason: 'flow_open',
    remedy: 'continue_flow',
    refuses: (input) => {
      const { heldToo, inFlow } = feature(input)
      return input.flow !== null && !ownStaff(input) && !heldToo && !inFlow
    },
  },
  {
    reason: 'trial_ended',
    remedy: 'certify_portal',
    refuses: (input) =>
      input.portal.status === 'trial_expired' &&
      !feature(input).floor &&
      input.portal.afterTrial.includes(input.feature),
  },
  {
    reason: 'level_too_low',
    remedy: 'ask_for_level',
    refuses: (input) => {
      const { levels } = feature(input)
      return levels !== undefined && input.level !== null && !levels.includes(input.level)
    },
  },
]

const ALLOWED: Decision = { allowed: true }

/** May this person, in this portal, use this feature, now? Pure and total. */
export function decide(input: GateInput): Decision {
  const rule = RULES.find(({ refuses }) => refuses(input))
  return rule ? { allowed: false, reason: rule.reason, remedy: rule.remedy } : ALLOWED
}

/** Every rule with its outcome, in order: the page that answers "why can't they get in?". */
export const explain = (input: GateInput): { reason: Reason; remedy: Remedy; passes: boolean }[] =>
  RULES.map(({ reason, remedy, refuses }) => ({ reason, remedy, passes: !refuses(input) }))

import {
  FEATURE_NAMES,
  FEATURES,
  isTrialOver,
  PORTAL_STATUSES,
  statusAt,
  type FeatureName,
  type PortalStatus,
  type StoredStatus,
  type Right,
} from '../../gate/index.ts'
import type { Instant } from '../../kit/clock.ts'

export { PORTAL_STATUSES, type PortalStatus }

/** A trial lasts exactly 30 times 24 hours, whatever the clocks of its zone do meanwhile. */
export const TRIAL_DAYS = 30
/** A suspension that lasts longer than this ends in cancellation. */
export const SUSPENSION_DAYS = 90
/** Whole days before the cancellation at which its owner and partner are warned. */
export const WARNING_DAYS = [30, 14, 7, 1] as const
/** For so long a cancelled portal's hosts are given to nobody. */
export const QUARANTINE_DAYS = 180

/** Why a portal is suspended. `unpaid` alone is lifted by payment. */
export const SUSPENSION_CAUSES = ['requested', 'unpaid', 'abuse', 'security', 'other'] as const
export type SuspensionCause = (typeof SUSPENSION_CAUSES)[number]

/** Why a suspension ends. */
export const LIFTING_CAUSES = ['resolved', 'paid', 'mistake'] as const
export type LiftingCause = (typeof LIFTING_CAUSES)[number]

export type TimerKind = 'trial_end' | `warning_${(typeof WARNING_DAYS)[number]}` | 'cancellation'

/** Something that falls due by itself. */
export interface Timer {
  kind: TimerKind
  dueAt: Instant
}

/** What a status means for those in the portal, and for the bill. */
export interface StatusRule {
  signIn: boolean
  billable: boolean
  features: 'all' | 'all but after-trial' | 'none'
}

export const STATUSES: Readonly<Record<PortalStatus, StatusRule>> = {
  trial_active: { signIn: true, billable: false, features: 'all' },
  trial_expired: { signIn: true, billable: true, features: 'all but after-trial' },
  certified_secure: { signIn: true, billable: true, features: 'all' },
  suspended: { signIn: false, billable: false, features: 'none' },
  cancelled: { signIn: false, billable: false, features: 'none' },
}

/** The names of the operations that move a portal from one status to another. */
export type StatusOperation =
  | 'portal.create'
  | 'portal.expire_trial'
  | 'portal.certify'
  | 'portal.suspend'
  | 'portal.unsuspend'
  | 'portal.cancel'

export interface Transition {
  /** Null at the beginning. */
  from: PortalStatus | null
  to: PortalStatus
  operation: StatusOperation
  /** Who may bring it about by hand. */
  right: Right
  /** What brings it about by itself. */
  timer?: TimerKind
}

/**
 * Every move there is. Buttons, answers of the API, timers, the documentation's diagram and the tests
 * read this; a pair that is not here does not happen.
 */
export const TRANSITIONS: readonly Transition[] = [
  { from: null, to: 'trial_active', operation: 'portal.create', right: 'portals:provision' },
  {
    from: 'trial_active',
    to: 'trial_expired',
    operation: 'portal.expire_trial',
    right: 'portals:provision',
    timer: 'trial_end',
  },
  ...(['trial_active', 'trial_expired'] as const).map((from): Transition => ({
    from,
    to: 'certified_secure',
    operation: 'portal.certify',
    right: 'portals:provision',
  })),
  ...(['trial_active', 'trial_expired', 'certified_secure'] as const).flatMap(
    (open): Transition[] => [
      { from: open, to: 'suspended', operation: 'portal.suspend', right: 'portals:provision' },
      { from: 'suspended', to: open, operation: 'portal.unsuspend', right: 'portals:provision' },
    ],
  ),
  {
    from: 'suspended',
    to: 'cancelled',
    operation: 'portal.cancel',
    right: 'installation:operate',
    timer: 'cancellation',
  },
]

/** May a portal go from one status to the other, by that operation or by any? */
export const allowed = (
  from: PortalStatus | null,
  to: PortalStatus,
  operation?: StatusOperation,
): boolean =>
  TRANSITIONS.some(
    (move) =>
      move.from === from &&
      move.to === to &&
      (operation === undefined || move.operation === operation),
  )

/** The operations that are possible in a status, each once: a page's buttons. */
export const possibleIn = (status: PortalStatus): StatusOperation[] => [
  ...new Set(TRANSITIONS.filter(({ from }) => from === status).map(({ operation }) => operation)),
]

/** The features of a portal. @param afterTrial those that go with the trial's end */
export function featuresOf(status: PortalStatus, afterTrial: readonly string[]): FeatureName[] {
  const { features } = STATUSES[status]
  if (features === 'none') return []
  if (features === 'all') return [...FEATURE_NAMES]
  return FEATURE_NAMES.filter((name) => FEATURES[name].floor || !afterTrial.includes(name))
}

const after = (since: Instant, days: number) => since.add({ hours: 24 * days })

export const trialEnd = (began: Instant): Instant => after(began, TRIAL_DAYS)

/** How long a suspension lasts that nobody lifts. */
export const suspensionEnd = (began: Instant): Instant => after(began, SUSPENSION_DAYS)

/** What falls due ahead of a deletion, in order. */
export const warningsBefore = (deletion: Instant): Timer[] =>
  WARNING_DAYS.map((days) => ({ kind: `warning_${days}`, dueAt: after(deletion, -days) }))

/** Falls due at the first instant after that. */
export const cancellationAfter = (deletion: Instant): Timer => ({
  kind: 'cancellation',
  dueAt: deletion.add({ milliseconds: 1 }),
})

/** All that will fall due for a portal in this status, in order. */
export function timersFor(status: PortalStatus, since: Instant, trialEndsAt: Instant): Timer[] {
  switch (status) {
    case 'trial_active':
      return [{ kind: 'trial_end', dueAt: trialEndsAt }]
    case 'suspended': {
      const deletion = suspensionEnd(since)
      return [...warningsBefore(deletion), cancellationAfter(deletion)]
    }
    case 'trial_expired':
    case 'certified_secure':
    case 'cancelled':
      return []
  }
}

/** Where a lifted suspension leads: back, but a trial that has ended meanwhile stays ended. */
export const returnsTo = (
  suspendedFrom: PortalStatus,
  trialEndsAt: Instant,
  now: Instant,
): PortalStatus =>
  suspendedFrom === 'trial_active' && Temporal.Instant.compare(trialEndsAt, now) <= 0
    ? 'trial_expired'
    : suspendedFrom

/** Payment lifts a suspension for want of it, and no other. */
export const lifts = (cause: LiftingCause, suspendedBecause: string | null): boolean =>
  cause !== 'paid' || suspendedBecause === 'unpaid'

/** What a portal's row says of how it stands. */
export interface StandingRow extends StoredStatus {
  status_since: Instant
  /** Where the deletion waits for a warning that came late. */
  deletion_postponed_to: Instant | null
}

type Suspended = Pick<StandingRow, 'status_since' | 'deletion_postponed_to'>

/** When a suspended portal is deleted: after ninety days, or later where it was warned late. */
export const deletionOf = ({ status_since, deletion_postponed_to }: Suspended): Instant =>
  latest(suspensionEnd(status_since), deletion_postponed_to ?? status_since)

/** When it would have been deleted, had it been warned in time; null where it was. */
export const postponedFrom = (row: Suspended): Instant | null => {
  const regular = suspensionEnd(row.status_since)
  return deletionOf(row).equals(regular) ? null : regular
}

/** How a portal stands at a moment. */
export interface Standing {
  status: PortalStatus
  since: Instant
  /** When the status ends by itself; null where it does not. */
  endsAt: Instant | null
  /** Days until then, a day begun counting whole. */
  daysLeft: number | null
}

/** What has fallen due counts, written down or not; see `statusAt`. */
export function standingAt(row: StandingRow, now: Instant): Standing {
  const since = isTrialOver(row, now) ? row.trial_ends_at : row.status_since
  const status = statusAt(row, now)
  const endsAt =
    status === 'trial_active' ? row.trial_ends_at : status === 'suspended' ? deletionOf(row) : null
  return { status, since, endsAt, daysLeft: endsAt && daysBetween(latest(now, since), endsAt) }
}

/** The later of two. What is read may be younger than the moment it was asked at, by a request's length. */
const latest = (a: Instant, b: Instant): Instant => (Temporal.Instant.compare(a, b) < 0 ? b : a)

const daysBetween = (from: Instant, to: Instant): number =>
  Math.max(0, Math.ceil((to.epochMilliseconds - from.epochMilliseconds) / DAY_MS))

export const DAY_MS = 86_400_000

/** The transitions as a diagram for the documentation, in Mermaid. */
export function diagram(): string {
  const lines = TRANSITIONS.map(({ from, to, operation, timer }) => {
    const by = timer ? `${operation}, or by itself` : operation
    return `  ${from ?? '[*]'} --> ${to}: ${by}`
  })
  return ['stateDiagram-v2', ...lines, '  cancelled --> [*]'].join('\n')
}

/** The transitions as a table for the documentation, in Markdown. */
export function table(): string {
  const rows = TRANSITIONS.map(({ from, to, operation, right, timer }) =>
    [from ?? '(new)', to, `\`${operation}\``, `\`${right}\``, timer ? `\`${timer}\`` : ''].join(
      ' | ',
    ),
  )
  const statuses = PORTAL_STATUSES.map((status) => {
    const { signIn, billable, features } = STATUSES[status]
    return [status, signIn ? 'yes' : 'no', billable ? 'yes' : 'no', features].join(' | ')
  })
  return [
    '| from | to | operation | right | timer |',
    '|---|---|---|---|---|',
    ...rows.map((row) => `| ${row} |`),
    '',
    '| status | sign-in | billable | features |',
    '|---|---|---|---|',
    ...statuses.map((row) => `| ${row} |`),
  ].join('\n')
}

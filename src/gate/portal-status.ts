type Instant = Temporal.Instant

export const PORTAL_STATUSES = [
  'trial_active',
  'trial_expired',
  'certified_secure',
  'suspended',
  'cancelled',
] as const
export type PortalStatus = (typeof PORTAL_STATUSES)[number]

/** What a portal's row says of its status: what was written down last. */
export interface StoredStatus {
  readonly status: PortalStatus
  readonly trial_ends_at: Instant
}

/** A trial that has ended, and not been written down yet. */
export const isTrialOver = ({ status, trial_ends_at }: StoredStatus, now: Instant): boolean =>
  status === 'trial_active' && Temporal.Instant.compare(trial_ends_at, now) <= 0

/**
 * The status that counts at a moment: what has fallen due counts, whether the sweep has written it down yet
 * or not. A cancellation alone does not: it deletes, so it needs its second look, and a suspended portal is
 * suspended until then.
 */
export const statusAt = (stored: StoredStatus, now: Instant): PortalStatus =>
  isTrialOver(stored, now) ? 'trial_expired' : stored.status

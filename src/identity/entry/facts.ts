import {
  statusAt,
  type Facts,
  type FeatureName,
  type StoredStatus,
  type PersonKind,
} from '../../gate/index.ts'
import type { Instant } from '../../kit/clock.ts'

/** What `FACTS` selects. */
export interface FactsRow extends StoredStatus {
  built: boolean
  after_trial: string[]
  kind: PersonKind
  activated_at: Instant | null
  disabled_at: Instant | null
  locked_until: Instant | null
  /** Looked for only where it is required. */
  factor_missing: boolean
  /** The session was opened by a provider whose sign-in counts as two factors. */
  counts_as_two?: boolean
}

interface Asked {
  feature: FeatureName
  now: Instant
  /** False for a visitor who is not signed in: the row's person columns then say nothing. */
  known: boolean
  /** Is inside, or comes from a device that has signed in before. */
  deviceKnown: boolean
}

/**
 * What the gate looks at. The one way from rows to facts, for the door and for the page that explains it,
 * so that the two cannot disagree.
 */
export const factsOf = (row: FactsRow, { feature, now, known, deviceKnown }: Asked): Facts => ({
  portal: { status: statusAt(row, now), built: row.built, afterTrial: row.after_trial },
  person: known
    ? {
        kind: row.kind,
        activated: row.activated_at !== null,
        disabledSince: row.disabled_at,
        lockedUntil: row.locked_until,
        deviceKnown,
        factorMissing: row.factor_missing && !row.counts_as_two,
      }
    : null,
  // Holds, flows and levels come with paid access and support; until then nobody has any.
  hold: null,
  flow: null,
  level: null,
  feature,
  now,
})

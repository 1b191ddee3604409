import {
  statusAt,
  type GateInput,
  type FeatureName,
  type StoredStatus,
  type PersonKind,
} from '../../gate/index.ts'
import type { Instant } from '../../kit/clock.ts'

/** What `GATE_INPUT_COLUMNS` selects. */
export interface GateInputRow extends StoredStatus {
  built: boolean
  after_trial: string[]
  kind: PersonKind
  activated_at: Instant | null
  disabled_at: Instant | null
  locked_until: Instant | null
  /** From when on a payment stands before the portal; it may be still to come. */
  held_since: Instant | null
  /** What is to be paid; null where nobody is held, or a subscription has to be begun anew. */
  held_invoice: string | null
  /** The run of a mandatory flow that is not done. */
  open_flow: string | null
  /** Computed only where the portal requires a second factor. */
  factor_missing: boolean
  /** The session was opened by a provider whose sign-in counts as two factors. */
  counts_as_two?: boolean
}

interface GateQuestion {
  feature: FeatureName
  now: Instant
  /** False for a visitor who is not signed in: the row's person columns then say nothing. */
  isSignedIn: boolean
  /** The person is signed in, or uses a device that has signed in before. */
  isKnownDevice: boolean
}

/**
 * Makes the gate's input of a row. The entry and the page that explains the gate both use it, so that they
 * cannot disagree.
 */
export const gateInputOf = (
  row: GateInputRow,
  { feature, now, isSignedIn: existing, isKnownDevice }: GateQuestion,
): GateInput => ({
  portal: { status: statusAt(row, now), built: row.built, afterTrial: row.after_trial },
  person: existing
    ? {
        kind: row.kind,
        activated: row.activated_at !== null,
        disabledSince: row.disabled_at,
        lockedUntil: row.locked_until,
        isKnownDevice,
        factorMissing: row.factor_missing && !row.counts_as_two,
      }
    : null,
  hold: existing ? holdOf(row, now) : null,
  flow: existing && row.open_flow !== null ? { id: row.open_flow } : null,
  // Levels come with support; until then nobody has any.
  level: null,
  feature,
  now,
})

const holdOf = ({ held_since, held_invoice }: GateInputRow, now: Instant): GateInput['hold'] =>
  held_since !== null && Temporal.Instant.compare(held_since, now) <= 0
    ? { invoice: held_invoice, since: held_since }
    : null

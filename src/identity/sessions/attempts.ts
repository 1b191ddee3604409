import {
  decide,
  statusAt,
  type GateInput,
  type Reason,
  type StoredStatus,
  type PersonKind,
} from '../../gate/index.ts'
import type { OperationContext } from '../../kit/operation.ts'
import { countAttempt, DEVICE_ATTEMPTS, isLocked, type Attempts } from './lockout.ts'
import { countOnDevice, keepAttempts, knownDevice, type portalForSignIn } from './queries.ts'

type Instant = Temporal.Instant

/** Somebody's row as signing in looks at it, locked so that attempts are counted one by one. */
export interface Attempted extends Attempts {
  id: string
  kind: string
  activated_at: Instant | null
  disabled_at: Instant | null
}

/** What concerns a person themselves: told to whoever proves to be them, and to nobody else. */
const TOLD: ReadonlySet<Reason> = new Set<Reason>(['not_activated', 'disabled'])

/**
 * Counts an attempt on a locked person, by whatever way and at whatever step, before it is checked: of
 * any number of guesses at once, exactly as many are checked as are allowed.
 * @returns `refused`: why the gate lets them in by no attempt, or null; `verified`: whether this one is checked
 *   all the same, so that whoever proves who they are is told why; and whether the person was locked before
 */
export async function attempt(
  { tx, now }: Pick<OperationContext, 'tx' | 'now'>,
  portal: Awaited<ReturnType<typeof portalForSignIn>>,
  person: Attempted,
  deviceHash: Buffer | null,
): Promise<{ refused: Reason | null; verified: boolean; locked: boolean }> {
  const matches = deviceHash && (await knownDevice(tx, person.id, deviceHash))
  const gateInput: GateInput = {
    portal: {
      status: statusAt(portal as StoredStatus, now),
      built: portal.built_at !== null,
      afterTrial: [],
    },
    person: {
      kind: person.kind as PersonKind,
      activated: person.activated_at !== null,
      disabledSince: person.disabled_at,
      lockedUntil: person.locked_until,
      isKnownDevice: matches != null && matches.bad_attempts < DEVICE_ATTEMPTS,
    },
    hold: null,
    flow: null,
    level: null,
    feature: 'sign_in',
    now,
  }
  const decision = decide(gateInput)
  const refused = decision.allowed ? null : decision.reason
  // As if they had registered and were enabled: a lock keeps guesses from being checked whatever else is so.
  const checked =
    refused === null ||
    (TOLD.has(refused) &&
      decide({
        ...gateInput,
        person: { ...gateInput.person!, activated: true, disabledSince: null },
      }).allowed)
  await keepAttempts(tx, person.id, countAttempt(person, portal.lockout_attempts, now))
  if (matches) await countOnDevice(tx, person.id, deviceHash!)
  return { refused, verified: checked, locked: isLocked(person, now) }
}

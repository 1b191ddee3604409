import { lines } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { openOrLog, seal, type Place } from '../../kit/crypto.ts'
import type { Said } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import type { Logger } from 'pino'

export const RUN_STATES = ['open', 'done', 'ended'] as const
/** `ended` by staff, before all of its steps were over. */
export type RunState = (typeof RUN_STATES)[number]

/** Why staff let somebody off a step, or end a flow. */
export const reason = lines(1000)

/** Somebody in a flow, with the version that they are in. */
export interface Run {
  id: string
  flow: string
  number: number
  person: string
  personName: string
  name: Said
  mandatory: boolean
  steps: readonly Step[]
  state: RunState
  assignedAt: Instant
  assignedBy: string | null
  /** Null while a payment stands before it. */
  startedAt: Instant | null
  /** The step they are at; null once it is over. */
  step: string | null
  stepSince: Instant
  /** How many of the steps are done or skipped. */
  finished: number
  stuckAt: Instant | null
  sealedStuck: Buffer | null
  endedAt: Instant | null
  sealedReason: Buffer | null
}

export const STEP_STATES = ['done', 'skipped'] as const
export type StepState = (typeof STEP_STATES)[number]

/** What became of a step. */
export interface StepOutcome {
  run: string
  step: string
  state: StepState
  at: Instant
  by: string | null
  byName: string | null
  /** In which language they read what they did or accepted. */
  language: string | null
  sealedReason: Buffer | null
}

/** The step that is next: the first that is not over; undefined once all are. Pure. */
export const nextStep = (
  steps: readonly Step[],
  outcomes: readonly Pick<StepOutcome, 'step'>[],
): Step | undefined => steps.find(({ id }) => !outcomes.some(({ step }) => step === id))

/** How a step stands for whoever looks at the flow. */
export const standingOf = (
  step: Pick<Step, 'id'>,
  run: Pick<Run, 'step'>,
  outcome: Pick<StepOutcome, 'state'> | undefined,
): StepState | 'current' | 'waiting' =>
  outcome?.state ?? (run.step === step.id ? 'current' : 'waiting')

type Column = 'sealed_reason' | 'sealed_stuck'

const place = (portal: string, row: string, column: Column, table = 'flow_runs'): Place => ({
  portal,
  table,
  row,
  column,
})

/** Of a skipped step, its run and its own id are the row. */
const rowOf = (run: string, step: string) => `${run} ${step}`

export const sealOfRun = (
  key: Buffer,
  portal: string,
  run: string,
  column: Column,
  text: string,
): Buffer => seal(key, place(portal, run, column), text)

/** @returns null where there is none; and, and logs it, where what is stored was altered or moved */
export const openOfRun = (
  key: Buffer,
  portal: string,
  { id, sealedStuck, sealedReason }: Pick<Run, 'id' | 'sealedStuck' | 'sealedReason'>,
  column: Column,
  log: Logger,
): string | null => {
  const sealed = column === 'sealed_stuck' ? sealedStuck : sealedReason
  return sealed && openOrLog(key, place(portal, id, column), sealed, log)
}

export const sealSkip = (
  key: Buffer,
  { portal, run, step }: { portal: string; run: string; step: string },
  text: string,
): Buffer => seal(key, place(portal, rowOf(run, step), 'sealed_reason', 'flow_run_steps'), text)

/** @returns null where there is none; and, and logs it, where what is stored was altered or moved */
export const openSkip = (
  key: Buffer,
  portal: string,
  { run, step, sealedReason }: Pick<StepOutcome, 'run' | 'step' | 'sealedReason'>,
  log: Logger,
): string | null =>
  sealedReason &&
  openOrLog(
    key,
    place(portal, rowOf(run, step), 'sealed_reason', 'flow_run_steps'),
    sealedReason,
    log,
  )

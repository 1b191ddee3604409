import type { Instant } from '../../../kit/clock.ts'
import { LANGUAGES, type Language } from '../../../kit/texts.ts'
import type { Done, Refusal } from '../../../kit/refusal.ts'
import type { Step } from '../action.ts'
import type { Why } from '../procedure.ts'
import type { Cause } from '../trigger.ts'

/** `running` has begun and is gone on with wherever it was cut off. */
export const RUN_STATES = ['waiting', 'running', 'done', 'skipped', 'failed'] as const
export type RunState = (typeof RUN_STATES)[number]

/** How often a run is begun before it is given up: each time something threw, or the process ended. */
export const MAX_TRIES = 20

/** What became of one step. `said` is what refused it, in each language. */
export interface Outcome extends Step {
  state: 'waiting' | 'done' | 'skipped' | 'failed'
  said?: Record<Language, string>
}

export interface Run {
  id: string
  procedure: string
  happened: Pick<Cause, 'on' | 'stage'>
  case: string | null
  person: string | null
  chain: readonly string[]
  state: RunState
  dueAt: Instant
  why: Why | null
  outcomes: readonly Outcome[]
  tries: number
}

export const isFinished = (state: RunState): boolean => state !== 'waiting' && state !== 'running'

/** Steps as a run begins with them: what is not to be done is finished from the start. */
export const beginWith = (steps: readonly Step[]): Outcome[] =>
  steps.map((step) => ({ ...step, state: step.why === null ? 'waiting' : 'skipped' }))

/** What became of a run whose steps are all finished; null while one is not. */
export function stateAfter(outcomes: readonly Outcome[]): RunState | null {
  const any = (state: Outcome['state']) => outcomes.some((one) => one.state === state)
  if (any('waiting')) return null
  return any('failed') ? 'failed' : any('done') ? 'done' : 'skipped'
}

/** A step after its operation has answered. */
export function stepAfter(step: Outcome, result: Done<unknown> | Refusal): Outcome {
  if (result.ok) return { ...step, state: 'done' }
  const said = Object.fromEntries(
    LANGUAGES.map((language) => [language, sentence(result, language)]),
  )
  return { ...step, state: 'failed', why: result.code, said: said as Record<Language, string> }
}

const sentence = (refusal: Refusal, language: Language): string =>
  refusal.fields[0]?.say(language) ?? refusal.say(language)

import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import { saidIn } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import { outcomesOf } from './queries.ts'
import { openOfRun, openSkip, RUN_STATES, standingOf, type Run, type StepOutcome } from './run.ts'

/** A step of somebody’s, with what became of it. */
export interface ShownStep {
  step: Step
  title: string
  standing: ReturnType<typeof standingOf>
  outcome: StepOutcome | null
  /** Why it was skipped. */
  reason: string | null
}

/** A run in clear, as pages show it. */
export interface ShownRun extends Run {
  title: string
  shownSteps: readonly ShownStep[]
  /** What they said who are stuck. */
  stuck: string | null
  /** Why it was ended early. */
  reason: string | null
}

type Reader = Pick<SignedInContext, 'installation' | 'portal' | 'language'>

/** Runs with what became of their steps, in the language of whoever reads. */
export async function runsInClear(
  tx: Tx,
  { installation, portal, language }: Reader,
  runs: readonly Run[],
): Promise<ShownRun[]> {
  const key = await installation.keys.held(portal.id)
  const { log } = installation
  const all = Map.groupBy(
    await outcomesOf(
      tx,
      runs.map(({ id }) => id),
    ),
    ({ run }) => run,
  )
  return runs.map((run) => {
    const outcomes = all.get(run.id) ?? []
    const shownSteps = run.steps.map((step) => {
      const outcome = outcomes.find((one) => one.step === step.id)
      return {
        step,
        title: saidIn(step.title, language),
        standing: standingOf(step, run, outcome),
        outcome: outcome ?? null,
        reason: outcome ? openSkip(key, portal.id, outcome, log) : null,
      }
    })
    return {
      ...run,
      title: saidIn(run.name, language),
      shownSteps,
      stuck: openOfRun(key, portal.id, run, 'sealed_stuck', log),
      reason: openOfRun(key, portal.id, run, 'sealed_reason', log),
    }
  })
}

/** The step that they are at; undefined once it is over. */
export const currentOf = ({ shownSteps }: Pick<ShownRun, 'shownSteps'>): ShownStep | undefined =>
  shownSteps.find(({ standing }) => standing === 'current')

const stepView = shape('FlowRunStep', {
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  state: z.enum(['waiting', 'current', 'done', 'skipped']),
  at: z.iso.datetime().nullable().describe('When it was done or skipped'),
  by: named.nullable().describe('By whom; null where that is no person of the portal'),
  language: z.string().nullable().describe('In which they read what they did or accepted'),
  reason: z.string().nullable().describe('Why it was skipped; for staff'),
})

export const runView = shape('FlowRun', {
  id: z.string(),
  flow: z.string(),
  number: z.int().describe('The version of the flow that they are in'),
  name: z.string(),
  person: named,
  mandatory: z.boolean(),
  state: z.enum(RUN_STATES).describe('`ended` by staff before all of its steps were over'),
  assignedAt: z.iso.datetime(),
  startedAt: z.iso.datetime().nullable().describe('Null while a payment stands before it'),
  finished: z.int().describe('How many of the steps are done or skipped'),
  steps: z.array(stepView),
  stepSince: z.iso.datetime().describe('Since when they are at their step'),
  stuckAt: z.iso.datetime().nullable().describe('When they said that they do not get on'),
  stuck: z.string().nullable().describe('What they said'),
  endedAt: z.iso.datetime().nullable(),
  reason: z.string().nullable().describe('Why it was ended early; for staff'),
})

/** @param forStaff reasons are told to those who work here alone */
export const showRun = (run: ShownRun, { forStaff }: { forStaff: boolean }) => ({
  id: show('flowRun', run.id),
  flow: show('flow', run.flow),
  number: run.number,
  name: run.title,
  person: { id: show('person', run.person), name: run.personName },
  mandatory: run.mandatory,
  state: run.state,
  assignedAt: run.assignedAt.toString(),
  startedAt: run.startedAt?.toString() ?? null,
  finished: run.finished,
  steps: run.shownSteps.map(({ step, title, standing, outcome, reason }) => ({
    id: show('step', step.id),
    kind: step.kind,
    title,
    state: standing,
    at: outcome?.at.toString() ?? null,
    by: outcome?.by ? { id: show('person', outcome.by), name: outcome.byName! } : null,
    language: outcome?.language ?? null,
    reason: forStaff ? reason : null,
  })),
  stepSince: run.stepSince.toString(),
  stuckAt: run.stuckAt?.toString() ?? null,
  stuck: run.stuck,
  endedAt: run.endedAt?.toString() ?? null,
  reason: forStaff ? run.reason : null,
})

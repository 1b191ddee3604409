import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { saidIn } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import { countSkipped, holdRun, insertOutcome, moveRun, showAtGate } from './queries.ts'
import { nextStep, type Run, type StepOutcome } from './run.ts'

/** What is told of a run, and of a step of it. */
export const noteOf = (run: Run, step?: Step) => ({
  subject: show('person', run.person),
  details: {
    flow: show('flow', run.flow),
    flowRun: show('flowRun', run.id),
    name: saidIn(run.name, 'en'),
    ...(step && {
      step: show('step', step.id),
      title: saidIn(step.title, 'en'),
      kind: step.kind,
    }),
  },
})

/** A part of what settles the last step: by nobody alone. */
export const finishFlow = operation({
  name: 'flow.finish',
  done: { en: 'Finished an on-boarding flow', es: 'Terminó un flujo de incorporación' },
  summary: 'All steps of somebody’s flow are over',
  input: z.strictObject({ flowRun: id('flowRun') }),
  right: 'job',
  async run(op, { flowRun }) {
    const run = await holdRun(op.tx, flowRun)
    if (!run) return kitRefuse('not_found')
    op.note(noteOf(run))
    return done({ flowRun })
  },
})

/**
 * Notes what became of a step of a run whose person is held, and goes on to the next; after the last the flow is
 * done, and a mandatory one stands before the portal no more.
 */
export async function settleStep(
  op: OperationContext,
  { run, step, outcomes }: { run: Run; step: Step; outcomes: readonly StepOutcome[] },
  outcome: Pick<StepOutcome, 'state' | 'language' | 'sealedReason'>,
): Promise<void> {
  const { tx, now, caller } = op
  const by = caller.person ?? null
  await insertOutcome(tx, { run: run.id, step: step.id, at: now, by, ...outcome })
  // Skipped before they came to it: they stay where they are.
  if (run.step !== step.id) return countSkipped(tx, run.id)
  const next = nextStep(run.steps, [...outcomes, { step: step.id }])
  await moveRun(tx, { id: run.id, step: next?.id ?? null, now })
  if (next) return
  if (run.mandatory) await showAtGate(tx, run.person)
  const finished = await performPart(op, finishFlow, { flowRun: show('flowRun', run.id) })
  if (!finished.ok) throw new Error(finished.code)
}

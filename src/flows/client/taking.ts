import { z } from 'zod'
import { holdPerson, lines, staffToTell } from '../../identity/index.ts'
import { id, show } from '../../kit/ids.ts'
import { spendWithin } from '../../kit/limits.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { isLanguage, LANGUAGES } from '../../kit/texts.ts'
import { helpersOf } from '../flow/queries.ts'
import { refuse } from '../refusals.ts'
import { noteOf, settleStep } from '../runs/advancing.ts'
import { FLOW_STUCK, tellOfFlow } from '../runs/mails.ts'
import { holdRun, listRuns, outcomesOf, setStuck } from '../runs/queries.ts'
import { sealOfRun, type Run } from '../runs/run.ts'
import { kindOf } from '../step/kind.ts'
import { MOST_FILES, type Step } from '../step/step.ts'

const right = 'self' as const

/** A run of the caller’s own, whose person is held. */
async function ownRun({ tx, caller }: OperationContext, id: string): Promise<Run | null> {
  const run = await holdRun(tx, id)
  return run && run.person === caller.person ? run : null
}

const languageOf = async ({ tx }: OperationContext, person: string): Promise<string | null> => {
  const language = (await holdPerson(tx, person))?.language
  return isLanguage(language) ? language : null
}

/** Of any number of presses at once one ends the step; the others are told that it is over. */
export const finishStep = operation({
  name: 'flow_step.finish',
  done: { en: 'Finished a step of their flow', es: 'Terminó un paso de su flujo' },
  summary:
    'Ends the step that one is at in a flow of one’s own: says that it was read, accepts it, or sends what it asks for',
  input: z.strictObject({
    flowRun: id('flowRun'),
    step: id('step'),
    accepted: z
      .boolean()
      .optional()
      .describe('Of a step to accept: that it was read and is accepted'),
    uploads: z
      .array(id('upload'))
      .max(MOST_FILES)
      .optional()
      .describe('Of a step that asks for files: those that were sent whole'),
    language: z
      .enum(LANGUAGES)
      .optional()
      .describe('In which language it was read; left out, one’s own'),
  }),
  right,
  async run(op, { flowRun, step: stepId, language, ...sent }) {
    const run = await ownRun(op, flowRun)
    const step = run?.steps.find(({ id }) => id === stepId)
    if (!run || !step) return kitRefuse('not_found')
    const outcomes = await outcomesOf(op.tx, [flowRun])
    if (outcomes.some((one) => one.step === stepId)) return refuse('step_over')
    if (run.state !== 'open') return refuse('flow_over')
    if (run.step !== stepId) return refuse('step_not_yet')
    const kind = kindOf(op.installation, step.kind)
    if (!kind?.finish) return refuse('step_elsewhere')
    const at = { run: flowRun, flow: run.flow, person: run.person, step }
    const finished = await kind.finish(op, at, sent)
    if (!finished.ok) return finished
    op.note(noteOf(run, step))
    const read = language ?? (await languageOf(op, run.person))
    await settleStep(
      op,
      { run, step, outcomes },
      { state: 'done', language: read, sealedReason: null },
    )
    return done({ flowRun })
  },
})

/** So often in an hour somebody is told that one person is stuck. */
const HELP = { points: 3, seconds: 3600 }

export const askHelp = operation({
  name: 'flow.ask_help',
  done: { en: 'Said that they are stuck', es: 'Dijo que no puede seguir' },
  summary:
    'Says that one does not get on with the step one is at: those who help with the flow are told by mail',
  input: z.strictObject({
    flowRun: id('flowRun'),
    note: lines(1000).optional().describe('What is the matter, in words; kept encrypted'),
  }),
  right,
  async run(op, { flowRun, note }) {
    const { tx, portal, now, installation } = op
    const run = await ownRun(op, flowRun)
    if (!run) return kitRefuse('not_found')
    if (run.state !== 'open') return refuse('flow_over')
    const limit = { name: 'flow_help', key: `${portal} ${run.person}`, ...HELP }
    const { allowed, resetSeconds } = await spendWithin(tx, installation, limit, now)
    if (!allowed) {
      const minutes = Math.max(1, Math.ceil(resetSeconds / 60))
      return { ...refuse('helped_often', { values: { minutes } }), retryAfterSeconds: resetSeconds }
    }
    const key = await installation.keys.of(tx, portal)
    const sealed = note === undefined ? null : sealOfRun(key, portal, flowRun, 'sealed_stuck', note)
    await setStuck(tx, { id: flowRun, now, sealed })
    const named = (await helpersOf(tx, run.flow)).filter(({ isThere }) => isThere)
    // Where all of them have gone, somebody is told all the same.
    const helpers = named.length > 0 ? named : await staffToTell(tx, 1)
    for (const helper of helpers)
      await tellOfFlow(op, FLOW_STUCK, helper, flowRun, { client: run.personName })
    op.note(noteOf(run, stepOf(run)))
    return done({ flowRun })
  },
})

const stepOf = (run: Run): Step | undefined => run.steps.find(({ id }) => id === run.step)

/** A part of what ends a step elsewhere: by nobody alone. */
export const finishStepElsewhere = operation({
  name: 'flow_step.finish_elsewhere',
  done: { en: 'Finished a step of their flow', es: 'Terminó un paso de su flujo' },
  summary: 'A step of a flow was gone through where it led, such as a form',
  input: z.strictObject({ flowRun: id('flowRun'), step: id('step') }),
  right: 'job',
  async run(op, { flowRun, step: stepId }) {
    const run = await holdRun(op.tx, flowRun)
    const step = run && stepOf(run)
    if (!run || step?.id !== stepId) return kitRefuse('not_found')
    const outcomes = await outcomesOf(op.tx, [flowRun])
    op.note(noteOf(run, step))
    const language = await languageOf(op, run.person)
    await settleStep(op, { run, step, outcomes }, { state: 'done', language, sealedReason: null })
    return done({ flowRun })
  },
})

/**
 * What somebody has gone through elsewhere ends the steps of theirs that led there, as part of the operation that
 * notes it. Called by the feature that declares the kind; called again it finds nothing to end.
 * @param about.person row id
 * @param about.target id as shown of what the step is about, such as a form
 */
export async function stepDoneElsewhere(
  op: OperationContext,
  { person, kind, target }: { person: string; kind: string; target: string | null },
): Promise<Refusal | null> {
  await holdPerson(op.tx, person)
  for (const run of await listRuns(op.tx, { person, states: ['open'], limit: 200 })) {
    const step = stepOf(run)
    if (step?.kind !== kind || step.target !== target) continue
    const about = { flowRun: show('flowRun', run.id), step: show('step', step.id) }
    const finished = await performPart(op, finishStepElsewhere, about)
    if (!finished.ok) return finished
  }
  return null
}

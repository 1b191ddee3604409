import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import type { Language } from '../../kit/texts.ts'
import { ABOUTS, type Condition } from './condition.ts'
import { ACTION_KINDS, type Step } from './action.ts'
import { stateOf, type Why } from './procedure.ts'
import { whyNotWords, whyWords, type FieldLabels } from './describing.ts'
import type { ProcedureRow } from './queries.ts'
import { RUN_STATES, type Outcome } from './runs/run.ts'
import type { RunLine, RunLog } from './runs/log.ts'
import type { TrialPage } from './trial/trial.ts'
import { TRIGGER_KINDS } from './trigger.ts'

const condition = z.object({
  about: z.enum(ABOUTS),
  is: z.boolean(),
  field: z.string().optional(),
  value: z.string().optional(),
})

/** A procedure, as programs are shown one. */
export const procedureView = shape('Procedure', {
  id: z.string(),
  name: z.string(),
  state: z.enum(['on', 'off', 'removed']),
  trigger: z.object({ on: z.enum(TRIGGER_KINDS), stage: z.string().optional(), days: z.int() }),
  conditions: z.array(condition),
  actions: z.array(
    z.object({
      do: z.enum(ACTION_KINDS),
      subject: z.string().optional(),
      body: z.string().optional(),
      flow: z.string().optional(),
      stage: z.string().optional(),
    }),
  ),
  author: named.describe('With whose rights it acts'),
  activeSince: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  version: z.int(),
})

export const showProcedure = (row: ProcedureRow) => ({
  id: show('procedure', row.id),
  name: row.name,
  state: stateOf(row),
  trigger: row.trigger,
  conditions: row.conditions.map(showCondition),
  actions: row.actions.map((one) =>
    one.do === 'start_flow' ? { ...one, flow: show('flow', one.flow) } : one,
  ),
  author: { id: show('person', row.author), name: row.authorName },
  activeSince: row.activeSince?.toString() ?? null,
  createdAt: row.createdAt.toString(),
  version: row.version,
})

/** As it was sent: with the shown id of a field. */
export const showCondition = (one: Condition) =>
  one.about === 'field' ? { ...one, field: show('field', one.field) } : one

const why = shape('ProcedureReason', { code: z.string(), text: z.string() })
const step = shape('ProcedureStep', {
  do: z.enum(ACTION_KINDS),
  person: named.nullable().describe('Null where it is done to the case'),
  state: z.enum(['waiting', 'done', 'skipped', 'failed']),
  why: why.nullable().describe('Why it is not done'),
})
const about = shape('NamedCase', { id: z.string(), number: z.string(), title: z.string() })

/** Runs, as programs are shown them. */
export const runsView = shape('ProcedureRunList', {
  runs: z.array(
    shape('ProcedureRun', {
      id: z.string(),
      state: z.enum(RUN_STATES),
      case: about.nullable(),
      person: named.nullable().describe('Null where it is about all clients of the case'),
      dueAt: z.iso.datetime(),
      finishedAt: z.iso.datetime().nullable(),
      why: why.nullable().describe('Why nothing was done'),
      after: z
        .array(z.string())
        .describe('The procedures it followed from, the first of them first'),
      steps: z.array(step),
    }),
  ),
  next: z.string().nullable().describe('Send it as `cursor` for older runs'),
})

interface Speaking {
  language: Language
  fields: FieldLabels
}

export const showRuns = ({ runs, next, names }: RunLog, speaking: Speaking) => ({
  runs: runs.map((run) => showRun(run, names, speaking)),
  next: next && show('run', next),
})

const showRun = (run: RunLine, names: RunLog['names'], speaking: Speaking) => ({
  id: show('run', run.id),
  state: run.state,
  case: run.case && { id: show('case', run.case), number: run.caseNumber!, title: run.caseTitle! },
  person: run.person && { id: show('person', run.person), name: run.personName! },
  dueAt: run.dueAt.toString(),
  finishedAt: run.finishedAt?.toString() ?? null,
  why: run.why && showWhy(run.why, speaking),
  after: run.chain.map((id) => show('procedure', id)),
  steps: run.outcomes.map((one) => showStep(one, (id) => names.get(id) ?? '', speaking)),
})

const showWhy = (reason: Why, { language, fields }: Speaking) => ({
  code: reason.code,
  text: whyWords(reason, language, fields),
})

function showStep(
  one: Step & Partial<Pick<Outcome, 'state' | 'said'>>,
  nameOf: (shown: string) => string,
  { language }: Speaking,
) {
  const person = one.person && show('person', one.person)
  return {
    do: one.do,
    person: person && { id: person, name: nameOf(person) },
    state: one.state ?? (one.why === null ? 'waiting' : 'skipped'),
    why: one.why === null ? null : { code: one.why, text: whyNotWords(one, language)! },
  }
}

/** What would be done, as programs are shown it. */
export const trialView = shape('ProcedureTrialList', {
  trials: z.array(
    shape('ProcedureTrial', {
      case: about.nullable(),
      person: named.nullable().describe('Null where it is about all clients of the case'),
      fires: z.boolean(),
      why: why.nullable().describe('Why it would not fire'),
      steps: z.array(step),
      ranBefore: z.boolean().describe('It has run for this before, by whatever cause'),
    }),
  ),
  next: z.string().nullable().describe('Send it as `cursor` for what is older'),
})

export const showTrials = (
  { trials, next }: TrialPage,
  { aboutOne, aboutContact }: { aboutOne: boolean; aboutContact: boolean },
  speaking: Speaking,
) => ({
  trials: trials.map(({ subject, plan, ranBefore }) => {
    const people = new Map(subject.contacts.map(({ id, name }) => [show('person', id), name]))
    const [one] = subject.contacts
    return {
      case: subject.case && {
        id: show('case', subject.case.id),
        number: subject.case.number,
        title: subject.case.title,
      },
      person: aboutOne && one ? { id: show('person', one.id), name: one.name } : null,
      fires: plan.fires,
      why: plan.fires ? null : showWhy(plan.why, speaking),
      steps: plan.fires
        ? plan.steps.map((step) => showStep(step, (id) => people.get(id) ?? '', speaking))
        : [],
      ranBefore,
    }
  }),
  next: next && show(aboutContact ? 'person' : 'case', next),
})

import { z } from 'zod'
import { addTo, removeFrom } from '../../files/index.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField, invalidFields } from '../../kit/validation.ts'
import { refuse } from '../refusals.ts'
import { kindOf, stepKinds } from '../step/kind.ts'
import { saidIn } from '../step/said.ts'
import { link, MOST_FILES, movedTo, text, title, wrongIn, type Step } from '../step/step.ts'
import type { Flow } from './flow.ts'
import { isPublished, lockFlow, updateFlow } from './queries.ts'

const right = 'flows:manage' as const

const uploads = z
  .array(id('upload'))
  .max(MOST_FILES)
  .describe('Files that were sent whole, to be read or taken')
const target = z
  .string()
  .max(60)
  .nullable()
  .describe('Id of what the step is about, of a kind that chooses among such')
const position = z.int().min(0).max(200).describe('From 0; the others make room')

/** Files that were sent become files of the flow, which nobody changes or removes beside it. */
async function takeFiles(
  op: OperationContext,
  flow: string,
  uploads: readonly string[],
): Promise<string[] | Refusal> {
  const files: string[] = []
  for (const upload of new Set(uploads)) {
    const added = await addTo(op, { kind: 'flow', holder: flow }, { upload })
    if (!added.ok)
      return { ...added, fields: added.fields.map((one) => ({ ...one, field: 'uploads' })) }
    files.push(added.value.file)
  }
  return files
}

/** What no schema can see, with ids of uploads in the place of files that they become; null where nothing is wrong. */
async function wrongOf(op: OperationContext, step: Step): Promise<Refusal | null> {
  const kind = kindOf(op.installation, step.kind)
  if (!kind) {
    const allowed = stepKinds.of(op.installation).map(({ kind }) => kind)
    return invalidField('kind', 'choice', { allowed: allowed.join(', ') })
  }
  if (step.files.length > MOST_FILES)
    return invalidField('uploads', 'too_many', { maximum: MOST_FILES })
  const targets = (await kind.targets?.(op.tx, 'en')) ?? []
  const wrong = wrongIn(
    step,
    kind,
    targets.map(({ id }) => id),
  )
  return wrong.length > 0 ? invalidFields(wrong) : null
}

/** Files that the draft has no more, and no version ever had. */
async function dropFiles(op: OperationContext, flow: string, files: readonly string[]) {
  for (const file of files) if (!(await isPublished(op.tx, flow, file))) await removeFrom(op, file)
}

const detailsOf = (flow: Flow, step: Step) => ({
  subject: show('flow', flow.id),
  details: {
    name: saidIn(flow.name, 'en'),
    step: show('step', step.id),
    title: saidIn(step.title, 'en'),
    kind: step.kind,
  },
})

export const addStep = operation({
  name: 'flow_step.add',
  done: { en: 'Added a step to a flow', es: 'Añadió un paso a un flujo' },
  details: { step: { en: 'Step', es: 'Paso' } },
  summary: 'Adds a step to a flow; people get it once the flow is published',
  input: z.strictObject({
    flow: id('flow'),
    kind: z
      .string()
      .max(40)
      .describe('What is done in it: `accept`, `upload`, `download` or `watch`, among others'),
    title,
    text: text.nullable().default(null).describe('What is read or accepted, or said beside it'),
    link: link.nullable().default(null).describe('What is watched or read elsewhere, by https'),
    uploads: uploads.default([]),
    target: target.default(null),
    position: position.optional().describe('From 0; left out, it is the last'),
  }),
  right,
  async run(op, { flow: id, uploads, position, ...written }) {
    const flow = await lockFlow(op.tx, id)
    if (!flow) return kitRefuse('not_found')
    const stale = op.basedOn(flow.version)
    if (stale) return stale
    const most = op.installation.caps.flowSteps
    if (flow.draft.length >= most) return refuse('too_many_steps', { values: { most } })
    const before: Step = { id: newId(), ...written, files: [] }
    const wrong = await wrongOf(op, { ...before, files: uploads })
    if (wrong) return wrong
    const files = await takeFiles(op, id, uploads)
    if (isRefusal(files)) return files
    const step: Step = { ...before, files }
    const draft = movedTo(flow.draft, step, position ?? flow.draft.length)
    await updateFlow(op.tx, id, { draft })
    op.note(detailsOf(flow, step))
    return done({ flow: id, step: step.id })
  },
})

export const changeStep = operation({
  name: 'flow_step.change',
  done: { en: 'Changed a step of a flow', es: 'Cambió un paso de un flujo' },
  summary: 'Changes a step or its place; its kind stays. People get it once the flow is published',
  input: z.strictObject({
    flow: id('flow'),
    step: id('step'),
    title: title.optional(),
    text: text.nullable().optional(),
    link: link.nullable().optional(),
    uploads: uploads.optional().describe('Files that were sent whole, beside those that stay'),
    files: z
      .array(id('file'))
      .max(MOST_FILES)
      .optional()
      .describe('Those of its files that stay; left out, all do'),
    target: target.optional(),
    position: position.optional(),
  }),
  right,
  async run(op, { flow: id, step: stepId, uploads = [], files, position, ...changes }) {
    const flow = await lockFlow(op.tx, id)
    const before = flow?.draft.find((one) => one.id === stepId)
    if (!flow || !before) return kitRefuse('not_found')
    const stale = op.basedOn(flow.version)
    if (stale) return stale
    const kept = files ? before.files.filter((file) => files.includes(file)) : before.files
    const given = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    )
    const wrong = await wrongOf(op, { ...before, ...given, files: [...kept, ...uploads] })
    if (wrong) return wrong
    if (files?.some((file) => !before.files.includes(file))) return invalidField('files', 'no_such')
    const added = await takeFiles(op, id, uploads)
    if (isRefusal(added)) return added
    const step: Step = { ...before, ...given, files: [...kept, ...added] }
    const draft = movedTo(flow.draft, step, position ?? flow.draft.indexOf(before))
    await updateFlow(op.tx, id, { draft })
    await dropFiles(
      op,
      id,
      before.files.filter((file) => !kept.includes(file)),
    )
    op.note(detailsOf(flow, step))
    return done({ flow: id, step: stepId })
  },
})

export const removeStep = operation({
  name: 'flow_step.remove',
  done: { en: 'Removed a step of a flow', es: 'Quitó un paso de un flujo' },
  summary: 'Takes a step out of a flow; those who are in a published version still have it',
  input: z.strictObject({ flow: id('flow'), step: id('step') }),
  right,
  async run(op, { flow: id, step: stepId }) {
    const flow = await lockFlow(op.tx, id)
    const step = flow?.draft.find((one) => one.id === stepId)
    if (!flow || !step) return kitRefuse('not_found')
    const stale = op.basedOn(flow.version)
    if (stale) return stale
    await updateFlow(op.tx, id, { draft: flow.draft.filter((one) => one !== step) })
    await dropFiles(op, id, step.files)
    op.note(detailsOf(flow, step))
    return done({ flow: id, step: stepId })
  },
})

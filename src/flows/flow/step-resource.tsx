import { filesById, inClear } from '../../files/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  listOf,
  resourceOf,
  textOf,
  type FormFields,
  type SignedInContext,
} from '../../web/index.ts'
import { kindOf } from '../step/kind.ts'
import { saidFields, saidInForm } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import type { FlowRow } from './queries.ts'
import { common, flowNamed, toFlow } from './resource.tsx'
import { StepFormPage } from './step-page.tsx'
import { addStep, changeStep, removeStep } from './steps.ts'

const FIELDS: FormFields = {
  ...Object.fromEntries(
    [...saidFields('title'), ...saidFields('text')].map((field) => [field, 'text' as const]),
  ),
  link: 'text',
  target: 'text',
  uploads: 'upload',
}

/** What the form of a step comes to as an operation’s input; what it leaves empty is not there. */
const readStep = (form: Record<string, string>, ctx: SignedInContext) => ({
  title: saidInForm(form, 'title') ?? {},
  text: saidInForm(form, 'text') ?? null,
  link: form['link']?.trim() || null,
  target: form['target'] || null,
  uploads: listOf(ctx.form, 'uploads'),
})

async function formPage(
  ctx: SignedInContext,
  flow: FlowRow,
  { kind: name, step }: { kind: string; step?: Step },
  refusal?: Refusal,
): Promise<Response> {
  const kind = kindOf(ctx.installation, name)
  if (!kind || flow.removedAt) return ctx.refuse(kitRefuse('not_found'))
  const { rows, targets } = await ctx.read(async (tx) => ({
    rows: await filesById(tx, step?.files ?? []),
    targets: (await kind.targets?.(tx, ctx.language)) ?? [],
  }))
  const files = await inClear(ctx, rows)
  const page = { flow, kind, step, files, targets, ...asTyped(ctx, refusal) }
  return ctx.page(<StepFormPage {...page} />, refusal?.status)
}

function stepPage(ctx: SignedInContext, flow: FlowRow, refusal?: Refusal) {
  const id = parseId('step', ctx.param('step'))
  const step = flow.draft.find((one) => one.id === id)
  return step
    ? formPage(ctx, flow, { kind: step.kind, step }, refusal)
    : ctx.refuse(kitRefuse('not_found'))
}

export const stepsResource = resourceOf(common, flowNamed)
  .page(routes.flows.one.steps.new, (ctx, flow) =>
    formPage(ctx, flow, { kind: ctx.query('kind') ?? '' }),
  )
  .change(addStep, {
    page: routes.flows.one.steps,
    fields: { ...FIELDS, kind: 'text' },
    input: (form, ctx) => ({ ...readStep(form, ctx), kind: form['kind'] ?? '' }),
    again: (ctx, flow, refusal) => {
      const kind = textOf(ctx.form, 'kind')
      return kindOf(ctx.installation, kind)
        ? formPage(ctx, flow, { kind }, refusal)
        : ctx.refuse(refusal)
    },
    to: toFlow,
    said: 'add.done',
    api: routes.api.flows.one.steps,
    status: 201,
    location: ({ flow }) => routes.api.flows.one({ flow: show('flow', flow) }),
  })
  .page(routes.flows.one.steps.one, stepPage)
  .change(changeStep, {
    page: routes.flows.one.steps.one,
    fields: { ...FIELDS, files: 'list' },
    input: (form, ctx) => ({ ...readStep(form, ctx), files: listOf(ctx.form, 'files') }),
    again: stepPage,
    to: toFlow,
    said: 'step.change.done',
  })
  .change(changeStep, { api: routes.api.flows.one.steps.one, method: 'PATCH' })
  .change(changeStep, {
    page: routes.flows.one.steps.one.position,
    fields: ['position'],
    to: toFlow,
  })
  .change(removeStep, {
    page: routes.flows.one.steps.one.removal,
    to: toFlow,
    said: 'step.remove.done',
  })
  .change(removeStep, { api: routes.api.flows.one.steps.one, method: 'DELETE' })

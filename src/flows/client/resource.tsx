import { z } from 'zod'
import { filesById, giveFile } from '../../files/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  endpoint,
  errorsOf,
  listOf,
  page,
  resource,
  resourceOf,
  respond,
  typed,
  type SignedInContext,
} from '../../web/index.ts'
import { listRuns, runById } from '../runs/queries.ts'
import { currentOf, runsInClear, runView, showRun, type ShownRun } from '../runs/view.ts'
import { kindOf } from '../step/kind.ts'
import { FlowsPage, OverPage, StepPage } from './page.tsx'
import { askHelp, finishStep } from './taking.ts'
import { words } from './texts.ts'

/** Flows on somebody’s own page; more than they can be in. */
const SHOWN = 200

const common = {
  feature: 'flow',
  right: 'self',
  words,
  answer: runView,
  show: async (ctx: SignedInContext, { flowRun }: { flowRun: string }) => {
    const run = await ownRun(ctx, flowRun)
    return run && showRun(run, { forStaff: false })
  },
} as const

/** The flows that somebody is in, the newest first. */
export const openRuns = (ctx: SignedInContext): Promise<ShownRun[]> =>
  ctx.read(async (tx) => {
    const query = { person: ctx.person.id, states: ['open'] as const, limit: SHOWN }
    return runsInClear(tx, ctx, await listRuns(tx, query))
  })

const ownRun = (ctx: SignedInContext, id: string): Promise<ShownRun | null> =>
  ctx.read(async (tx) => {
    const run = await runById(tx, id)
    return run && run.person === ctx.caller.person ? (await runsInClear(tx, ctx, [run]))[0]! : null
  })

/** The run that the address names, of those that are one’s own. */
function named(ctx: SignedInContext): Promise<ShownRun | null> | null {
  const id = parseId('flowRun', ctx.param('flowRun'))
  return id === null ? null : ownRun(ctx, id)
}

const addressOf = ({ id }: Pick<ShownRun, 'id'>) =>
  routes.flow.one({ flowRun: show('flowRun', id) })

/** The step that the address names, where it is its turn or was; else undefined. */
const stepNamed = (ctx: SignedInContext, run: ShownRun) => {
  const id = parseId('step', ctx.param('step'))
  return run.shownSteps.find(({ step }) => step.id === id)
}

const atOf = (run: ShownRun, step: ShownRun['steps'][number]) => ({
  run: run.id,
  flow: run.flow,
  person: run.person,
  step,
})

interface Wrong {
  errors?: Record<string, string | undefined>
  helpErrors?: Record<string, string | undefined>
  helpTyped?: Record<string, string>
  status?: number
}

async function showStep(
  ctx: SignedInContext,
  run: ShownRun,
  shown: ShownRun['shownSteps'][number],
  { status, ...wrong }: Wrong = {},
): Promise<Response> {
  const kind = kindOf(ctx.installation, shown.step.kind)
  const at = atOf(run, shown.step)
  const isOver = shown.outcome !== null
  const part = (await kind?.Part?.(ctx, { ...at, isOver, errors: wrong.errors })) ?? null
  const elsewhere = kind?.address?.(at)
  return ctx.page(<StepPage {...{ run, shown, kind, part, elsewhere, ...wrong }} />, status)
}

/** A step that it is not the turn of yet leads to the one that is. */
function stepPage(ctx: SignedInContext, run: ShownRun, refusal?: Refusal) {
  const shown = stepNamed(ctx, run)
  if (!shown) return ctx.refuse(kitRefuse('not_found'))
  // Pressed twice, or in two windows: what was meant has happened.
  const isLate = refusal && ['step_over', 'flow_over', 'step_not_yet'].includes(refusal.code)
  if (isLate || shown.standing === 'waiting') return ctx.redirect(addressOf(run))
  const { errors } = asTyped(ctx, refusal)
  return showStep(ctx, run, shown, { errors, status: refusal?.status })
}

/** Where somebody is in a flow. */
function runPage(ctx: SignedInContext, run: ShownRun): Response {
  const current = currentOf(run)
  if (!current) return ctx.page(<OverPage run={run} />)
  const step = show('step', current.step.id)
  return ctx.redirect(
    routes.flow.one.steps.one({ flowRun: show('flowRun', run.id), step }),
    ctx.flash,
  )
}

function notHelped(ctx: SignedInContext, run: ShownRun, refusal: Refusal) {
  const current = currentOf(run)
  if (!current) return ctx.redirect(addressOf(run))
  const helpErrors = errorsOf(refusal, ctx.language)
  return showStep(ctx, run, current, {
    helpErrors,
    helpTyped: typed(ctx.form),
    status: refusal.status,
  })
}

/** Gives a file of a step that it is or was the turn of; the last of those to be taken ends the step. */
async function content(ctx: SignedInContext): Promise<Response | Refusal> {
  const run = await named(ctx)
  const shown = run && stepNamed(ctx, run)
  const id = parseId('file', ctx.param('file'))
  if (!run || !shown || shown.standing === 'waiting' || !id || !shown.step.files.includes(id))
    return kitRefuse('not_found')
  const [file] = await ctx.read((tx) => filesById(tx, [id]))
  if (!file) return kitRefuse('not_found')
  const answer = await giveFile(ctx, file)
  const ends = kindOf(ctx.installation, shown.step.kind)?.endsWhenTaken
  const isTaken = answer instanceof Response && answer.ok && ctx.c.req.method === 'GET'
  // Refused as long as others are left, or where it is over.
  if (ends && isTaken && shown.outcome === null && !ctx.preview)
    await ctx.perform(finishStep, {
      flowRun: ctx.param('flowRun'),
      step: ctx.param('step'),
      language: ctx.language,
    })
  return answer
}

const { feature, right } = common

export const ownFlowsResource = resource(common)
  .page(routes.flow, async (ctx) => {
    const runs = await openRuns(ctx)
    const first = runs.findLast(({ mandatory }) => mandatory)
    return first ? ctx.redirect(addressOf(first)) : ctx.page(<FlowsPage runs={runs} />)
  })
  .read(routes.api.flow, {
    name: 'own_flow.list',
    summary: 'Lists the flows that one is in oneself, the newest first',
    answer: shape('OwnFlowList', { flowRuns: z.array(runView), next: z.null() }),
    show: async (ctx) => {
      if (!ctx.person) return null
      const runs = await openRuns(ctx)
      return { flowRuns: runs.map((run) => showRun(run, { forStaff: false })), next: null }
    },
  })
  .also(
    page(
      routes.flow.one.steps.one.files.one,
      'GET',
      feature,
      async (ctx) => {
        const answer = await content(ctx)
        return answer instanceof Response ? answer : ctx.refuse(answer)
      },
      { right },
    ),
    endpoint(
      routes.api.flow.one.steps.one.files.one,
      'GET',
      {
        feature,
        right,
        name: 'own_flow.file',
        summary:
          'Gives a file of a step of a flow of one’s own; the last of those to be taken ends the step',
        status: 200,
      },
      async (context) => {
        const ctx = context as SignedInContext
        const answer = await content(ctx)
        return answer instanceof Response ? answer : respond(ctx, answer)
      },
    ),
  )

export const ownFlowResource = resourceOf(common, named)
  .page(routes.flow.one, runPage)
  .read(routes.api.flow.one, {
    name: 'own_flow.show',
    summary: 'Shows a flow of one’s own, step by step',
    show: async (ctx) => {
      const run = await named(ctx)
      return run && showRun(run, { forStaff: false })
    },
  })
  .page(routes.flow.one.steps.one, stepPage)
  .change(finishStep, {
    page: routes.flow.one.steps.one,
    fields: { accepted: 'box', uploads: 'upload' },
    input: (_, { form, language }) => ({
      accepted: form['accepted'] !== undefined,
      uploads: listOf(form, 'uploads'),
      language,
    }),
    again: stepPage,
    to: ({ flowRun }) => addressOf({ id: flowRun }),
    api: routes.api.flow.one.steps.one,
    status: 200,
  })
  .change(askHelp, {
    page: routes.flow.one.help,
    fields: ['note'],
    again: notHelped,
    to: ({ flowRun }) => addressOf({ id: flowRun }),
    said: 'stuck.done',
    api: routes.api.flow.one.help,
    status: 200,
  })

import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { cursorOf, keyId, keyInstant } from '../../kit/cursor.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { asTyped, resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import { listFlows } from '../flow/queries.ts'
import { saidIn } from '../step/said.ts'
import { contentsOf } from './contents.tsx'
import { EndPage, RunPage, RunsPage, SkipPage } from './pages.tsx'
import { listRuns, runById, waitingRuns } from './queries.ts'
import { RUN_STATES, type Run } from './run.ts'
import { endFlow, skipStep, startFlow } from './runs.ts'
import { words } from './texts.ts'
import { runsInClear, runView, showRun, type ShownRun } from './view.ts'

/** People of a page of those who are under way. */
const A_PAGE = 50

const place = cursorOf({
  stuck: z.union([z.literal('infinity'), keyInstant]),
  since: keyInstant,
  id: keyId,
})

const placeOf = ({ stuckAt, stepSince: since, id }: Run) =>
  place.write({ stuck: stuckAt ?? 'infinity', since, id })

async function runsPage(ctx: SignedInContext): Promise<Response> {
  const { language } = ctx
  const flow = parseId('flow', ctx.query('flow') ?? '') ?? undefined
  const after = place.read(ctx.query('cursor') ?? '') ?? undefined
  const { flows, rows, runs } = await ctx.read(async (tx) => {
    const rows = await waitingRuns(tx, { flow, after, limit: A_PAGE + 1 })
    return {
      flows: await listFlows(tx),
      rows,
      runs: await runsInClear(tx, ctx, rows.slice(0, A_PAGE)),
    }
  })
  const next = rows.length > A_PAGE ? placeOf(rows[A_PAGE - 1]!) : undefined
  const options = flows.map(({ id, name }) => ({
    value: show('flow', id),
    label: saidIn(name, language),
  }))
  const chosen = flow && show('flow', flow)
  return ctx.page(<RunsPage runs={runs} flows={options} flow={chosen} next={next} />)
}

async function inClear(tx: Tx, ctx: SignedInContext, id: string): Promise<ShownRun | null> {
  const run = await runById(tx, id)
  return run ? (await runsInClear(tx, ctx, [run]))[0]! : null
}

/** The run that the address names. */
function named(ctx: SignedInContext): Promise<ShownRun | null> | null {
  const id = parseId('flowRun', ctx.param('flowRun'))
  return id === null ? null : ctx.read((tx) => inClear(tx, ctx, id))
}

/** The run as it is after a change. */
const changed = async (ctx: SignedInContext, { flowRun }: { flowRun: string }) => {
  const run = await ctx.read((tx) => inClear(tx, ctx, flowRun))
  return run && showRun(run, { forStaff: true })
}

function skipPage(ctx: SignedInContext, run: ShownRun, refusal?: Refusal): Response {
  const stepId = parseId('step', ctx.param('step'))
  const shown = run.shownSteps.find(({ step }) => step.id === stepId)
  if (!shown) return ctx.refuse(kitRefuse('not_found'))
  // Somebody was faster: there is nothing left to be let off.
  if (shown.outcome || run.state !== 'open')
    return ctx.redirect(
      routes.flowRuns.one({ flowRun: show('flowRun', run.id) }),
      refusal && { tone: 'amber', text: refusal.say(ctx.language) },
    )
  return ctx.page(<SkipPage {...{ run, shown, ...asTyped(ctx, refusal) }} />, refusal?.status)
}

function endPage(ctx: SignedInContext, run: ShownRun, refusal?: Refusal): Response {
  if (run.state !== 'open')
    return ctx.redirect(
      routes.flowRuns.one({ flowRun: show('flowRun', run.id) }),
      refusal && { tone: 'amber', text: refusal.say(ctx.language) },
    )
  return ctx.page(<EndPage {...{ run, ...asTyped(ctx, refusal) }} />, refusal?.status)
}

const toRun = ({ flowRun }: { flowRun: string }) =>
  routes.flowRuns.one({ flowRun: show('flowRun', flowRun) })

const toContact = (_: unknown, { param }: SignedInContext) =>
  `${routes.contacts.one({ person: param('person') })}#flows`

const common = {
  feature: 'flows',
  looks: 'flows:start',
  words,
  answer: runView,
  show: changed,
} as const

export const runsResource = resource(common)
  .page(routes.flowRuns, runsPage)
  .list(routes.api.flowRuns, {
    name: 'flow_run.list',
    summary: 'Lists who is or was in which flow, the newest first',
    filter: {
      flow: id('flow').optional(),
      person: id('person').optional(),
      state: z.enum(RUN_STATES).optional(),
    },
    cursor: id('flowRun').optional(),
    rows: 'flowRuns',
    view: runView,
    order: 'Newest first',
    more: 'Send it as `cursor` for the runs before these',
    find: (ctx, { flow, person, state, after: before, limit }) =>
      ctx.read(async (tx) => {
        const states = state && [state]
        return runsInClear(tx, ctx, await listRuns(tx, { flow, person, states, before, limit }))
      }),
    cursorOf: ({ id }) => show('flowRun', id),
    show: (run) => showRun(run, { forStaff: true }),
  })
  .change(startFlow, {
    page: routes.contacts.one.flows,
    fields: ['flow'],
    to: toContact,
    said: 'start.done',
    api: routes.api.flowRuns,
    status: 201,
    location: ({ flowRun }) => routes.api.flowRuns.one({ flowRun: show('flowRun', flowRun) }),
  })

export const runResource = resourceOf(common, named)
  .page(routes.flowRuns.one, async (ctx, run) =>
    ctx.page(<RunPage run={run} contents={await contentsOf(ctx, run)} />),
  )
  .read(routes.api.flowRuns.one, {
    name: 'flow_run.show',
    summary: 'Shows somebody in a flow, step by step',
    show: async (ctx) => {
      const run = await named(ctx)
      return run && showRun(run, { forStaff: true })
    },
  })
  .page(routes.flowRuns.one.skips.one, skipPage, { right: 'flows:skip' })
  .change(skipStep, {
    page: routes.flowRuns.one.skips.one,
    again: skipPage,
    to: toRun,
    said: 'skip.done',
  })
  .change(skipStep, { api: routes.api.flowRuns.one.skips, status: 200 })
  .page(routes.flowRuns.one.end, endPage)
  .change(endFlow, {
    page: routes.flowRuns.one.end,
    again: endPage,
    to: toRun,
    said: 'end.done',
    api: routes.api.flowRuns.one.end,
    status: 200,
  })

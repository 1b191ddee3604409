import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  listOf,
  resource,
  resourceOf,
  type FormFields,
  type SignedInContext,
} from '../../web/index.ts'
import { stepKinds } from '../step/kind.ts'
import { saidFields, saidInForm } from '../step/said.ts'
import { FlowPage } from './detail-page.tsx'
import { changeFlow, createFlow, publishFlow, removeFlow } from './flows.ts'
import { FlowFormPage, FlowRemovalPage } from './form-page.tsx'
import { FlowsPage } from './list-page.tsx'
import {
  countAtSteps,
  flowById,
  helpersOf,
  listFlows,
  staffOf,
  versionsOf,
  type FlowRow,
} from './queries.ts'
import { words } from './texts.ts'
import { flowView, showFlow } from './view.ts'

/** Versions on a flow’s page; of more, the newest. */
const VERSIONS = 10

const FIELDS: FormFields = {
  ...Object.fromEntries(saidFields('name').map((field) => [field, 'text' as const])),
  mandatory: 'box',
  helpers: 'list',
}

/** What the form of a flow’s details comes to as an operation’s input. */
const readDetails = (form: Record<string, string>, ctx: SignedInContext) => ({
  name: saidInForm(form, 'name') ?? {},
  mandatory: ctx.form['mandatory'] !== undefined,
  helpers: listOf(ctx.form, 'helpers'),
})

async function formPage(
  ctx: SignedInContext,
  flow: FlowRow | undefined,
  refusal?: Refusal,
): Promise<Response> {
  const { staff, helpers } = await ctx.read(async (tx) => ({
    staff: await staffOf(tx),
    helpers: flow ? await helpersOf(tx, flow.id) : [{ id: ctx.person.id }],
  }))
  const ticked = refusal ? listOf(ctx.form, 'helpers') : helpers.map(({ id }) => show('person', id))
  return ctx.page(
    <FlowFormPage
      flow={flow}
      staff={staff.map(({ id, name }) => ({ id: show('person', id), name }))}
      helpers={ticked}
      isMandatory={refusal ? ctx.form['mandatory'] !== undefined : (flow?.mandatory ?? false)}
      {...asTyped(ctx, refusal)}
    />,
    refusal?.status,
  )
}

async function shownById(tx: Tx, id: string) {
  const flow = await flowById(tx, id)
  return flow ? showFlow(flow, await helpersOf(tx, id)) : null
}

/** The flow as it is now. */
export const changed = ({ read }: SignedInContext, { flow }: { flow: string }) =>
  read((tx) => shownById(tx, flow))

/** The flow that the address names. */
export function flowNamed(ctx: SignedInContext): Promise<FlowRow | undefined> | null {
  const id = parseId('flow', ctx.param('flow'))
  return id === null ? null : ctx.read((tx) => flowById(tx, id))
}

export const toFlow = ({ flow }: { flow: string }) => routes.flows.one({ flow: show('flow', flow) })

export const common = {
  feature: 'flows',
  right: 'flows:manage',
  words,
  answer: flowView,
  versioned: true,
  show: changed,
} as const

export const flowsResource = resource(common)
  .page(routes.flows, async (ctx) => {
    const flows = await ctx.read((tx) => listFlows(tx))
    return ctx.page(<FlowsPage flows={flows} />)
  })
  .read(routes.api.flows, {
    name: 'flow.list',
    summary: 'Lists the portal’s on-boarding flows, the oldest first',
    answer: shape('FlowList', { flows: z.array(flowView), next: z.null() }),
    versioned: false,
    show: ({ read }) =>
      read(async (tx) => {
        const flows = await listFlows(tx)
        const shown = flows.map(async (flow) => showFlow(flow, await helpersOf(tx, flow.id)))
        return { flows: await Promise.all(shown), next: null }
      }),
  })
  .page(routes.flows.new, (ctx) => formPage(ctx, undefined))
  .change(createFlow, {
    page: routes.flows,
    fields: FIELDS,
    input: readDetails,
    again: (ctx, refusal) => formPage(ctx, undefined, refusal),
    to: toFlow,
    said: 'new.done',
    api: routes.api.flows,
    status: 201,
    location: ({ flow }) => routes.api.flows.one({ flow: show('flow', flow) }),
  })

export const flowResource = resourceOf(common, flowNamed)
  .page(routes.flows.one, async (ctx, flow) => {
    const data = await ctx.read(async (tx) => ({
      at: await countAtSteps(tx, flow.id),
      helpers: await helpersOf(tx, flow.id),
      versions: await versionsOf(tx, flow.id, VERSIONS),
    }))
    return ctx.page(<FlowPage flow={flow} kinds={stepKinds.of(ctx.installation)} {...data} />)
  })
  .read(routes.api.flows.one, {
    name: 'flow.show',
    summary: 'Shows an on-boarding flow, also one that was removed',
    show: (ctx) => {
      const id = parseId('flow', ctx.param('flow'))
      return id === null ? Promise.resolve(null) : ctx.read((tx) => shownById(tx, id))
    },
  })
  .page(routes.flows.one.details, formPage)
  .change(changeFlow, {
    page: routes.flows.one.details,
    fields: { ...FIELDS, version: 'text' },
    input: (form, ctx) => ({ ...readDetails(form, ctx), version: Number(form['version']) }),
    again: formPage,
    to: toFlow,
    said: 'change.done',
  })
  .change(changeFlow, { api: routes.api.flows.one, method: 'PATCH' })
  .change(publishFlow, {
    page: routes.flows.one.publication,
    to: toFlow,
    said: 'publish.done',
    api: routes.api.flows.one.publication,
    status: 200,
  })
  .page(routes.flows.one.removal, (ctx, flow) => ctx.page(<FlowRemovalPage flow={flow} />))
  .change(removeFlow, {
    page: routes.flows.one.removal,
    to: () => routes.flows(),
    said: 'remove.done',
    api: routes.api.flows.one,
    method: 'DELETE',
    show: null,
    versioned: true,
  })

import { z } from 'zod'
import type { Tx } from '../../kit/db/database.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Operation } from '../../kit/operation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import {
  page,
  resource,
  type FormFields,
  type RoutePattern,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'
import { DetailPage } from './detail-page.tsx'
import { CHANGE_FIELDS, errorsIn, FIELDS, formOf, readForm, type Read } from './form-input.ts'
import { FormPage } from './form-page.tsx'
import { fieldLabels, procedureInPath, trialCursor } from './procedure-in-path.ts'
import { formChoices } from './form-choices.ts'
import { ProceduresPage } from './list-page.tsx'
import { isAboutContact, isAboutOne } from './procedure.ts'
import {
  changeProcedure,
  createProcedure,
  removeProcedure,
  switchProcedureOff,
  switchProcedureOn,
} from './procedures.ts'
import { listProcedures, procedureById, type ProcedureRow } from './queries.ts'
import { RemovalPage } from './removal-page.tsx'
import { logQuery, readRuns } from './runs/log.ts'
import { countWaiting } from './runs/queries.ts'
import { words, type Text } from './texts.ts'
import { TrialPage } from './trial/page.tsx'
import { tryDry } from './trial/trial.ts'
import { procedureView, runsView, showProcedure, showRuns, showTrials, trialView } from './view.ts'

const gated = { feature: 'procedures', right: 'cases:work' } as const
const TRIALS_A_PAGE = 25
const nothing = (ctx: SignedInContext) => ctx.refuse(refuse('not_found'))

/** Reads about the procedure that the path names; null where it is not there for the visitor. */
const about = <T,>(
  ctx: SignedInContext,
  read: (tx: Tx, procedure: ProcedureRow) => Promise<T>,
): Promise<T | null> =>
  ctx.read(async (tx) => {
    const procedure = await procedureInPath(tx, ctx)
    return procedure && read(tx, procedure)
  })

/** The same, of one that was not removed. */
const aboutLiving: typeof about = (ctx, read) =>
  about(ctx, async (tx, procedure) => (procedure.removedAt ? null : read(tx, procedure))) as never

async function formPage(
  ctx: SignedInContext,
  wrong?: { refusal: Refusal; read: Read },
): Promise<Response> {
  const { language, form } = ctx
  const isNew = ctx.param('procedure') === ''
  const data = isNew
    ? { choices: await ctx.read((tx) => formChoices(tx)), procedure: undefined }
    : await aboutLiving(ctx, async (tx, procedure) => ({
        choices: await formChoices(tx),
        procedure,
      }))
  if (!data) return nothing(ctx)
  const { choices: existing, procedure } = data
  const filled = wrong ? form : procedure ? formOf(procedure) : { on: 'case_opened' }
  const errors = wrong && errorsIn(wrong.refusal, wrong.read, language)
  return ctx.page(
    <FormPage choices={existing} procedure={procedure} form={filled} errors={errors} />,
    wrong?.refusal.status,
  )
}

/** The form's own sending: what it says is read by the names the portal has now. */
const written = (
  route: RoutePattern,
  fields: FormFields,
  operation: Operation,
  said: Text,
): RouteHandler =>
  page(
    route,
    'POST',
    gated.feature,
    async (ctx) => {
      const named = ctx.param('procedure')
      const read = readForm(ctx.form, await ctx.read((tx) => formChoices(tx)))
      const input = { ...read.input, ...(named && { procedure: named }) }
      const result = await ctx.perform(operation, input)
      if (!result.ok && result.status === 404) return nothing(ctx)
      if (!result.ok) return formPage(ctx, { refusal: result, read })
      const { procedure } = result.value as { procedure: string }
      return ctx.redirect(routes.procedures.one({ procedure: show('procedure', procedure) }), {
        tone: 'green',
        text: words(ctx.language)(said),
      })
    },
    { right: gated.right, fields },
  )

async function detailPage(ctx: SignedInContext): Promise<Response> {
  const parsed = logQuery.safeParse({
    state: ctx.query('state'),
    cursor: ctx.query('cursor'),
  })
  const query = parsed.success ? parsed.data : logQuery.parse({})
  const data = await about(ctx, async (tx, procedure) => ({
    procedure,
    fields: await fieldLabels(tx, ctx.language),
    log: await readRuns(tx, procedure.id, query),
  }))
  if (!data) return nothing(ctx)
  return ctx.page(<DetailPage state={query.state} {...data} />)
}

async function removalPage(ctx: SignedInContext): Promise<Response> {
  const data = await aboutLiving(ctx, async (tx, procedure) => ({
    procedure,
    waiting: await countWaiting(tx, procedure.id),
  }))
  return data ? ctx.page(<RemovalPage {...data} />) : nothing(ctx)
}

async function trialPage(ctx: SignedInContext): Promise<Response> {
  const data = await about(ctx, async (tx, procedure) => {
    const kind = isAboutContact(procedure.trigger) ? 'person' : 'case'
    const after = parseId(kind, ctx.query('cursor') ?? '') ?? undefined
    return {
      procedure,
      fields: await fieldLabels(tx, ctx.language),
      page: await tryDry(tx, procedure, { after, limit: TRIALS_A_PAGE, now: ctx.now }),
    }
  })
  return data ? ctx.page(<TrialPage {...data} />) : nothing(ctx)
}

/** The procedure as it is now. */
const changed = ({ read }: SignedInContext, { procedure }: { procedure: string }) =>
  read(async (tx) => {
    const row = await procedureById(tx, procedure)
    return row ? showProcedure(row) : null
  })

const toProcedure = (_: unknown, { param }: SignedInContext) =>
  routes.procedures.one({ procedure: param('procedure') })

export const proceduresResource = resource({
  ...gated,
  words,
  answer: procedureView,
  versioned: true,
  show: changed,
})
  .page(routes.procedures, async (ctx) => {
    const rows = await ctx.read((tx) => listProcedures(tx))
    return ctx.page(<ProceduresPage rows={rows} />)
  })
  .read(routes.api.procedures, {
    name: 'procedure.list',
    summary: 'Lists the portal’s procedures, the oldest first: at most a hundred',
    answer: shape('ProcedureList', { procedures: z.array(procedureView), next: z.null() }),
    versioned: false,
    show: async ({ read }) => ({
      procedures: (await read((tx) => listProcedures(tx))).map(showProcedure),
      next: null,
    }),
  })
  .page(routes.procedures.new, (ctx) => formPage(ctx))
  .also(written(routes.procedures, FIELDS, createProcedure, 'create.done'))
  .change(createProcedure, {
    api: routes.api.procedures,
    status: 201,
    location: ({ procedure }) =>
      routes.api.procedures.one({ procedure: show('procedure', procedure) }),
  })
  .page(routes.procedures.one, detailPage)
  .read(routes.api.procedures.one, {
    name: 'procedure.show',
    summary: 'Shows a procedure, also one that was removed',
    show: (ctx) =>
      ctx.read(async (tx) => {
        const procedure = await procedureInPath(tx, ctx)
        return procedure && showProcedure(procedure)
      }),
  })
  .page(routes.procedures.one.rules, (ctx) => formPage(ctx))
  .also(written(routes.procedures.one.rules, CHANGE_FIELDS, changeProcedure, 'changed'))
  .change(changeProcedure, { api: routes.api.procedures.one, method: 'PATCH' })
  .change(switchProcedureOn, {
    page: routes.procedures.one.switchingOn,
    api: routes.api.procedures.one.switch,
    to: toProcedure,
    said: 'on.done',
  })
  .change(switchProcedureOff, {
    page: routes.procedures.one.switchingOff,
    to: toProcedure,
    said: 'off.done',
  })
  .change(switchProcedureOff, { api: routes.api.procedures.one.switch, method: 'DELETE' })
  .page(routes.procedures.one.removal, removalPage)
  .change(removeProcedure, {
    page: routes.procedures.one.removal,
    to: () => routes.procedures(),
    said: 'removed',
  })
  .change(removeProcedure, {
    api: routes.api.procedures.one,
    method: 'DELETE',
    show: null,
    versioned: true,
  })
  .page(routes.procedures.one.trial, trialPage)
  .read(routes.api.procedures.one.runs, {
    name: 'procedure.runs',
    summary: 'Lists what set a procedure going and what was done, the newest first',
    versioned: false,
    query: logQuery,
    answer: runsView,
    show: (ctx, query) =>
      ctx.read(async (tx) => {
        const procedure = await procedureInPath(tx, ctx)
        if (!procedure) return null
        const fields = await fieldLabels(tx, ctx.language)
        const log = await readRuns(tx, procedure.id, query)
        return showRuns(log, { language: ctx.language, fields })
      }),
  })
  .read(routes.api.procedures.one.trial, {
    name: 'procedure.trial',
    summary: 'Says what a procedure would do to the cases or contacts there are; nothing is done',
    versioned: false,
    query: z.strictObject({
      cursor: trialCursor.optional().describe('The `next` of the page before'),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    answer: trialView,
    show: (ctx, { cursor, limit }) =>
      ctx.read(async (tx) => {
        const procedure = await procedureInPath(tx, ctx)
        if (!procedure) return null
        const fields = await fieldLabels(tx, ctx.language)
        const { trigger } = procedure
        const after =
          cursor && (parseId(isAboutContact(trigger) ? 'person' : 'case', cursor) ?? undefined)
        const page = await tryDry(tx, procedure, { after, limit, now: ctx.now })
        return showTrials(
          page,
          { aboutOne: isAboutOne(trigger), aboutContact: isAboutContact(trigger) },
          { language: ctx.language, fields },
        )
      }),
  })

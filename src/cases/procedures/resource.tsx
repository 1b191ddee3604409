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
  type Mount,
  type Served,
  type SignedInVisit,
} from '../../web/index.ts'
import { DetailPage } from './detail-page.tsx'
import { CHANGE_FIELDS, errorsIn, FIELDS, formOf, readForm, type Read } from './form-input.ts'
import { FormPage } from './form-page.tsx'
import { fieldLabels, foundIn, trialCursor } from './found.ts'
import { knownNames } from './known.ts'
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
const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))

/** Reads about the procedure that the path names; null where it is not there for the visitor. */
const about = <T,>(
  visit: SignedInVisit,
  read: (tx: Tx, procedure: ProcedureRow) => Promise<T>,
): Promise<T | null> =>
  visit.read(async (tx) => {
    const found = await foundIn(tx, visit)
    return found && read(tx, found)
  })

/** The same, of one that was not removed. */
const aboutLiving: typeof about = (visit, read) =>
  about(visit, async (tx, procedure) => (procedure.removedAt ? null : read(tx, procedure))) as never

async function formPage(
  visit: SignedInVisit,
  wrong?: { refusal: Refusal; read: Read },
): Promise<Response> {
  const { language, form, portal } = visit
  const isNew = visit.param('procedure') === ''
  const found = isNew
    ? { known: await visit.read((tx) => knownNames(tx, portal.id)), procedure: undefined }
    : await aboutLiving(visit, async (tx, procedure) => ({
        known: await knownNames(tx, portal.id),
        procedure,
      }))
  if (!found) return nothing(visit)
  const { known, procedure } = found
  const filled = wrong ? form : procedure ? formOf(procedure) : { on: 'case_opened' }
  const errors = wrong && errorsIn(wrong.refusal, wrong.read, language)
  return visit.page(
    <FormPage known={known} procedure={procedure} form={filled} errors={errors} />,
    wrong?.refusal.status,
  )
}

/** The form's own sending: what it says is read by the names the portal has now. */
const written = (route: Mount, fields: FormFields, operation: Operation, said: Text): Served =>
  page(
    route,
    'POST',
    gated.feature,
    async (visit) => {
      const named = visit.param('procedure')
      const read = readForm(visit.form, await visit.read((tx) => knownNames(tx, visit.portal.id)))
      const input = { ...read.input, ...(named && { procedure: named }) }
      const result = await visit.perform(operation, input)
      if (!result.ok && result.status === 404) return nothing(visit)
      if (!result.ok) return formPage(visit, { refusal: result, read })
      const { procedure } = result.value as { procedure: string }
      return visit.redirect(routes.procedure({ procedure: show('procedure', procedure) }), {
        tone: 'green',
        text: words(visit.language)(said),
      })
    },
    { right: gated.right, fields },
  )

async function detailPage(visit: SignedInVisit): Promise<Response> {
  const asked = logQuery.safeParse({
    state: visit.query('state'),
    cursor: visit.query('cursor'),
  })
  const query = asked.success ? asked.data : logQuery.parse({})
  const found = await about(visit, async (tx, procedure) => ({
    procedure,
    fields: await fieldLabels(tx, visit),
    log: await readRuns(tx, visit.portal.id, procedure.id, query),
  }))
  if (!found) return nothing(visit)
  return visit.page(<DetailPage state={query.state} {...found} />)
}

async function removalPage(visit: SignedInVisit): Promise<Response> {
  const found = await aboutLiving(visit, async (tx, procedure) => ({
    procedure,
    waiting: await countWaiting(tx, visit.portal.id, procedure.id),
  }))
  return found ? visit.page(<RemovalPage {...found} />) : nothing(visit)
}

async function trialPage(visit: SignedInVisit): Promise<Response> {
  const found = await about(visit, async (tx, procedure) => {
    const kind = isAboutContact(procedure.trigger) ? 'person' : 'case'
    const after = parseId(kind, visit.query('cursor') ?? '') ?? undefined
    return {
      procedure,
      fields: await fieldLabels(tx, visit),
      page: await tryDry(tx, visit.portal.id, procedure, { after, limit: TRIALS_A_PAGE }),
    }
  })
  return found ? visit.page(<TrialPage {...found} />) : nothing(visit)
}

/** The procedure as it is now. */
const changed = ({ read, portal }: SignedInVisit, { procedure }: { procedure: string }) =>
  read(async (tx) => {
    const row = await procedureById(tx, portal.id, procedure)
    return row ? showProcedure(row) : null
  })

const toProcedure = (_: unknown, { param }: SignedInVisit) =>
  routes.procedure({ procedure: param('procedure') })

export const proceduresResource = resource({
  ...gated,
  words,
  answer: procedureView,
  versioned: true,
  show: changed,
})
  .page(routes.procedures, async (visit) => {
    const rows = await visit.read((tx) => listProcedures(tx, visit.portal.id))
    return visit.page(<ProceduresPage rows={rows} />)
  })
  .read(routes.api.procedures, {
    name: 'procedure.list',
    summary: 'Lists the portal’s procedures, the oldest first: at most a hundred',
    answer: shape('ProcedureList', { procedures: z.array(procedureView), next: z.null() }),
    versioned: false,
    show: async ({ read, portal }) => ({
      procedures: (await read((tx) => listProcedures(tx, portal.id))).map(showProcedure),
      next: null,
    }),
  })
  .page(routes.newProcedure, (visit) => formPage(visit))
  .also(written(routes.procedures, FIELDS, createProcedure, 'create.done'))
  .change(createProcedure, {
    api: routes.api.procedures,
    status: 201,
    location: ({ procedure }) => routes.api.procedure({ procedure: show('procedure', procedure) }),
  })
  .page(routes.procedure, detailPage)
  .read(routes.api.procedure, {
    name: 'procedure.show',
    summary: 'Shows a procedure, also one that was removed',
    show: (visit) =>
      visit.read(async (tx) => {
        const found = await foundIn(tx, visit)
        return found && showProcedure(found)
      }),
  })
  .page(routes.procedureRules, (visit) => formPage(visit))
  .also(written(routes.procedureRules, CHANGE_FIELDS, changeProcedure, 'changed'))
  .change(changeProcedure, { api: routes.api.procedure, method: 'PATCH' })
  .change(switchProcedureOn, {
    page: routes.procedureSwitchingOn,
    api: routes.api.procedureSwitch,
    to: toProcedure,
    said: 'on.done',
  })
  .change(switchProcedureOff, {
    page: routes.procedureSwitchingOff,
    to: toProcedure,
    said: 'off.done',
  })
  .change(switchProcedureOff, { api: routes.api.procedureSwitch, method: 'DELETE' })
  .page(routes.procedureRemoval, removalPage)
  .change(removeProcedure, {
    page: routes.procedureRemoval,
    to: () => routes.procedures(),
    said: 'removed',
  })
  .change(removeProcedure, {
    api: routes.api.procedure,
    method: 'DELETE',
    show: null,
    versioned: true,
  })
  .page(routes.procedureTrial, trialPage)
  .read(routes.api.procedureRuns, {
    name: 'procedure.runs',
    summary: 'Lists what set a procedure going and what was done, the newest first',
    versioned: false,
    query: logQuery,
    answer: runsView,
    show: (visit, query) =>
      visit.read(async (tx) => {
        const found = await foundIn(tx, visit)
        if (!found) return null
        const fields = await fieldLabels(tx, visit)
        const log = await readRuns(tx, visit.portal.id, found.id, query)
        return showRuns(log, { language: visit.language, fields })
      }),
  })
  .read(routes.api.procedureTrial, {
    name: 'procedure.trial',
    summary: 'Says what a procedure would do to the cases or contacts there are; nothing is done',
    versioned: false,
    query: z.strictObject({
      cursor: trialCursor.optional().describe('The `next` of the page before'),
      limit: z.coerce.number().int().min(1).max(100).default(25),
    }),
    answer: trialView,
    show: (visit, { cursor, limit }) =>
      visit.read(async (tx) => {
        const found = await foundIn(tx, visit)
        if (!found) return null
        const fields = await fieldLabels(tx, visit)
        const { trigger } = found
        const after =
          cursor && (parseId(isAboutContact(trigger) ? 'person' : 'case', cursor) ?? undefined)
        const page = await tryDry(tx, visit.portal.id, found, { after, limit })
        return showTrials(
          page,
          { aboutOne: isAboutOne(trigger), aboutContact: isAboutContact(trigger) },
          { language: visit.language, fields },
        )
      }),
  })

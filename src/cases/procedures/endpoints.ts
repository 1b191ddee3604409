import { z } from 'zod'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { fieldLabels, foundIn, trialCursor } from './found.ts'
import { isAboutContact, isAboutOne } from './procedure.ts'
import {
  changeProcedure,
  createProcedure,
  removeProcedure,
  switchProcedureOff,
  switchProcedureOn,
} from './procedures.ts'
import { listProcedures, procedureById } from './queries.ts'
import { logQuery, readRuns } from './runs/log.ts'
import { tryDry } from './trial/trial.ts'
import { procedureView, runsView, showProcedure, showRuns, showTrials, trialView } from './view.ts'

const gated = { feature: 'procedures', right: 'cases:work' } as const
const onProcedure = { ...gated, path: { procedure: 'procedure' }, versioned: true }

/** The procedure as it is now. */
const changed = ({ read, portal }: SignedInVisit, { procedure }: { procedure: string }) =>
  read(async (tx) => {
    const row = await procedureById(tx, portal.id, procedure)
    return row ? showProcedure(row) : null
  })

export const procedureEndpoints: readonly Served[] = [
  reads(routes.api.procedures, {
    ...gated,
    name: 'procedure.list',
    summary: 'Lists the portal’s procedures, the oldest first: at most a hundred',
    answer: z.object({ procedures: z.array(procedureView), next: z.null() }),
    show: async ({ read, portal }) => ({
      procedures: (await read((tx) => listProcedures(tx, portal.id))).map(showProcedure),
      next: null,
    }),
  }),
  writes(routes.api.procedures, 'POST', {
    ...gated,
    operation: createProcedure,
    status: 201,
    answer: procedureView,
    versioned: true,
    show: changed,
    location: ({ procedure }) => routes.api.procedure({ procedure: show('procedure', procedure) }),
  }),
  reads(routes.api.procedure, {
    ...gated,
    name: 'procedure.show',
    summary: 'Shows a procedure, also one that was removed',
    answer: procedureView,
    versioned: true,
    show: (visit) =>
      visit.read(async (tx) => {
        const found = await foundIn(tx, visit)
        return found && showProcedure(found)
      }),
  }),
  writes(routes.api.procedure, 'PATCH', {
    ...onProcedure,
    operation: changeProcedure,
    answer: procedureView,
    show: changed,
  }),
  writes(routes.api.procedure, 'DELETE', { ...onProcedure, operation: removeProcedure }),
  writes(routes.api.procedureSwitch, 'POST', {
    ...onProcedure,
    operation: switchProcedureOn,
    answer: procedureView,
    show: changed,
  }),
  writes(routes.api.procedureSwitch, 'DELETE', {
    ...onProcedure,
    operation: switchProcedureOff,
    answer: procedureView,
    show: changed,
  }),
  reads(routes.api.procedureRuns, {
    ...gated,
    name: 'procedure.runs',
    summary: 'Lists what set a procedure going and what was done, the newest first',
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
  }),
  reads(routes.api.procedureTrial, {
    ...gated,
    name: 'procedure.trial',
    summary: 'Says what a procedure would do to the cases or contacts there are; nothing is done',
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
  }),
]

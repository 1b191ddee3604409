import { page, type Mount, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Operation } from '../../kit/operation.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { DetailPage } from './detail-page.tsx'
import { FormPage } from './form-page.tsx'
import { CHANGE_FIELDS, errorsIn, FIELDS, formOf, readForm, type Read } from './form-input.ts'
import { fieldLabels, foundIn } from './found.ts'
import { knownNames } from './known.ts'
import { isAboutContact } from './procedure.ts'
import {
  changeProcedure,
  createProcedure,
  removeProcedure,
  switchProcedureOff,
  switchProcedureOn,
} from './procedures.ts'
import { listProcedures, type ProcedureRow } from './queries.ts'
import { ProceduresPage } from './list-page.tsx'
import { RemovalPage } from './removal-page.tsx'
import { logQuery, readRuns } from './runs/log.ts'
import { countWaiting } from './runs/queries.ts'
import { words, type Text } from './texts.ts'
import { TrialPage } from './trial/page.tsx'
import { tryDry } from './trial/trial.ts'

const right = 'cases:work' as const
const TRIALS_A_PAGE = 25
const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))
const detail = (visit: SignedInVisit) => routes.procedure({ procedure: visit.param('procedure') })

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
    <FormPage visit={visit} known={known} procedure={procedure} form={filled} errors={errors} />,
    wrong?.refusal.status,
  )
}

/** Performs what the form says, and leads to the procedure, or shows the form once more. */
async function write(visit: SignedInVisit, operation: Operation, said: Text): Promise<Response> {
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
}

/** A button: does it, and says so on the page it leads to. */
const button = (
  route: Mount,
  operation: Operation,
  to: (visit: SignedInVisit) => string,
  said: Text,
) =>
  page(
    route,
    'POST',
    'procedures',
    async (visit) => {
      const result = await visit.perform(operation, { procedure: visit.param('procedure') })
      if (!result.ok && result.fields.length > 0) return nothing(visit)
      if (!result.ok) return visit.refuse(result)
      return visit.redirect(to(visit), { tone: 'green', text: words(visit.language)(said) })
    },
    { right },
  )

export const proceduresController: readonly Served[] = [
  page(
    routes.procedures,
    'GET',
    'procedures',
    async (visit) => {
      const rows = await visit.read((tx) => listProcedures(tx, visit.portal.id))
      return visit.page(<ProceduresPage visit={visit} rows={rows} />)
    },
    { right },
  ),
  page(routes.newProcedure, 'GET', 'procedures', (visit) => formPage(visit), { right }),
  page(
    routes.procedures,
    'POST',
    'procedures',
    (visit) => write(visit, createProcedure, 'create.done'),
    { right, fields: FIELDS },
  ),
  page(
    routes.procedure,
    'GET',
    'procedures',
    async (visit) => {
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
      return visit.page(<DetailPage visit={visit} state={query.state} {...found} />)
    },
    { right },
  ),
  page(routes.procedureRules, 'GET', 'procedures', (visit) => formPage(visit), { right }),
  page(
    routes.procedureRules,
    'POST',
    'procedures',
    (visit) => write(visit, changeProcedure, 'changed'),
    { right, fields: CHANGE_FIELDS },
  ),
  button(routes.procedureSwitchingOn, switchProcedureOn, detail, 'on.done'),
  button(routes.procedureSwitchingOff, switchProcedureOff, detail, 'off.done'),
  page(
    routes.procedureRemoval,
    'GET',
    'procedures',
    async (visit) => {
      const found = await aboutLiving(visit, async (tx, procedure) => ({
        procedure,
        waiting: await countWaiting(tx, visit.portal.id, procedure.id),
      }))
      return found ? visit.page(<RemovalPage visit={visit} {...found} />) : nothing(visit)
    },
    { right },
  ),
  button(routes.procedureRemoval, removeProcedure, () => routes.procedures(), 'removed'),
  page(
    routes.procedureTrial,
    'GET',
    'procedures',
    async (visit) => {
      const found = await about(visit, async (tx, procedure) => {
        const kind = isAboutContact(procedure.trigger) ? 'person' : 'case'
        const after = parseId(kind, visit.query('cursor') ?? '') ?? undefined
        return {
          procedure,
          fields: await fieldLabels(tx, visit),
          page: await tryDry(tx, visit.portal.id, procedure, { after, limit: TRIALS_A_PAGE }),
        }
      })
      return found ? visit.page(<TrialPage visit={visit} {...found} />) : nothing(visit)
    },
    { right },
  ),
]

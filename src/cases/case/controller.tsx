import { errorsOf, page, placeIn, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { mailSender } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { parseEnd, readTimeline, writeNote } from '../../people/index.ts'
import { wholeNumber } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import type { Errors } from '../../ui/index.ts'
import { linesOf } from '../browse/list.ts'
import { startingLabels } from '../labels/labels.ts'
import { isUntouched, namesOf } from '../labels/queries.ts'
import { listParties } from '../parties/list/list.ts'
import { contactById, namesOfPersons } from '../parties/queries.ts'
import { listed } from '../refusals.ts'
import { words, type Text } from '../texts.ts'
import { dayOf } from './case.ts'
import { changeCaseFacts, closeCase, enterStage, openCase, reopenCase } from './cases.ts'
import { CaseFactsPage, NewCasePage } from './form-page.tsx'
import { caseIn } from './found.ts'
import { CaseOverview } from './overview-page.tsx'
import { peopleIn } from './told.ts'

const right = 'cases:work' as const
const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))

/** Parties at once beside the timeline. */
const PARTIES = 20

/** A field that may be left empty. */
const unlessEmpty = (text: string | undefined) => (text?.trim() ? text : undefined)

async function newCasePage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const { portal, now } = visit
  const form = typed(visit.form)
  const asked = parseId('person', form['client'] ?? visit.query('client') ?? '')
  const found = await visit.read(async (tx) => {
    const { time_zone, language } = await mailSender(tx, portal.id)
    // Opening the first case brings the first types and stages, so the form shows these.
    const start = (await isUntouched(tx, portal.id)) ? startingLabels(language) : null
    return {
      types: start?.type ?? (await namesOf(tx, portal.id, 'type')),
      stages: start?.stage ?? (await namesOf(tx, portal.id, 'stage')),
      today: dayOf(now, time_zone),
      client: asked ? await contactById(tx, portal.id, asked) : undefined,
    }
  })
  const errors = refusal && errorsOf(refusal, visit.language)
  return visit.page(
    <NewCasePage visit={visit} {...found} typed={refusal && form} errors={errors} />,
    refusal?.status,
  )
}

async function overview(
  visit: SignedInVisit,
  note?: { body?: string; errors: Errors; status: number },
): Promise<Response> {
  const { portal, now } = visit
  const found = await visit.read(async (tx) => {
    const one = await caseIn(tx, visit)
    if (!one) return null
    const [[of], parties, stages, timeline] = await Promise.all([
      linesOf(tx, portal.id, [one], { now, most: 0 }),
      listParties(tx, portal.id, { of: one.id, ...placeIn(visit), now, limit: PARTIES }),
      namesOf(tx, portal.id, 'stage'),
      readTimeline(tx, visit, { case: one.id }, { from: parseEnd(visit.query('older')) }),
    ])
    const people = peopleIn(timeline.entries).flatMap((id) => parseId('person', id) ?? [])
    const names = await namesOfPersons(tx, portal.id, people)
    return { of: of!, parties, stages, timeline, names }
  })
  if (!found) return nothing(visit)
  return visit.page(<CaseOverview visit={visit} {...found} note={note} />, note?.status)
}

async function factsPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const found = await visit.read(async (tx) => {
    const of = await caseIn(tx, visit)
    return of && { of, types: await namesOf(tx, visit.portal.id, 'type') }
  })
  if (!found) return nothing(visit)
  const errors = refusal && errorsOf(refusal, visit.language)
  return visit.page(
    <CaseFactsPage visit={visit} {...found} typed={refusal && typed(visit.form)} errors={errors} />,
    refusal?.status,
  )
}

/** Back to the case, saying what was done or why it was not. */
async function answered(
  visit: SignedInVisit,
  result: Done<{ case: string }> | Refusal,
  said: Text,
  values: Record<string, string> = {},
): Promise<Response> {
  if (!(await visit.read((tx) => caseIn(tx, visit)))) return nothing(visit)
  // No button of ours sends such a thing, so there is no field to show it at.
  if (!result.ok && result.status === 422 && result.code !== 'closed_before_opened')
    return visit.refuse(listed(result))
  return visit.redirect(
    routes.case({ case: visit.param('case') }),
    result.ok
      ? { tone: 'green', text: words(visit.language)(said, values) }
      : { tone: 'amber', text: result.say(visit.language) },
  )
}

const named = (visit: SignedInVisit) => ({ case: visit.param('case') })

export const caseController: readonly Served[] = [
  page(routes.newCase, 'GET', 'cases', (visit) => newCasePage(visit), { right }),
  page(
    routes.cases,
    'POST',
    'cases',
    async (visit) => {
      const form = typed(visit.form)
      const result = await visit.perform(openCase, {
        title: form['title'],
        number: unlessEmpty(form['number']),
        type: unlessEmpty(form['type']),
        stage: unlessEmpty(form['stage']),
        openedOn: unlessEmpty(form['openedOn']),
        client: unlessEmpty(form['client']),
      })
      if (!result.ok) return newCasePage(visit, result)
      return visit.redirect(routes.case({ case: show('case', result.value.case) }), {
        tone: 'green',
        text: words(visit.language)('open.done'),
      })
    },
    {
      right,
      fields: {
        title: 'text',
        number: 'text',
        type: 'text',
        stage: 'text',
        openedOn: 'text',
        client: 'text',
      },
    },
  ),
  page(routes.case, 'GET', 'cases', (visit) => overview(visit), { right }),
  page(routes.caseFacts, 'GET', 'cases', (visit) => factsPage(visit), { right }),
  page(
    routes.caseFacts,
    'POST',
    'cases',
    async (visit) => {
      const form = typed(visit.form)
      const result = await visit.perform(changeCaseFacts, {
        ...named(visit),
        version: wholeNumber(form['version']),
        number: form['number'],
        title: form['title'],
        type: form['type'] === '' ? null : form['type'],
        openedOn: unlessEmpty(form['openedOn']),
      })
      return result.ok ? answered(visit, result, 'change.done') : factsPage(visit, result)
    },
    {
      right,
      fields: { version: 'text', number: 'text', title: 'text', type: 'text', openedOn: 'text' },
    },
  ),
  page(
    routes.caseStage,
    'POST',
    'cases',
    async (visit) => {
      const stage = typed(visit.form)['stage'] ?? ''
      const result = await visit.perform(enterStage, { ...named(visit), stage })
      return answered(visit, result, 'move.done', { stage })
    },
    { right, fields: { stage: 'text' } },
  ),
  page(
    routes.caseClosing,
    'POST',
    'cases',
    async (visit) => answered(visit, await visit.perform(closeCase, named(visit)), 'close.done'),
    { right },
  ),
  page(
    routes.caseReopening,
    'POST',
    'cases',
    async (visit) => answered(visit, await visit.perform(reopenCase, named(visit)), 'reopen.done'),
    { right },
  ),
  page(
    routes.caseNotes,
    'POST',
    'cases',
    async (visit) => {
      const body = typed(visit.form)['body']
      const result = await visit.perform(writeNote, { ...named(visit), body })
      if (result.ok)
        return visit.redirect(`${routes.case(named(visit))}#timeline`, {
          tone: 'green',
          text: words(visit.language)('note.done'),
        })
      const errors = errorsOf(result, visit.language)
      return overview(visit, { body, errors, status: result.status })
    },
    { right, fields: { body: 'text' } },
  ),
]

import { z } from 'zod'
import { line, mailSender, readRegistrants } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse, type Refusal } from '../../kit/refusal.ts'
import {
  noteWritten,
  notesQuery,
  notesView,
  parseEnd,
  readNotes,
  readTimeline,
  showNotes,
  writeNote,
} from '../../people/index.ts'
import { routes } from '../../routes.ts'
import {
  asTyped,
  errorsOf,
  placeIn,
  resource,
  typed,
  wholeNumber,
  type SignedInVisit,
} from '../../web/index.ts'
import { caseFilter, SORTS } from '../browse/filter.ts'
import { casesCursor, linesOf, listCases } from '../browse/list.ts'
import { showCases } from '../browse/show.tsx'
import { startingLabels } from '../labels/labels.ts'
import { isUntouched, namesOf } from '../labels/queries.ts'
import { A_PAGE, listParties } from '../parties/list/list.ts'
import { contactById, namesOfPersons } from '../parties/queries.ts'
import { listed } from '../refusals.ts'
import { words } from '../texts.ts'
import { dayOf } from './case.ts'
import { changeCaseFacts, closeCase, enterStage, openCase, reopenCase } from './cases.ts'
import { ClientPortalPage } from './client-portal-page.tsx'
import { CaseFactsPage, NewCasePage } from './form-page.tsx'
import { caseIn } from './found.ts'
import { CaseOverview } from './overview-page.tsx'
import { peopleIn } from './told.ts'
import { caseView, presentCase, showCase, SHOWN } from './view.ts'

const nothing = (visit: SignedInVisit) => visit.refuse(refuse('not_found'))

/** Parties at once beside the timeline. */
const PARTIES = 20

/** Notes that programs are shown at once. */
const A_PAGE_OF_NOTES = 50

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
  return visit.page(<NewCasePage {...found} {...asTyped(visit, refusal)} />, refusal?.status)
}

async function overview(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
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
  const note = refusal && {
    body: typed(visit.form)['body'],
    errors: errorsOf(refusal, visit.language),
  }
  return visit.page(<CaseOverview {...found} note={note} />, refusal?.status)
}

async function factsPage(visit: SignedInVisit, refusal?: Refusal): Promise<Response> {
  const found = await visit.read(async (tx) => {
    const of = await caseIn(tx, visit)
    return of && { of, types: await namesOf(tx, visit.portal.id, 'type') }
  })
  if (!found) return nothing(visit)
  return visit.page(<CaseFactsPage {...found} {...asTyped(visit, refusal)} />, refusal?.status)
}

async function clientPortalPage(visit: SignedInVisit): Promise<Response> {
  const { portal, now } = visit
  const search = line(100).safeParse(visit.query('search')).data
  const place = placeIn(visit)
  const found = await visit.read(async (tx) => {
    const of = await caseIn(tx, visit)
    if (!of) return null
    const about = { of: of.id, side: 'client', search, ...place, now, limit: A_PAGE } as const
    const [stages, clients] = await Promise.all([
      namesOf(tx, portal.id, 'stage'),
      listParties(tx, portal.id, about),
    ])
    const shown = clients.rows.map(({ person_id }) => person_id)
    const registrants = await readRegistrants(tx, portal.id, shown, now)
    return { of, stages, clients, registrants }
  })
  if (!found) return nothing(visit)
  return visit.page(<ClientPortalPage search={search} {...place} {...found} />)
}

const toCase = (_: unknown, { param }: SignedInVisit) => routes.case({ case: param('case') })

/** Back to the case, which says why it was not done. */
function saidOnCase(visit: SignedInVisit, refusal: Refusal): Response {
  // No button of ours sends such a thing, so there is no field to show it at.
  if (refusal.status === 422 && refusal.code !== 'closed_before_opened')
    return visit.refuse(listed(refusal))
  const text = refusal.say(visit.language)
  return visit.redirect(toCase(null, visit), { tone: 'amber', text })
}

export const casesResource = resource({
  feature: 'cases',
  right: 'cases:work',
  words,
  answer: caseView,
  versioned: true,
  show: presentCase,
})
  .page(routes.cases, showCases)
  .list(routes.api.cases, {
    name: 'case.list',
    summary: 'Lists the portal’s cases',
    filter: { ...caseFilter.shape, sort: z.enum(SORTS).default(SORTS[0]) },
    cursor: casesCursor.field,
    rows: 'cases',
    view: caseView,
    more: 'Send it as `cursor` for the cases that follow',
    find: ({ read, portal, now }, asked) =>
      read((tx) => listCases(tx, portal.id, { ...asked, now, most: SHOWN })),
    show: showCase,
  })
  .page(routes.newCase, newCasePage)
  .change(openCase, {
    page: routes.cases,
    api: routes.api.cases,
    status: 201,
    location: ({ case: id }) => routes.api.case({ case: show('case', id) }),
    again: newCasePage,
    to: ({ case: id }) => routes.case({ case: show('case', id) }),
    said: 'open.done',
  })
  .page(routes.case, overview)
  .read(routes.api.case, {
    name: 'case.show',
    summary: 'Shows a case with its parties',
    show: async (visit) => {
      const found = await visit.read((tx) => caseIn(tx, visit))
      return found && presentCase(visit, { case: found.id })
    },
  })
  .page(routes.caseClientPortal, clientPortalPage)
  .page(routes.caseFacts, factsPage)
  .change(changeCaseFacts, {
    page: routes.caseFacts,
    api: routes.api.case,
    method: 'PATCH',
    // A case has a number, so an empty field is none to leave it by.
    fields: { version: 'text', number: 'text', title: 'text', type: 'text', openedOn: 'text' },
    input: ({ version, type, openedOn, ...form }) => ({
      ...form,
      version: wholeNumber(version),
      type: type === '' ? null : type,
      openedOn: openedOn?.trim() ? openedOn : undefined,
    }),
    again: factsPage,
    to: toCase,
    said: 'change.done',
  })
  .change(enterStage, {
    page: routes.caseStage,
    api: routes.api.caseStage,
    again: saidOnCase,
    to: toCase,
    said: (_, { form }) => ({
      text: 'move.done',
      values: { stage: typed(form)['stage'] ?? '' },
    }),
  })
  .change(closeCase, {
    page: routes.caseClosing,
    api: routes.api.caseClosing,
    fields: [],
    again: saidOnCase,
    to: toCase,
    said: 'close.done',
  })
  .change(reopenCase, {
    page: routes.caseReopening,
    again: saidOnCase,
    to: toCase,
    said: 'reopen.done',
  })
  .change(reopenCase, { api: routes.api.caseClosing, method: 'DELETE' })
  .read(routes.api.caseNotes, {
    name: 'case.notes',
    summary: 'Lists the notes about a case, newest first',
    query: notesQuery,
    answer: notesView,
    versioned: false,
    show: (visit, { cursor }) =>
      visit.read(async (tx) => {
        const found = await caseIn(tx, visit)
        if (!found) return null
        const asked = { before: cursor, limit: A_PAGE_OF_NOTES + 1 }
        return showNotes(await readNotes(tx, visit, { case: found.id }, asked))
      }),
  })
  .change(writeNote, {
    page: routes.caseNotes,
    fields: ['body'],
    again: overview,
    to: (_, { param }) => `${routes.case({ case: param('case') })}#timeline`,
    said: 'note.done',
  })
  .change(writeNote, {
    api: routes.api.caseNotes,
    name: 'case.write_note',
    given: { fields: ['person'], from: () => ({}) },
    status: 201,
    answer: noteWritten,
    versioned: false,
    show: (_, written) => written,
  })

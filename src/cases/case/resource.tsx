import { z } from 'zod'
import { namingFiles } from '../../files/index.ts'
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
  type SignedInContext,
} from '../../web/index.ts'
import { caseFilter, SORTS } from './browse/filter.ts'
import { casesCursor, linesOf, listCases } from './browse/list.ts'
import { showCases } from './browse/show.tsx'
import { startingLabels } from '../labels/labels.ts'
import { isUntouched, namesOf } from '../labels/queries.ts'
import { A_PAGE, listParties } from './parties/list/list.ts'
import { contactById, namesOfPersons } from './parties/queries.ts'
import { listed } from '../refusals.ts'
import { words } from '../texts.ts'
import { dayOf } from '../../kit/day.ts'
import { changeCaseDetails, closeCase, enterStage, openCase, reopenCase } from './cases.ts'
import { ClientPortalPage } from './client-portal-page.tsx'
import { CaseDetailsPage, NewCasePage } from './form-page.tsx'
import { caseInPath } from './case-in-path.ts'
import { onCasePage } from './panels.ts'
import { CaseOverview } from './overview-page.tsx'
import { peopleIn } from './history-details.ts'
import { caseView, presentCase, showCase, SHOWN } from './view.ts'

const nothing = (ctx: SignedInContext) => ctx.refuse(refuse('not_found'))

/** Parties at once beside the timeline. */
const PARTIES = 20

/** Notes that programs are shown at once. */
const A_PAGE_OF_NOTES = 50

async function newCasePage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { now } = ctx
  const form = typed(ctx.form)
  const chosen = parseId('person', form['client'] ?? ctx.query('client') ?? '')
  const data = await ctx.read(async (tx) => {
    const { time_zone, language } = await mailSender(tx)
    // Opening the first case brings the first types and stages, so the form shows these.
    const start = (await isUntouched(tx)) ? startingLabels(language) : null
    return {
      types: start?.type ?? (await namesOf(tx, 'type')),
      stages: start?.stage ?? (await namesOf(tx, 'stage')),
      today: dayOf(now, time_zone),
      client: chosen ? await contactById(tx, chosen) : undefined,
    }
  })
  return ctx.page(<NewCasePage {...data} {...asTyped(ctx, refusal)} />, refusal?.status)
}

async function overview(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const { now } = ctx
  const rows = await ctx.read(async (tx) => {
    const one = await caseInPath(tx, ctx)
    if (!one) return null
    const [[of], parties, stages, timeline] = await Promise.all([
      linesOf(tx, [one], { now, most: 0 }),
      listParties(tx, { of: one.id, ...placeIn(ctx), now, limit: PARTIES }),
      namesOf(tx, 'stage'),
      readTimeline(tx, ctx, { case: one.id }, { from: parseEnd(ctx.query('older')) }),
    ])
    const people = peopleIn(timeline.entries).flatMap((id) => parseId('person', id) ?? [])
    const names = await namesOfPersons(tx, people)
    return { of: of!, parties, stages, timeline, names }
  })
  if (!rows) return nothing(ctx)
  const note = refusal && {
    body: typed(ctx.form)['body'],
    errors: errorsOf(refusal, ctx.language),
  }
  const panels = await onCasePage.drawn(ctx, rows.of)
  const timeline = { ...rows.timeline, entries: await namingFiles(ctx, rows.timeline.entries) }
  const page = <CaseOverview {...rows} timeline={timeline} panels={panels} note={note} />
  return ctx.page(page, refusal?.status)
}

async function detailsPage(ctx: SignedInContext, refusal?: Refusal): Promise<Response> {
  const data = await ctx.read(async (tx) => {
    const of = await caseInPath(tx, ctx)
    return of && { of, types: await namesOf(tx, 'type') }
  })
  if (!data) return nothing(ctx)
  return ctx.page(<CaseDetailsPage {...data} {...asTyped(ctx, refusal)} />, refusal?.status)
}

async function clientPortalPage(ctx: SignedInContext): Promise<Response> {
  const { now } = ctx
  const search = line(100).safeParse(ctx.query('search')).data
  const place = placeIn(ctx)
  const rows = await ctx.read(async (tx) => {
    const of = await caseInPath(tx, ctx)
    if (!of) return null
    const about = { of: of.id, side: 'client', search, ...place, now, limit: A_PAGE } as const
    const [stages, clients] = await Promise.all([namesOf(tx, 'stage'), listParties(tx, about)])
    const shown = clients.rows.map(({ person_id }) => person_id)
    const registrants = await readRegistrants(tx, shown, now)
    return { of, stages, clients, registrants }
  })
  if (!rows) return nothing(ctx)
  return ctx.page(<ClientPortalPage search={search} {...place} {...rows} />)
}

const toCase = (_: unknown, { param }: SignedInContext) => routes.cases.one({ case: param('case') })

/** Back to the case, which says why it was not done. */
function saidOnCase(ctx: SignedInContext, refusal: Refusal): Response {
  // No button of ours sends such a thing, so there is no field to show it at.
  if (refusal.status === 422 && refusal.code !== 'closed_before_opened')
    return ctx.refuse(listed(refusal))
  const text = refusal.say(ctx.language)
  return ctx.redirect(toCase(null, ctx), { tone: 'amber', text })
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
    find: ({ read, now }, query) => read((tx) => listCases(tx, { ...query, now, most: SHOWN })),
    show: showCase,
  })
  .page(routes.cases.new, newCasePage)
  .change(openCase, {
    page: routes.cases,
    api: routes.api.cases,
    status: 201,
    location: ({ case: id }) => routes.api.cases.one({ case: show('case', id) }),
    again: newCasePage,
    to: ({ case: id }) => routes.cases.one({ case: show('case', id) }),
    said: 'open.done',
  })
  .page(routes.cases.one, overview)
  .read(routes.api.cases.one, {
    name: 'case.show',
    summary: 'Shows a case with its parties',
    show: async (ctx) => {
      const row = await ctx.read((tx) => caseInPath(tx, ctx))
      return row && presentCase(ctx, { case: row.id })
    },
  })
  .page(routes.cases.one.clientPortal, clientPortalPage)
  .page(routes.cases.one.details, detailsPage)
  .change(changeCaseDetails, {
    page: routes.cases.one.details,
    api: routes.api.cases.one,
    method: 'PATCH',
    // A case has a number, so an empty field is none to leave it by.
    fields: { version: 'text', number: 'text', title: 'text', type: 'text', openedOn: 'text' },
    input: ({ version, type, openedOn, ...form }) => ({
      ...form,
      version: wholeNumber(version),
      type: type === '' ? null : type,
      openedOn: openedOn?.trim() ? openedOn : undefined,
    }),
    again: detailsPage,
    to: toCase,
    said: 'change.done',
  })
  .change(enterStage, {
    page: routes.cases.one.stage,
    api: routes.api.cases.one.stage,
    again: saidOnCase,
    to: toCase,
    said: (_, { form }) => ({
      text: 'move.done',
      values: { stage: typed(form)['stage'] ?? '' },
    }),
  })
  .change(closeCase, {
    page: routes.cases.one.closing,
    api: routes.api.cases.one.closing,
    fields: [],
    again: saidOnCase,
    to: toCase,
    said: 'close.done',
  })
  .change(reopenCase, {
    page: routes.cases.one.reopening,
    again: saidOnCase,
    to: toCase,
    said: 'reopen.done',
  })
  .change(reopenCase, { api: routes.api.cases.one.closing, method: 'DELETE' })
  .read(routes.api.cases.one.notes, {
    name: 'case.notes',
    summary: 'Lists the notes about a case, newest first',
    query: notesQuery,
    answer: notesView,
    versioned: false,
    show: (ctx, { cursor }) =>
      ctx.read(async (tx) => {
        const row = await caseInPath(tx, ctx)
        if (!row) return null
        const query = { before: cursor, limit: A_PAGE_OF_NOTES + 1 }
        return showNotes(await readNotes(tx, ctx, { case: row.id }, query))
      }),
  })
  .change(writeNote, {
    page: routes.cases.one.notes,
    fields: ['body'],
    again: overview,
    to: (_, { param }) => `${routes.cases.one({ case: param('case') })}#timeline`,
    said: 'note.done',
  })
  .change(writeNote, {
    api: routes.api.cases.one.notes,
    name: 'case.write_note',
    given: { fields: ['person'], from: () => ({}) },
    status: 201,
    answer: noteWritten,
    versioned: false,
    show: (_, written) => written,
  })

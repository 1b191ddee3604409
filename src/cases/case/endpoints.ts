import { z } from 'zod'
import { line } from '../../identity/index.ts'
import { reads, writes, type Served, type SignedInVisit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import {
  noteWritten,
  notesQuery,
  notesView,
  readNotes,
  showNotes,
  writeNote,
} from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { caseFilter, SORTS } from '../browse/filter.ts'
import { casesCursor, linesOf, listCases } from '../browse/list.ts'
import { listParties, partiesCursor } from '../parties/list/list.ts'
import { addParty, removeParty } from '../parties/parties.ts'
import { SIDES } from '../parties/party.ts'
import { changeCaseFacts, closeCase, enterStage, openCase, reopenCase } from './cases.ts'
import { caseIn } from './found.ts'
import { caseById } from './queries.ts'
import { caseView, partiesView, showCase, showParty, SHOWN } from './view.ts'

const gated = { feature: 'cases', right: 'cases:work' } as const
const onCase = { ...gated, path: { case: 'case' }, answer: caseView, versioned: true }
const A_PAGE_OF_NOTES = 50

const partyQuery = z.strictObject({
  side: z.enum(SIDES).optional(),
  search: line(100).optional().describe('Part of a name or an e-mail'),
  cursor: partiesCursor.field,
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The case as it is now. */
const changed = (visit: SignedInVisit, { case: id }: { case: string }) =>
  visit.read(async (tx) => {
    const found = await caseById(tx, visit.portal.id, id)
    const [shown] = await linesOf(tx, visit.portal.id, found ? [found] : [], {
      now: visit.now,
      most: SHOWN,
    })
    return shown ? showCase(shown) : null
  })

export const caseEndpoints: readonly Served[] = [
  reads(routes.api.cases, {
    ...gated,
    name: 'case.list',
    summary: 'Lists the portal’s cases',
    query: caseFilter.extend({
      sort: z.enum(SORTS).default(SORTS[0]),
      cursor: casesCursor.field,
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: z.object({
      cases: z.array(caseView),
      next: z.string().nullable().describe('Send it as `cursor` for the cases that follow'),
    }),
    show: (visit, { cursor, ...asked }) =>
      visit.read(async (tx) => {
        const { portal, now } = visit
        const page = await listCases(tx, portal.id, { ...asked, after: cursor, now, most: SHOWN })
        return {
          cases: page.rows.map(showCase),
          next: page.next ?? null,
        }
      }),
  }),
  writes(routes.api.cases, 'POST', {
    ...gated,
    operation: openCase,
    status: 201,
    answer: caseView,
    versioned: true,
    show: changed,
    location: ({ case: id }) => routes.api.case({ case: show('case', id) }),
  }),
  reads(routes.api.case, {
    ...gated,
    name: 'case.show',
    summary: 'Shows a case with its parties',
    answer: caseView,
    versioned: true,
    show: async (visit) => {
      const found = await visit.read((tx) => caseIn(tx, visit))
      return found && changed(visit, { case: found.id })
    },
  }),
  writes(routes.api.case, 'PATCH', { ...onCase, operation: changeCaseFacts, show: changed }),
  writes(routes.api.caseStage, 'POST', {
    ...onCase,
    operation: enterStage,
    show: changed,
  }),
  writes(routes.api.caseClosing, 'POST', {
    ...onCase,
    operation: closeCase,
    show: changed,
  }),
  writes(routes.api.caseClosing, 'DELETE', {
    ...onCase,
    operation: reopenCase,
    show: changed,
  }),
  reads(routes.api.caseParties, {
    ...gated,
    name: 'case.parties',
    summary: 'Lists who has to do with a case, clients first, in the order they were added',
    query: partyQuery,
    answer: partiesView,
    show: (visit, { cursor, ...asked }) =>
      visit.read(async (tx) => {
        const found = await caseIn(tx, visit)
        if (!found) return null
        const { portal, now } = visit
        const about = { ...asked, of: found.id, after: cursor, now }
        const page = await listParties(tx, portal.id, about)
        return {
          parties: page.rows.map(showParty),
          next: page.next ?? null,
        }
      }),
  }),
  writes(routes.api.caseParties, 'POST', {
    ...onCase,
    operation: addParty,
    status: 201,
    show: changed,
  }),
  writes(routes.api.caseParty, 'DELETE', {
    ...onCase,
    path: { case: 'case', person: 'person' },
    operation: removeParty,
    show: changed,
  }),
  reads(routes.api.caseNotes, {
    ...gated,
    name: 'case.notes',
    summary: 'Lists the notes about a case, newest first',
    query: notesQuery,
    answer: notesView,
    show: (visit, { cursor }) =>
      visit.read(async (tx) => {
        const found = await caseIn(tx, visit)
        if (!found) return null
        const asked = { before: cursor, limit: A_PAGE_OF_NOTES + 1 }
        return showNotes(await readNotes(tx, visit, { case: found.id }, asked))
      }),
  }),
  writes(routes.api.caseNotes, 'POST', {
    ...gated,
    operation: writeNote,
    name: 'case.write_note',
    path: { case: 'case' },
    given: { fields: ['person'], from: () => ({}) },
    status: 201,
    answer: noteWritten,
    show: (_, value) => value,
  }),
]

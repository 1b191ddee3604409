import { page, typed, type Served, type SignedInVisit } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import type { Contact } from '../contacts/contact.ts'
import { contactsPage } from '../contacts/list/queries.ts'
import { contactById } from '../contacts/queries.ts'
import { fieldsOf } from '../fields/queries.ts'
import { MergePage } from './confirm-page.tsx'
import { mergeContacts } from './merging.ts'
import { ChoosingPage, DuplicatesPage } from './pages.tsx'
import { holdingsOf } from './queries.ts'
import { suggestions, suggestionsFor } from './suggestions.ts'
import { words } from './texts.ts'

const right = 'people:manage' as const
/** Pairs shown at once; the others come up once these are merged. */
const PAIRS = 100
/** Cards to choose from. */
const CHOICES = 20

async function mergePage(visit: SignedInVisit): Promise<Response> {
  const { portal, read } = visit
  const person = parseId('person', visit.param('person'))
  const kept = person && (await read((tx) => contactById(tx, portal.id, person)))
  if (!kept) return visit.refuse(refuse('not_found'))
  const named = visit.query('with')
  if (named === undefined) return choosingPage(visit, kept)
  const id = parseId('person', named)
  const [other, fields, holdings] = await read(
    async (tx) =>
      [
        id && (await contactById(tx, portal.id, id)),
        await fieldsOf(tx, portal.id),
        id && (await holdingsOf(tx, { portal: portal.id, kept: kept.id, other: id })),
      ] as const,
  )
  if (!other || !holdings || other.id === kept.id) return choosingPage(visit, kept)
  return visit.page(<MergePage {...{ visit, kept, other, fields, holdings }} />)
}

async function choosingPage(visit: SignedInVisit, contact: Contact): Promise<Response> {
  const { portal, now, read } = visit
  const search = cut(visit.query('search')?.trim() ?? '', 254) || undefined
  const [alike, found] = await read(
    async (tx) =>
      [
        await suggestionsFor(tx, portal.id, contact.id, CHOICES),
        search
          ? await contactsPage(tx, portal.id, { search, sort: 'name', now, limit: CHOICES + 1 })
          : [],
      ] as const,
  )
  const others = found.filter(({ id }) => id !== contact.id).slice(0, CHOICES)
  return visit.page(<ChoosingPage {...{ visit, contact, alike, search }} found={others} />)
}

export const mergingController: readonly Served[] = [
  page(
    routes.duplicates,
    'GET',
    'people',
    async (visit) => {
      const found = await visit.read((tx) => suggestions(tx, visit.portal.id, PAIRS))
      return visit.page(<DuplicatesPage visit={visit} found={found} />)
    },
    { right },
  ),

  page(routes.contactMerge, 'GET', 'people', mergePage, { right }),

  page(
    routes.contactMerge,
    'POST',
    'people',
    async (visit) => {
      const { version, otherVersion, ...form } = typed(visit.form)
      const person = parseId('person', visit.param('person'))
      if (person === null) return visit.refuse(refuse('not_found'))
      const result = await visit.perform(mergeContacts, {
        ...form,
        person: show('person', person),
        // Without them somebody's change of a moment ago would be merged away unseen.
        version: Number(version ?? Number.NaN),
        otherVersion: Number(otherVersion ?? Number.NaN),
      })
      if (!result.ok) return visit.refuse(result)
      return visit.redirect(routes.contact({ person: result.value.person }), {
        tone: 'green',
        text: words(visit.language)('merge.done'),
      })
    },
    {
      right,
      fields: { other: 'text', prefer: 'text', version: 'text', otherVersion: 'text' },
    },
  ),
]

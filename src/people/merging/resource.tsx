import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { resource, resourceOf, type SignedInVisit } from '../../web/index.ts'
import type { Contact } from '../contacts/contact.ts'
import { contactsPage } from '../contacts/list/queries.ts'
import { contactById } from '../contacts/queries.ts'
import { contactView, presentContact } from '../contacts/view.ts'
import { fieldsOf } from '../fields/queries.ts'
import { MergePage } from './confirm-page.tsx'
import { mergeContacts } from './merging.ts'
import { ChoosingPage, DuplicatesPage } from './pages.tsx'
import { holdingsOf } from './queries.ts'
import { REASONS, suggestions, suggestionsFor, type Card } from './suggestions.ts'
import { words } from './texts.ts'

/** Pairs at once, the surest; the others come up once these are merged. */
const PAIRS = 100
/** Cards to choose from. */
const CHOICES = 20

const cardView = shape('DuplicateCard', {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  registered: z.boolean(),
})
const showCard = (card: Card) => ({ ...card, id: show('person', card.id) })

const pairs = ({ read, portal }: SignedInVisit) => read((tx) => suggestions(tx, portal.id, PAIRS))

async function mergePage(visit: SignedInVisit, kept: Contact): Promise<Response> {
  const { portal, read } = visit
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
  return visit.page(<MergePage {...{ kept, other, fields, holdings }} />)
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
  return visit.page(<ChoosingPage {...{ contact, alike, search }} found={others} />)
}

const common = { feature: 'people', right: 'people:manage', words } as const

export const duplicatesResource = resource(common)
  .page(routes.duplicates, async (visit) =>
    visit.page(<DuplicatesPage found={await pairs(visit)} />),
  )
  .read(routes.api.duplicates, {
    name: 'contact.list_duplicates',
    summary: 'Lists cards that may be one person’s, the surest first, at most 100 pairs',
    answer: shape('DuplicateList', {
      duplicates: z.array(
        shape('Duplicate', {
          person: cardView.describe('The one to keep, if any'),
          other: cardView,
          reason: z.enum(REASONS),
        }),
      ),
    }),
    show: async (visit) => ({
      duplicates: (await pairs(visit)).map(({ one, other, reason }) => ({
        person: showCard(one),
        other: showCard(other),
        reason,
      })),
    }),
  })
  .change(mergeContacts, {
    page: routes.contactMerge,
    api: routes.api.contactMerge,
    answer: contactView,
    versioned: true,
    show: (visit, { person }) => presentContact(visit, parseId('person', person)),
    to: ({ person }) => routes.contact({ person }),
    said: 'merge.done',
  })

export const mergeResource = resourceOf(common, ({ param, read, portal }) => {
  const person = parseId('person', param('person'))
  return person === null ? null : read((tx) => contactById(tx, portal.id, person))
}).page(routes.contactMerge, mergePage)

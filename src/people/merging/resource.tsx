import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { cut } from '../../kit/whole-text.ts'
import { routes } from '../../routes.ts'
import { resource, resourceOf, type SignedInContext } from '../../web/index.ts'
import type { Contact } from '../contacts/contact.ts'
import { contactsPage } from '../contacts/list/queries.ts'
import { contactById } from '../contacts/queries.ts'
import { contactView, presentContact } from '../contacts/view.ts'
import { fieldsOf } from '../fields/queries.ts'
import { MergePage } from './confirm-page.tsx'
import { mergeContacts } from './merging.ts'
import { ChoosingPage, DuplicatesPage } from './pages.tsx'
import { holdingsOf } from './queries.ts'
import { REASONS, type Card } from './suggestion.ts'
import { suggestions, suggestionsFor } from './queries.ts'
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

const pairs = ({ read }: SignedInContext) => read((tx) => suggestions(tx, PAIRS))

async function mergePage(ctx: SignedInContext, kept: Contact): Promise<Response> {
  const { read } = ctx
  const named = ctx.query('with')
  if (named === undefined) return choosingPage(ctx, kept)
  const id = parseId('person', named)
  const [other, fields, holdings] = await read(
    async (tx) =>
      [
        id && (await contactById(tx, id, ctx.now)),
        await fieldsOf(tx),
        id && (await holdingsOf(tx, { kept: kept.id, other: id })),
      ] as const,
  )
  if (!other || !holdings || other.id === kept.id) return choosingPage(ctx, kept)
  return ctx.page(<MergePage {...{ kept, other, fields, holdings }} />)
}

async function choosingPage(ctx: SignedInContext, contact: Contact): Promise<Response> {
  const { now, read } = ctx
  const search = cut(ctx.query('search')?.trim() ?? '', 254) || undefined
  const [alike, rows] = await read(
    async (tx) =>
      [
        await suggestionsFor(tx, contact.id, CHOICES),
        search ? await contactsPage(tx, { search, sort: 'name', now, limit: CHOICES + 1 }) : [],
      ] as const,
  )
  const others = rows.filter(({ id }) => id !== contact.id).slice(0, CHOICES)
  return ctx.page(<ChoosingPage {...{ contact, alike, search }} matches={others} />)
}

const common = { feature: 'people', right: 'people:manage', words } as const

export const duplicatesResource = resource(common)
  .page(routes.contacts.duplicates, async (ctx) =>
    ctx.page(<DuplicatesPage matches={await pairs(ctx)} />),
  )
  .read(routes.api.contacts.duplicates, {
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
    show: async (ctx) => ({
      duplicates: (await pairs(ctx)).map(({ one, other, reason }) => ({
        person: showCard(one),
        other: showCard(other),
        reason,
      })),
    }),
  })
  .change(mergeContacts, {
    page: routes.contacts.one.merge,
    api: routes.api.contacts.one.merge,
    answer: contactView,
    versioned: true,
    show: (ctx, { person }) => presentContact(ctx, parseId('person', person)),
    to: ({ person }) => routes.contacts.one({ person }),
    said: 'merge.done',
  })

export const mergeResource = resourceOf(common, ({ param, read, now }) => {
  const person = parseId('person', param('person'))
  return person === null ? null : read((tx) => contactById(tx, person, now))
}).page(routes.contacts.one.merge, mergePage)

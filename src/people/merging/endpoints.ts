import { z } from 'zod'
import { reads, writes, type Served } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { presentContact } from '../contacts/endpoints.ts'
import { contactView } from '../contacts/view.ts'
import { mergeContacts } from './merging.ts'
import { REASONS, suggestions, type Card } from './suggestions.ts'

const gated = { feature: 'people', right: 'people:manage' } as const
/** The surest; the others come up once these are merged. */
const MOST = 100

const cardView = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  registered: z.boolean(),
})
const showCard = (card: Card) => ({ ...card, id: show('person', card.id) })

export const mergingEndpoints: readonly Served[] = [
  reads(routes.api.duplicates, {
    ...gated,
    name: 'contact.list_duplicates',
    summary: 'Lists cards that may be one person’s, the surest first, at most 100 pairs',
    answer: z.object({
      duplicates: z.array(
        z.object({
          person: cardView.describe('The one to keep, if any'),
          other: cardView,
          reason: z.enum(REASONS),
        }),
      ),
    }),
    show: async ({ read, portal }) => ({
      duplicates: (await read((tx) => suggestions(tx, portal.id, MOST))).map(
        ({ one, other, reason }) => ({ person: showCard(one), other: showCard(other), reason }),
      ),
    }),
  }),
  writes(routes.api.contactMerge, 'POST', {
    ...gated,
    operation: mergeContacts,
    path: { person: 'person' },
    answer: contactView,
    versioned: true,
    show: (visit, { person }) => presentContact(visit, parseId('person', person)),
  }),
]

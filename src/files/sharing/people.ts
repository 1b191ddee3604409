import type { Audience } from './audience.ts'
import { seer } from './queries.ts'

/** Somebody who is served, alone. */
export const onePerson: Audience = {
  kind: 'person',
  isGroup: false,
  find: async (tx, id) => (await seer(tx, id))?.name ?? null,
  people: async (tx, id) => [await seer(tx, id)].filter((one) => one !== undefined),
  of: async (_, person) => [person],
  near: async (_, { kind, id }) => (kind === 'person' ? [id] : []),
}

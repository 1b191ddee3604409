import type { Audience } from './audience.ts'
import { seers } from './queries.ts'

const SOMEBODY_ELSE = {
  en: 'not the contact whom this belongs to',
  es: 'no es el contacto a quien pertenece esto',
}

/** Somebody who is served, alone. */
export const onePerson: Audience = {
  kind: 'person',
  isGroup: false,
  names: async (tx, ids) => new Map((await seers(tx, ids)).map(({ id, name }) => [id, name])),
  people: async (tx, ids) => (await seers(tx, ids)).map((one) => ({ ...one, in: one.id })),
  of: async (_, person) => [person],
  near: async (_, { kind, id }) => (kind === 'person' ? [id] : []),
  strangers: async (_, __, people) => new Map(people.map((one) => [one, SOMEBODY_ELSE])),
}

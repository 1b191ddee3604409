import { namesIn, sharedWith } from '../../files/index.ts'
import { companyOf, contactsSeeing } from './queries.ts'

const NOT_IN_COMPANY = { en: 'not of this company', es: 'no es de esta empresa' }

/** Files are shared with everybody of a company. */
export const companyAudience = sharedWith({
  kind: 'company',
  isGroup: true,
  names: namesIn('companies'),
  people: contactsSeeing,
  of: companyOf,
  near: async (tx, { kind, id }) =>
    kind === 'company' ? [id] : kind === 'person' ? companyOf(tx, id) : [],
  strangers: async (_, __, people) => new Map(people.map((one) => [one, NOT_IN_COMPANY])),
})

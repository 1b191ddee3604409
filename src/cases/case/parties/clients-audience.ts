import { namesIn, sharedWith } from '../../../files/index.ts'
import { casesOfClient, clientsSeeing, sidesOf } from './queries.ts'

const OTHER_PARTY = {
  en: 'in the case, but not a client',
  es: 'está en el caso, pero no es cliente',
}
const NOT_IN_CASE = { en: 'not in the case', es: 'no está en el caso' }

/** Files are shared with the clients of a case; its other side and whoever else is named in it see nothing. */
export const clientsAudience = sharedWith({
  kind: 'case',
  isGroup: true,
  names: namesIn('cases', 'title'),
  people: clientsSeeing,
  of: casesOfClient,
  near: async (_, { kind, id }) => (kind === 'case' ? [id] : []),
  strangers: async (tx, id, people) => {
    const sides = await sidesOf(tx, id, people)
    return new Map(people.map((one) => [one, sides.has(one) ? OTHER_PARTY : NOT_IN_CASE]))
  },
})

import { namesIn, sharedWith } from '../../../files/index.ts'
import { casesOfClient, clientsSeeing } from './queries.ts'

/** Files are shared with the clients of a case; its other side and whoever else is named in it see nothing. */
export const clientsAudience = sharedWith({
  kind: 'case',
  isGroup: true,
  names: namesIn('cases', 'title'),
  people: clientsSeeing,
  of: casesOfClient,
  near: async (_, { kind, id }) => (kind === 'case' ? [id] : []),
})

import { z } from 'zod'
import { parseId } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInContext } from '../../web/index.ts'
import { personById } from '../persons/queries.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { endedSessions, personSession, showSession } from '../sessions/view.ts'
import { endSessionsOfPerson } from './ending.ts'
import { words } from './texts.ts'

/** Back to the person, saying how many were ended. */
const ended = {
  to: (_: unknown, { param }: SignedInContext) => routes.people.one({ person: param('person') }),
  said: ({ ended: count }: { ended: number }) => ({ text: 'ended', values: { count } }) as const,
}

export const sharedLoginsResource = resource({ feature: 'people', right: 'people:manage', words })
  .change(endSessionsOfPerson, { page: routes.people.one.sessions.end, fields: [], ...ended })
  .change(endSessionsOfPerson, { page: routes.people.one.sessions.one.end, ...ended })
  .read(routes.api.people.one.sessions, {
    name: 'person.list_sessions',
    summary: 'Lists where one of the portal’s people is signed in',
    answer: shape('PersonSessionList', { sessions: z.array(personSession) }),
    show: async ({ now, read, param }) => {
      const person = parseId('person', param('person'))
      if (person === null || !(await read((tx) => personById(tx, person)))) return null
      const rows = await read((tx) => sessionsOf(tx, person))
      return {
        sessions: rows.filter((row) => isLive(row, now)).map(showSession),
      }
    },
  })
  .change(endSessionsOfPerson, {
    api: routes.api.people.one.sessions,
    method: 'DELETE',
    given: { fields: ['session'], from: () => ({}) },
    answer: endedSessions,
    show: (_, { ended }) => ({ ended }),
  })
  .change(endSessionsOfPerson, {
    api: routes.api.people.one.sessions.one,
    method: 'DELETE',
    name: 'person.end_session',
  })

import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { resource, type SignedInVisit } from '../../web/index.ts'
import { personById } from '../persons/queries.ts'
import { deviceName } from '../sessions/device-name.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { endSessionsOfPerson } from './ending.ts'
import { words } from './texts.ts'

const line = z.object({
  id: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  ip: z.string().nullable(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
})

/** Back to the person, saying how many were ended. */
const ended = {
  to: (_: unknown, { param }: SignedInVisit) => routes.person({ person: param('person') }),
  said: ({ ended: count }: { ended: number }) => ({ text: 'ended', values: { count } }) as const,
}

export const sharedLoginsResource = resource({ feature: 'people', right: 'people:manage', words })
  .change(endSessionsOfPerson, { page: routes.personSessionsEnd, fields: [], ...ended })
  .change(endSessionsOfPerson, { page: routes.personSessionEnd, ...ended })
  .read(routes.api.personSessions, {
    name: 'person.list_sessions',
    summary: 'Lists where one of the portal’s people is signed in',
    answer: z.object({ sessions: z.array(line) }),
    show: async ({ portal, now, read, param }) => {
      const person = parseId('person', param('person'))
      if (person === null || !(await read((tx) => personById(tx, portal.id, person)))) return null
      const rows = await read((tx) => sessionsOf(tx, portal.id, person))
      return {
        sessions: rows
          .filter((row) => isLive(row, now))
          .map((row) => ({
            id: show('session', row.id),
            ...deviceName(row.user_agent),
            ip: row.ip,
            startedAt: row.started_at.toString(),
            seenAt: row.seen_at.toString(),
          })),
      }
    },
  })
  .change(endSessionsOfPerson, {
    api: routes.api.personSessions,
    method: 'DELETE',
    given: { fields: ['session'], from: () => ({}) },
    answer: z.object({ ended: z.int() }),
    show: (_, { ended }) => ({ ended }),
  })
  .change(endSessionsOfPerson, {
    api: routes.api.personSession,
    method: 'DELETE',
    name: 'person.end_session',
  })

import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { type Done, type Refusal, refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { personById } from '../persons/queries.ts'
import { deviceName } from '../sessions/device-name.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { reads, writes, page, type Served, type SignedInVisit } from '../../web/index.ts'
import { endSessionsOfPerson } from './ending.ts'
import { words } from './texts.ts'

const manages = { right: 'people:manage', feature: 'people' } as const

function answered(visit: SignedInVisit, result: Done<{ ended: number }> | Refusal): Response {
  // An id that is none is answered as somebody else's is.
  if (!result.ok) return visit.refuse(result.code === 'invalid' ? refuse('not_found') : result)
  const text = words(visit.language)('ended', { count: result.value.ended })
  const to = routes.person({ person: visit.param('person') })
  return visit.redirect(to, { tone: 'green', text })
}

const line = z.object({
  id: z.string(),
  browser: z.string().nullable(),
  system: z.string().nullable(),
  ip: z.string().nullable(),
  startedAt: z.iso.datetime(),
  seenAt: z.iso.datetime(),
})

export const sharedLoginsController: readonly Served[] = [
  page(
    routes.personSessionsEnd,
    'POST',
    'people',
    async (visit) =>
      answered(visit, await visit.perform(endSessionsOfPerson, { person: visit.param('person') })),
    { right: 'people:manage' },
  ),
  page(
    routes.personSessionEnd,
    'POST',
    'people',
    async (visit) => {
      const about = { person: visit.param('person'), session: visit.param('session') }
      return answered(visit, await visit.perform(endSessionsOfPerson, about))
    },
    { right: 'people:manage' },
  ),
  reads(routes.api.personSessions, {
    ...manages,
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
  }),
  writes(routes.api.personSessions, 'DELETE', {
    ...manages,
    operation: endSessionsOfPerson,
    path: { person: 'person' },
    given: { fields: ['session'], from: () => ({}) },
    answer: z.object({ ended: z.int() }),
    show: (_, { ended }) => ({ ended }),
  }),
  writes(routes.api.personSession, 'DELETE', {
    ...manages,
    name: 'person.end_session',
    operation: endSessionsOfPerson,
    path: { person: 'person', session: 'session' },
  }),
]

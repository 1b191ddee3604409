import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { newEmailOf } from '../new-emails/queries.ts'
import { changePassword, changePasswordInput } from './password-change.ts'
import { updateProfile } from '../persons/profile.ts'
import { personById } from '../persons/queries.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { endOtherSessions, signOut } from '../sessions/sessions.ts'
import { endedSessions, personSession, showSession } from '../sessions/view.ts'
import { openedFrom } from '../sessions/signed-in-redirect.ts'
import {
  endpoint,
  readBody,
  reads,
  respond,
  writes,
  type RouteHandler,
  type SignedInContext,
} from '../../web/index.ts'

/** One's own: held by everybody who signs in, and by no key. */
const own = { feature: 'profile', right: 'self' } as const

const profile = shape('Profile', {
  name: z.string(),
  email: z.string().nullable(),
  newEmail: z.string().nullable().describe('Signs in once it is proved by the mailed link'),
  userName: z.string().nullable().describe('For signing in, beside the e-mail'),
  language: z.string(),
  timeZone: z.string(),
})

const ownSession = shape('OwnSession', {
  ...personSession.shape,
  current: z.boolean().describe('The one this request came with'),
  expiresAt: z.iso.datetime(),
})

async function showProfile({ person, language, zone, read }: SignedInContext) {
  const [row, waiting] = await read((tx) =>
    Promise.all([personById(tx, person.id), newEmailOf(tx, person.id)]),
  )
  return {
    name: person.name,
    email: person.email,
    newEmail: waiting?.email ?? null,
    userName: row?.user_name ?? null,
    language,
    timeZone: zone,
  }
}

async function showSessions(ctx: SignedInContext) {
  const { person, now, read } = ctx
  const rows = await read((tx) => sessionsOf(tx, person.id))
  return {
    sessions: rows
      .filter((row) => isLive(row, now))
      .map((row) => ({
        ...showSession(row),
        current: row.id === ctx.session,
        expiresAt: row.expires_at.toString(),
      })),
  }
}

export const profileEndpoints: readonly RouteHandler[] = [
  reads(routes.api.profile, {
    ...own,
    name: 'profile.show',
    summary: 'Shows one’s own name, language and time zone',
    answer: profile,
    show: showProfile,
  }),
  writes(routes.api.profile, 'PATCH', { ...own, operation: updateProfile }),
  endpoint(
    routes.api.password,
    'POST',
    {
      ...own,
      name: 'password.change',
      summary: 'Changes one’s own password, given the current one, and ends one’s other sessions',
      body: changePasswordInput,
      once: true,
      status: 200,
      answer: endedSessions,
    },
    async (ctx) => {
      const body = await readBody(ctx)
      if ('refusal' in body) return respond(ctx, body.refusal)
      const { installation, caller, person, session } = ctx as SignedInContext
      const from = { session: show('session', session), device: openedFrom(ctx).device }
      const result = await changePassword(installation, caller, person, from, body.value)
      return respond(ctx, result, 200, (value) => value)
    },
  ),
  reads(routes.api.sessions, {
    ...own,
    name: 'session.list',
    summary: 'Lists where one is signed in; at most the hundred used last',
    answer: shape('OwnSessionList', { sessions: z.array(ownSession) }),
    show: showSessions,
  }),
  writes(routes.api.sessions, 'DELETE', {
    ...own,
    operation: endOtherSessions,
    given: {
      fields: ['except'],
      from: ({ session }) => ({ except: show('session', session) }),
    },
    answer: endedSessions,
    show: (_, value) => value,
  }),
  endpoint(
    routes.api.sessionEnd,
    'DELETE',
    { ...own, name: 'session.end_one', summary: signOut.summary, status: 204 },
    async (ctx) => {
      const session = ctx.param('session')
      if (parseId('session', session) === null) return respond(ctx, refuse('not_found'))
      return respond(ctx, await ctx.perform(signOut, { session }))
    },
  ),
]

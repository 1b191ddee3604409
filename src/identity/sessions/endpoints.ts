import { z } from 'zod'
import { FEATURE_NAMES } from '../../gate/index.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { choosePassword, choosePasswordInput } from '../tokens/resetting.ts'
import { requestReset } from '../tokens/reset-requests.ts'
import { setUp, setUpInput } from '../operators/operators.ts'
import { personById } from '../persons/queries.ts'
import { openedFrom } from '../visits/coming-in.ts'
import { dropSession, keepSession } from '../visits/cookies.ts'
import { endpoint, readBody, respond } from '../visits/endpoint.ts'
import type { Mount, Served, Visit } from '../visits/visit.ts'
import { performInTurn } from './judging.ts'
import type { SessionSecrets } from './opening.ts'
import { signIn, signInInput, signOut } from './sessions.ts'

const portal = z.object({ id: z.string(), name: z.string(), status: z.string() })
const person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['operator', 'partner', 'staff', 'contact']),
  seat: z.enum(['pro', 'guest']),
})
const whoAmI = z.object({
  person,
  portal,
  features: z.array(z.string()).describe('What the person may use now'),
  expires: z.iso.datetime().describe('When the session ends at the latest'),
})
const opened = z.object({
  session: z.string().describe('Send it as `Authorization: Bearer …`, or use the cookies'),
  expires: z.iso.datetime(),
  person,
  portal,
})

const showPortal = ({ portal: { id, name, status } }: Visit) => ({
  id: show('portal', id),
  name,
  status,
})

type Known = Record<'id' | 'name' | 'kind' | 'seat', string> & { email: string | null }
const showSelf = ({ id, name, email, kind, seat }: Known) => ({
  id: show('person', id),
  name,
  email,
  kind,
  seat,
})

/** Signed in: the session's secret for programs, and the same in cookies for browsers. */
async function cameIn(visit: Visit, result: Done<SessionSecrets> | Refusal): Promise<Response> {
  if (!result.ok) return respond(visit, result)
  const { c, installation, read } = visit
  const { session, expires, person: id } = result.value
  keepSession(c, installation.url, result.value)
  const row = await read((tx) => personById(tx, visit.portal.id, id))
  return answered(visit, 201, {
    session,
    expires: expires.toString(),
    person: showSelf(row!),
    portal: showPortal(visit),
  })
}

/** JSON that takes along the cookies set before. */
function answered({ c }: Visit, status: 200 | 201, data: object): Response {
  c.header('cache-control', 'no-store')
  return c.json(data, status)
}

type Enters = (
  visit: Visit,
  input: Record<string, unknown>,
) => Promise<Done<SessionSecrets> | Refusal>

/** An endpoint that signs in where what is sent proves who it is. */
const enters = (
  route: Mount,
  described: { name: string; summary: string; body: z.ZodType },
  enter: Enters,
): Served =>
  endpoint(
    route,
    'POST',
    { ...described, feature: null, status: 201, answer: opened },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      return cameIn(visit, await enter(visit, body.value))
    },
  )

const choosing =
  (purpose: 'activation' | 'reset'): Enters =>
  (visit, input) =>
    choosePassword(visit.installation, visit.caller, purpose, input, openedFrom(visit))

export const sessionEndpoints: readonly Served[] = [
  enters(
    routes.api.setUp,
    {
      name: 'installation.set_up',
      summary: 'Makes the first operator, once, with the code that was printed at the start',
      body: setUpInput,
    },
    (visit, input) => setUp(visit.installation, visit.caller, input, openedFrom(visit)),
  ),

  enters(
    routes.api.session,
    { name: 'session.start', summary: 'Signs in by e-mail and password', body: signInInput },
    (visit, input) => signIn(visit.installation, visit.caller, input, openedFrom(visit)),
  ),

  // Answered from what the visit has fetched anyway: one round trip to the database, no more.
  endpoint(
    routes.api.session,
    'GET',
    {
      name: 'session.show',
      summary: 'Says who is signed in, where, what they may use, and until when',
      feature: 'profile',
      status: 200,
      answer: whoAmI,
    },
    async (visit) => {
      if (!visit.person) return respond(visit, refuse('unauthenticated'))
      return answered(visit, 200, {
        person: showSelf(visit.person),
        portal: showPortal(visit),
        features: FEATURE_NAMES.filter((feature) => visit.may(feature)),
        expires: visit.expires!.toString(),
      })
    },
  ),

  endpoint(
    routes.api.session,
    'DELETE',
    { name: 'session.end', summary: 'Signs out', feature: null, status: 204 },
    async (visit) => {
      if (visit.session) await visit.perform(signOut, { session: show('session', visit.session) })
      dropSession(visit.c, visit.installation.url)
      return visit.c.body(null, 204)
    },
  ),

  enters(
    routes.api.activation,
    {
      name: 'person.activate',
      summary: 'Spends an invitation: chooses a password and signs in',
      body: choosePasswordInput,
    },
    choosing('activation'),
  ),

  endpoint(
    routes.api.resetRequest,
    'POST',
    {
      name: requestReset.name,
      summary: requestReset.summary,
      body: requestReset.input,
      feature: null,
      status: 204,
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const { installation, caller } = visit
      return respond(visit, await performInTurn(installation, requestReset, caller, body.value))
    },
  ),

  enters(
    routes.api.reset,
    {
      name: 'password.reset',
      summary: 'Spends a mailed token: sets a new password, ends every session and signs in',
      body: choosePasswordInput,
    },
    choosing('reset'),
  ),
]

import { z } from 'zod'
import { FEATURE_NAMES } from '../../gate/index.ts'
import { answerWith } from '../../kit/http/headers.ts'
import { show } from '../../kit/ids.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { shape } from '../../kit/shape.ts'
import { invalid } from '../../kit/validation.ts'
import { routes } from '../../routes.ts'
import { askForCode, enterCode, enterCodeInput, requestCode } from '../mailed-codes/codes.ts'
import { askForReset, requestReset } from '../tokens/reset-requests.ts'
import { choosePassword, choosePasswordInput } from '../tokens/resetting.ts'
import { setUp, setUpInput } from '../operators/operators.ts'
import { personById } from '../persons/queries.ts'
import { keepOpened, openedFrom } from '../entry/coming-in.ts'
import { deviceCookie, dropSession, keepPending, pendingCookie } from '../entry/cookies.ts'
import {
  endpoint,
  readBody,
  respond,
  type Mount,
  type Served,
  type Visit,
} from '../../web/index.ts'
import { apiPasskeySignIn, apiSecondStep } from '../factors/api-inputs.ts'
import { signInByPasskey } from '../factors/passkeys/passkeys.ts'
import { endSignIn } from '../factors/second-step/second-step.ts'
import { signIn, signInInput, signOut } from './sessions.ts'
import type { SignIn } from './starting.ts'

const portal = shape('SessionPortal', { id: z.string(), name: z.string(), status: z.string() })
const person = shape('SessionPerson', {
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  kind: z.enum(['operator', 'partner', 'staff', 'contact']),
  seat: z.enum(['pro', 'guest']),
})
const whoAmI = shape('CurrentSession', {
  person,
  portal,
  features: z.array(z.string()).describe('What the person may use now'),
  expires: z.iso.datetime().describe('When the session ends at the latest'),
})
const opened = shape('NewSession', {
  session: z.string().describe('Send it as `Authorization: Bearer …`, or use the cookies'),
  expires: z.iso.datetime(),
  person,
  portal,
  recoveryCodes: z
    .array(z.string())
    .optional()
    .describe('Made along with a first passkey, shown this once'),
})

const askedCode = shape('SignInCodeRequest', {
  request: z.string().describe('Send it along with the code from the mail'),
  expires: z.iso.datetime(),
})

const waits = shape('PendingSignIn', {
  pending: z
    .string()
    .describe(
      'No session: send it to the second step, with a code or a passkey, or use the cookies',
    ),
  expires: z.iso.datetime(),
})
const signedIn = z.union([opened, waits]).meta({ id: 'SignIn' })

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
async function cameIn(visit: Visit, result: Done<SignIn> | Refusal): Promise<Response> {
  if (!result.ok) return respond(visit, result)
  const { c, installation, read } = visit
  const { value } = result
  const expires = value.expires.toString()
  if (value.is === 'pending') {
    keepPending(c, installation.url, value)
    const device = value.device ?? deviceCookie(c, installation.url)
    return answered(visit, 201, { pending: `${value.pending}.${device}`, expires })
  }
  const { session, person: id } = value
  keepOpened(visit, value)
  const row = await read((tx) => personById(tx, visit.portal.id, id))
  return answered(visit, 201, {
    session,
    expires,
    person: showSelf(row!),
    portal: showPortal(visit),
    recoveryCodes: value.recoveryCodes,
  })
}

/** JSON that takes along the cookies set before. */
const answered = ({ c }: Visit, status: 200 | 201, data: object): Response =>
  answerWith(c, JSON.stringify(data), status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
  })

export type Enters = (
  visit: Visit,
  input: Record<string, unknown>,
) => Promise<Done<SignIn> | Refusal>

/** An endpoint that signs in where what is sent proves who it is. */
export const enters = (
  route: Mount,
  described: { name: string; summary: string; body: z.ZodType },
  enter: Enters,
): Served =>
  endpoint(
    route,
    'POST',
    { ...described, feature: null, status: 201, answer: signedIn },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      return cameIn(visit, await enter(visit, body.value))
    },
  )

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
    {
      name: 'session.start',
      summary:
        'Signs in by e-mail or user name, and password; whoever has a second factor gets a sign-in that waits for it',
      body: signInInput,
    },
    (visit, input) => signIn(visit.installation, visit.caller, input, openedFrom(visit)),
  ),

  enters(
    routes.api.secondStep,
    {
      name: 'session.second_step',
      summary: 'Ends a sign-in that waits, with a code of the app, a recovery code, or a passkey',
      body: apiSecondStep,
    },
    (visit, input) => {
      const parsed = apiSecondStep.safeParse(input, { reportInput: true })
      if (!parsed.success) return Promise.resolve(invalid(parsed.error))
      const { installation, caller, c } = visit
      const { pending: sent, code, credential } = parsed.data
      const [pending = '', device] = sent?.split('.') ?? [pendingCookie(c, installation.url)]
      const from = openedFrom(visit)
      return endSignIn(installation, caller, {
        ...from,
        pending,
        device: device ?? from.device,
        proof: code === undefined ? { credential: credential! } : { code },
      })
    },
  ),

  enters(
    routes.api.passkeySignIn,
    {
      name: 'session.start_by_passkey',
      summary: 'Signs in with a passkey that has signed the challenge of the options',
      body: apiPasskeySignIn,
    },
    (visit, input) => {
      const parsed = apiPasskeySignIn.safeParse(input, { reportInput: true })
      if (!parsed.success) return Promise.resolve(invalid(parsed.error))
      const { installation, caller } = visit
      return signInByPasskey(installation, caller, parsed.data, openedFrom(visit))
    },
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

  endpoint(
    routes.api.codeRequest,
    'POST',
    {
      name: requestCode.name,
      summary: requestCode.summary,
      body: requestCode.input,
      feature: null,
      status: 201,
      answer: askedCode,
    },
    async (visit) => {
      const body = await readBody(visit)
      if ('refusal' in body) return respond(visit, body.refusal)
      const { installation, caller } = visit
      const asked = await askForCode(installation, caller, body.value, openedFrom(visit))
      return respond(visit, asked, 201, ({ request, expires }) => ({
        request,
        expires: expires.toString(),
      }))
    },
  ),

  enters(
    routes.api.codeEntry,
    { name: 'session.start_by_code', summary: 'Signs in by a mailed code', body: enterCodeInput },
    (visit, input) => enterCode(visit.installation, visit.caller, input, openedFrom(visit)),
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
      return respond(
        visit,
        await askForReset(visit.installation, visit.caller, body.value, openedFrom(visit)),
      )
    },
  ),

  enters(
    routes.api.reset,
    {
      name: 'password.reset',
      summary: 'Spends a mailed token: sets a new password, ends every session and signs in',
      body: choosePasswordInput,
    },
    (visit, input) => choosePassword(visit.installation, visit.caller, input, openedFrom(visit)),
  ),
]

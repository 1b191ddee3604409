import { z } from 'zod'
import { decide } from '../../gate/index.ts'
import { id, newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller, type Work } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { hashToken, newToken } from '../../kit/tokens.ts'
import { invalid } from '../../kit/validation.ts'
import { email } from '../persons/person.ts'
import { typedPassword, verifyPassword } from '../passwords/password.ts'
import { refuse } from '../refusals.ts'
import { countAttempt, DEVICE_ATTEMPTS, isLocked } from './lockout.ts'
import {
  countOnDevice,
  endSessionsOf,
  insertSession,
  knownDevice,
  lockForSignIn,
  portalForSignIn,
  rememberDevice,
} from './queries.ts'
import { sessionEnds } from './session.ts'

/** The secrets of a fresh session, for two cookies. */
export interface SessionSecrets {
  session: string
  /** Recognises the device later; null where it is known already. */
  device: string | null
}

export const signInInput = z.strictObject({ email, password: typedPassword })

/** Whom an attempt is for, and what to judge it against: null where it is refused already. */
interface Attempt {
  person: string | null
  hash: string | null
  /** Locked before this attempt. */
  locked: boolean
}

/** Counts a sign-in before its password is judged, so that guesses at the same moment cannot outrun the count. */
const attemptSignIn = operation({
  name: 'sign_in.attempt',
  summary: 'Counts an attempt to sign in',
  input: z.strictObject({ email, device: z.string().nullable() }),
  right: null,
  quiet: true,
  async run({ tx, portal: portalId, now, note }, { email, device }) {
    const [portal, person] = await Promise.all([
      portalForSignIn(tx, portalId),
      lockForSignIn(tx, portalId, email),
    ])
    if (!person) {
      note({ outcome: 'unknown' })
      return done<Attempt>({ person: null, hash: null, locked: false })
    }
    const deviceHash = device === null ? null : hashToken(device)
    const known = deviceHash && (await knownDevice(tx, portalId, person.id, deviceHash))
    const deviceKnown = known != null && known.bad_attempts < DEVICE_ATTEMPTS
    const decision = decide({
      portal: { status: portal.status as never, built: portal.built_at !== null, afterTrial: [] },
      person: {
        kind: person.kind as never,
        activated: person.activated_at !== null,
        disabledSince: person.disabled_at,
        lockedUntil: person.locked_until,
        deviceKnown,
      },
      hold: null,
      flow: null,
      level: null,
      feature: 'sign_in',
      now,
    })
    const locked = isLocked(person, now)
    await tx.db
      .updateTable('persons')
      .set(countAttempt(person, portal.lockout_attempts, now))
      .where('portal_id', '=', portalId)
      .where('id', '=', person.id)
      .execute()
    if (known) await countOnDevice(tx, portalId, person.id, deviceHash!)
    note({
      subject: show('person', person.id),
      outcome: decision.allowed ? 'judged' : decision.reason,
    })
    return done<Attempt>({
      person: person.id,
      hash: decision.allowed ? person.password_hash : null,
      locked,
    })
  },
})

const startSession = operation({
  name: 'session.start',
  summary: 'Signs a person in',
  input: z.strictObject({
    person: z.string(),
    keepLock: z.boolean(),
    device: z.string().nullable(),
    userAgent: z.string().optional(),
  }),
  right: null,
  quiet: true,
  async run(work, { person, keepLock, device, userAgent }) {
    const { tx, portal } = work
    const row = await tx.db
      .selectFrom('persons')
      .innerJoin('portals', 'portals.id', 'persons.portal_id')
      .select(['persons.disabled_at', 'portals.status'])
      .where('persons.portal_id', '=', portal)
      .where('persons.id', '=', person)
      .forUpdate('persons')
      .forShare('portals')
      .executeTakeFirst()
    // Disabled or suspended since the password was judged.
    if (!row || row.disabled_at || row.status === 'suspended' || row.status === 'cancelled')
      return refuse('sign_in')
    return done(await openSession(work, { person, keepLock, device, userAgent }))
  },
})

/** Opens a session with a new id, as part of another operation that has proved who the person is. */
export async function openSession(
  { tx, portal, now, caller, note }: Work,
  about: { person: string; keepLock?: boolean; device: string | null; userAgent?: string },
): Promise<SessionSecrets> {
  const session = newToken()
  const device = about.device ?? newToken().token
  await tx.db
    .updateTable('persons')
    .set({
      bad_attempts: 0,
      last_login_at: now,
      last_ip: caller.ip ?? null,
      ...(about.keepLock ? {} : { lock_level: 0, locked_until: null }),
    })
    .where('portal_id', '=', portal)
    .where('id', '=', about.person)
    .execute()
  await rememberDevice(tx, { portal, person: about.person, hash: hashToken(device), now })
  const sessionId = newId()
  await insertSession(tx, {
    portal,
    person: about.person,
    id: sessionId,
    hash: session.hash,
    now,
    expires: sessionEnds(now),
    ip: caller.ip,
    userAgent: about.userAgent,
  })
  await tx.db
    .updateTable('portal_summaries')
    .set({ last_activity_at: now })
    .where('portal_id', '=', portal)
    .execute()
  note({ subject: show('person', about.person), details: { session: show('session', sessionId) } })
  return { session: session.token, device: about.device === null ? device : null }
}

/**
 * Signs in by e-mail and password. Unknown, wrong, locked, disabled and suspended give the same
 * refusal after the same work: one counted attempt and one Argon2id.
 */
export async function signIn(
  installation: Installation,
  caller: Caller,
  input: unknown,
  { device, userAgent }: { device: string | null; userAgent?: string },
): Promise<Done<SessionSecrets> | Refusal> {
  const parsed = signInInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { email, password } = parsed.data
  const attempt = await perform(installation, attemptSignIn, caller, { email, device })
  if (!attempt.ok) return attempt
  const { person, hash, locked } = attempt.value
  const right = await verifyPassword(password, hash)
  if (!right || person === null) return refuse('sign_in')
  return perform(installation, startSession, caller, {
    person,
    keepLock: locked,
    device,
    userAgent,
  })
}

export const signOut = operation({
  name: 'session.end',
  summary: 'Ends one of your own sessions',
  input: z.strictObject({ session: id('session') }),
  right: 'self',
  quiet: true,
  async run({ tx, portal, caller, note }, { session }) {
    const ended = await tx.db
      .deleteFrom('sessions')
      .where('portal_id', '=', portal)
      .where('person_id', '=', caller.person!)
      .where('id', '=', session)
      .executeTakeFirst()
    if (ended.numDeletedRows === 0n) return kitRefuse('not_found')
    note({ subject: caller.id, details: { session: show('session', session) } })
    return done({})
  },
})

export const endOtherSessions = operation({
  name: 'session.end_others',
  summary: 'Ends all of your sessions but the one you are using',
  input: z.strictObject({ except: id('session') }),
  right: 'self',
  quiet: true,
  async run({ tx, portal, caller, note }, { except }) {
    const ended = await endSessionsOf(tx, portal, caller.person!, except)
    note({ subject: caller.id, details: { ended } })
    return done({ ended })
  },
})

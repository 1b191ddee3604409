import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { performInTurn } from './verification.ts'
import { PROOFS } from '../factor-state/factor.ts'
import { endSessionsOf, lockForSession } from './queries.ts'
import { beginSession, letIn, orTold, type SignIn } from './starting.ts'

const startSession = operation({
  name: 'session.start',
  done: { en: 'Signed in', es: 'Inició sesión' },
  summary: 'Signs a person in',
  input: z.strictObject({
    person: z.string(),
    proof: z.enum(PROOFS),
    keepLock: z.boolean(),
    countsAsTwo: z.boolean().optional(),
    device: z.string().nullable(),
    userAgent: z.string().optional(),
  }),
  right: null,
  quiet: true,
  async run(op, about) {
    const person = await lockForSession(op.tx, about.person)
    if (!person) return refuse('sign_in')
    // Suspended since the proof was checked.
    if (person.shut) return refuse('portal_suspended', { values: { portal: person.portal_name } })
    return done(await letIn(op, person, about, () => beginSession(op, about)))
  },
})

/**
 * Where every way of signing in ends that is no operation of its own: given whom somebody has proved to
 * be, and how. `keepLock` where the proof was taken while strangers were locked out.
 */
export const enterAs = async (
  installation: Installation,
  caller: Caller,
  about: z.input<typeof startSession.input>,
): Promise<Done<SignIn> | Refusal> =>
  orTold(await performInTurn(installation, startSession, caller, about))

export const signOut = operation({
  name: 'session.end',
  done: { en: 'Signed out', es: 'Cerró sesión' },
  summary: 'Ends one of your own sessions',
  input: z.strictObject({ session: id('session') }),
  right: 'self',
  quiet: true,
  async run({ tx, caller, note }, { session }) {
    const ended = await endSessionsOf(tx, caller.person!, { only: session })
    if (ended === 0) return kitRefuse('not_found')
    note({ subject: caller.id, details: { session: show('session', session) } })
    return done({})
  },
})

export const endOtherSessions = operation({
  name: 'session.end_others',
  done: { en: 'Signed out everywhere else', es: 'Cerró sesión en los demás dispositivos' },
  details: {
    ended: { en: 'Devices signed out', es: 'Dispositivos desconectados' },
  },
  summary: 'Ends all of your sessions but the one you are using',
  input: z.strictObject({ except: id('session') }),
  right: 'self',
  quiet: true,
  async run({ tx, caller, note }, { except }) {
    const ended = await endSessionsOf(tx, caller.person!, except)
    note({ subject: caller.id, details: { ended } })
    return done({ ended })
  },
})

import { z } from 'zod'
import { id, show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { done, operation, type Caller, type OperationContext } from '../../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../../kit/refusal.ts'
import { hashToken } from '../../../kit/tokens.ts'
import { line } from '../../persons/person.ts'
import { clearBadAttempts } from '../../persons/queries.ts'
import { admitToProve } from '../../limits/entrances.ts'
import { refuse } from '../../refusals.ts'
import { attempt } from '../../sessions/attempts.ts'
import { performInTurn } from '../../sessions/verification.ts'
import type { OpenedFrom } from '../../sessions/opening.ts'
import { lockForSession, portalForSignIn } from '../../sessions/queries.ts'
import { beginSession, letIn, orTold, type SignIn } from '../../sessions/starting.ts'
import { firstCodes, lockSelf, dropUselessCodes, tellChange, whyItStays } from '../changing.ts'
import { sessionSubject, type About } from './challenge.ts'
import { madeCredential, usedCredential, type MadeCredential } from './credential.ts'
import { verifyNewPasskey, verifyPasskey } from './verification.ts'
import { dropPasskey, holderOfPasskey, insertPasskey, passkeysOf } from './queries.ts'

export const passkeyName = line(60)

/**
 * Keeps a new passkey for a locked person, as part of another operation that has proved who they are.
 * @param about what its challenge was for
 */
export async function keepPasskey(
  op: OperationContext,
  { person, name, credential }: { person: string; name: string; credential: MadeCredential },
  about: Omit<About, 'portal'>,
): Promise<Done<{ id: string }> | Refusal> {
  const { tx, portal, now } = op
  const full = await noMorePasskeys(op, person)
  if (full) return full
  const made = await verifyNewPasskey(op, about, credential)
  if (!made) return refuse('not_made', { field: 'credential' })
  const passkey = await insertPasskey(tx, { portal, person, name, now, ...made })
  return passkey === null ? refuse('passkey_known') : done({ id: passkey })
}

async function noMorePasskeys(op: OperationContext, person: string): Promise<Refusal | null> {
  const { length } = await passkeysOf(op.tx, person)
  const most = op.installation.caps.passkeys
  return length < most ? null : refuse('too_many_passkeys', { values: { most } })
}

/** Which one is noted by its name. */
const PASSKEY = {
  passkey: { en: 'Passkey', es: 'Llave de acceso' },
}

/** Asks for proof first; see `again.ts`. What the browser is asked then is given to nobody else, nor taken elsewhere. */
export const beginPasskey = operation({
  name: 'factor.begin_passkey',
  done: { en: 'Set out to add a passkey', es: 'Empezó a añadir una llave de acceso' },
  summary: 'Sets out to add a passkey to those one signs in with',
  input: z.strictObject({}),
  right: 'self',
  quiet: true,
  async run(op) {
    const person = await lockSelf(op)
    const full = await noMorePasskeys(op, person.id)
    if (full) return full
    await clearBadAttempts(op.tx, person.id)
    op.note({ subject: show('person', person.id) })
    return done({})
  },
})

export const addPasskey = operation({
  name: 'factor.add_passkey',
  done: { en: 'Added a passkey', es: 'Añadió una llave de acceso' },
  details: PASSKEY,
  summary: 'Adds a passkey to those one signs in with',
  input: z.strictObject({ name: passkeyName, credential: madeCredential }),
  right: 'self',
  quiet: true,
  async run(op, input) {
    const person = await lockSelf(op)
    const subject = sessionSubject(person.id, op.caller.session!)
    const about = { purpose: 'register', subject } as const
    const kept = await keepPasskey(op, { person: person.id, ...input }, about)
    if (!kept.ok) return kept
    await tellChange(op, person, 'passkey_added', input.name)
    const recoveryCodes = await firstCodes(op, person.id)
    return done({ id: show('passkey', kept.value.id), recoveryCodes })
  },
})

/** Asks for proof first; see `again.ts`. */
export const removePasskey = operation({
  name: 'factor.remove_passkey',
  done: { en: 'Removed a passkey', es: 'Quitó una llave de acceso' },
  details: PASSKEY,
  summary: 'Removes one of one’s own passkeys',
  input: z.strictObject({ passkey: id('passkey') }),
  right: 'self',
  quiet: true,
  async run(op, { passkey }) {
    const { tx } = op
    const person = await lockSelf(op)
    const own = (await passkeysOf(tx, person.id)).find(({ id }) => id === passkey)
    const stays = await whyItStays(op, person.id, ({ passkeys, ...factors }) => ({
      ...factors,
      passkeys: own?.here ? passkeys - 1 : passkeys,
    }))
    const name = await dropPasskey(tx, person.id, passkey)
    if (name === undefined) return kitRefuse('not_found')
    if (stays) return stays
    await dropUselessCodes(op, person.id)
    await tellChange(op, person, 'passkey_removed', name)
    return done({ name })
  },
})

export const passkeySignInInput = z.strictObject({ credential: usedCredential })

const takePasskey = operation({
  name: 'sign_in.passkey',
  done: { en: 'Tried a passkey', es: 'Probó una llave de acceso' },
  summary: 'Signs in with a passkey',
  input: passkeySignInInput.extend({
    device: z.string().nullable(),
    userAgent: z.string().optional(),
  }),
  right: null,
  quiet: true,
  async run(op, { credential, device, userAgent }) {
    const { tx, note } = op
    note({ outcome: 'unknown' })
    const holder = await holderOfPasskey(tx, credential.id)
    const person = holder && (await lockForSession(tx, holder))
    if (!person) return done(null)
    const deviceHash = device === null ? null : hashToken(device)
    const by = await portalForSignIn(tx)
    const { refused, verified: checked, locked } = await attempt(op, by, person, deviceHash)
    note({ subject: show('person', person.id), outcome: refused ?? 'wrong' })
    const signed = { purpose: 'sign_in', subject: '', person: person.id } as const
    if (!checked || !(await verifyPasskey(op, signed, credential))) return done(null)
    note({ outcome: 'done' })
    const from = { device, userAgent, keepLock: locked }
    const about = { person: person.id, proof: 'passkey', ...from } as const
    return done(await letIn(op, person, from, () => beginSession(op, about)))
  },
})

/**
 * Signs in with a passkey and nothing else. Unknown, of a person who is locked, signed for something else, used
 * before: one refusal. Counted with bad passwords, under the same lock. With the right one the truth is told.
 */
export async function signInByPasskey(
  installation: Installation,
  caller: Caller,
  input: z.input<typeof passkeySignInInput>,
  from: OpenedFrom,
): Promise<Done<SignIn> | Refusal> {
  return admitToProve(installation, caller, 'sign_in', {}, async () => {
    const result = await performInTurn(installation, takePasskey, caller, { ...input, ...from })
    if (!result.ok) return result
    return result.value === null ? refuse('wrong_passkey') : orTold(done(result.value))
  })
}

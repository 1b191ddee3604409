import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import {
  done,
  operation,
  perform,
  type Caller,
  type Operation,
  type OperationContext,
} from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { verifyPassword } from '../passwords/password.ts'
import { Turns } from '../../kit/turns.ts'
import { login } from '../persons/person.ts'
import { attempt } from './attempts.ts'
import { lockForSignIn, portalForSignIn, type Who } from './queries.ts'

/** Whom an attempt is for, and what to check it against: null where it is refused whatever it brings. */
export interface Attempt {
  person: string | null
  /** What it brings is looked at. */
  verified: boolean
  hash: string | null
  /** Locked before this attempt. */
  locked: boolean
}

/** Counts a password before it is checked, so that guesses at the same moment cannot outrun the count. */
export const attemptSignIn = operation({
  name: 'sign_in.attempt',
  done: { en: 'Tried a password', es: 'Probó una contraseña' },
  summary: 'Counts an attempt to sign in',
  input: z.strictObject({
    who: z.union([z.strictObject({ login }), z.strictObject({ person: z.string().max(64) })]),
    device: z.string().nullable(),
  }),
  right: null,
  quiet: true,
  run: async (op, { who, device }) => done(await countOne(op, who, device)),
})

/**
 * Counts one attempt on somebody, by whichever way in, as part of another operation.
 * @returns nobody where there is no such person
 */
export async function countOne(
  op: OperationContext,
  who: Who,
  device: string | null,
): Promise<Attempt> {
  const { tx, note } = op
  const [portal, person] = await Promise.all([portalForSignIn(tx), lockForSignIn(tx, who)])
  if (!person) {
    note({ outcome: 'unknown' })
    return NOBODY
  }
  const deviceHash = device === null ? null : hashToken(device)
  const { refused, verified: checked, locked } = await attempt(op, portal, person, deviceHash)
  note({ subject: show('person', person.id), outcome: refused ?? 'judged' })
  return {
    person: person.id,
    verified: checked,
    hash: checked ? person.password_hash : null,
    locked,
  }
}

/**
 * Without the request's Idempotency-Key, for whatever rests on a proof: a repeat must be counted and
 * checked again. Were it answered from memory, one key would buy any number of guesses.
 */
export const withoutIdempotencyKey = (caller: Caller): Caller => ({
  ...caller,
  idempotencyKey: undefined,
})

/**
 * Attempts on one person wait for one another in the database, each with a connection in hand. Two at a
 * time go as fast as two hundred would, and leave connections for everybody else.
 */
const turns = new Turns(8, 2)

/** Performs what somebody who has not proved anything yet may ask for. */
export const performInTurn = <I extends z.ZodType, R>(
  installation: Installation,
  operation: Operation<I, R>,
  caller: Caller,
  input: unknown,
): Promise<Done<R> | Refusal> =>
  turns.take(caller.portal, () =>
    perform(installation, operation, withoutIdempotencyKey(caller), input),
  )

/** @returns whose password it is, null where it is nobody's, at the same cost: one counted attempt, one Argon2id. */
export async function checkPassword(
  installation: Installation,
  caller: Caller,
  { who, password, device }: { who: Who; password: string; device: string | null },
): Promise<{ person: string; locked: boolean } | null> {
  const attempt = await performInTurn(installation, attemptSignIn, caller, { who, device })
  const { person, hash, locked } = attempt.ok ? attempt.value : NOBODY
  const right = await verifyPassword(password, hash, caller.portal)
  return right && person !== null ? { person, locked } : null
}

const NOBODY: Attempt = { person: null, verified: false, hash: null, locked: false }

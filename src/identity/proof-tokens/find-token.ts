import { z } from 'zod'
import { newId } from '../../kit/ids.ts'
import { done, type OperationContext } from '../../kit/operation.ts'
import { sameCode } from '../registration-codes/queries.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import { identityCheckOf, matchesIdentityCheck } from '../identity-checks/queries.ts'
import { line } from '../persons/person.ts'
import { personByLoginName } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { lockForSession } from '../sessions/queries.ts'
import { tokenState, type Token } from '../tokens/token.ts'
import { findToken, lockCode } from '../tokens/queries.ts'

export const linkToken = z.string().min(1).max(100)
export const loginName = line(254).toLowerCase()

/**
 * What somebody shows who wants to register: the secret of a mailed link, or their name and a code read out to
 * them. The code gives a new password to whoever has registered already.
 */
export type Proof = { token: string } | { name: string; code: string }

const proof = z.union([
  z.strictObject({ token: linkToken }),
  z.strictObject({ name: loginName, code: z.string().max(200) }),
])
/** The proof, and the identity check beside it; null where none was typed. */
export const stated = z.strictObject({ proof, fact: z.string().nullable() })
export type Stated = z.infer<typeof stated>

/** The person and the token of a link or code, both locked, the person first. */
export interface ProofToken {
  person: Awaited<ReturnType<typeof lockForSession>> | undefined
  /** What wrong tries are counted on; undefined where nothing of theirs can be used now. */
  token: (Token & { hash: Buffer }) | undefined
  /** The proof has the secret of that token. */
  shown: boolean
}

/**
 * Finds the person and the token of a link or code. An unknown one takes as many statements, so that the time
 * of the answer tells nothing.
 */
export async function findProofToken(op: OperationContext, proof: Proof): Promise<ProofToken> {
  const { tx, portal, now } = op
  const link = 'token' in proof
  const about = link ? ({ portal, token: proof.token, purpose: 'activation' } as const) : null
  const whose = about
    ? (await findToken(tx, { ...about, lock: false }))?.person_id
    : (await personByLoginName(tx, (proof as { name: string }).name))?.id
  const person = await lockForSession(tx, whose ?? newId())
  const row = about
    ? await findToken(tx, { ...about, lock: true })
    : await lockCode(tx, whose ?? newId())
  const usable = row && person && !person.disabled_at && !(link && person.activated_at)
  const token = usable && tokenState(row, now) === 'live' ? row : undefined
  const shown = link || (await sameCode(op, whose ?? newId(), proof.code, token?.hash))
  return { person, token, shown }
}

/**
 * Whether the proof and the identity check are right. Of an unknown person they are compared as well, so that
 * the time of the answer tells nothing.
 */
export async function isRight(
  { tx, portal, installation }: OperationContext,
  { person, shown }: ProofToken,
  fact: IdentityCheck,
  value: string | null,
) {
  const about = { portal, person: person?.id ?? newId(), fact }
  const matches = await matchesIdentityCheck(tx, installation.keys, about, value ?? '')
  return shown && person !== undefined && (matches || person.kind !== 'contact')
}

/**
 * The same once more, where it was checked before: it may have been used, retired or corrected since. Of any number
 * of uses at once one gets it.
 * @param wanted.registered whether it is for somebody who has registered already
 */
export async function findProofTokenAgain(
  op: OperationContext,
  { proof, fact }: Stated,
  wanted: { registered: boolean },
) {
  const proofToken = await findProofToken(op, proof)
  const { person, token } = proofToken
  if (!person || !token || (person.activated_at !== null) !== wanted.registered)
    return refuse('registration')
  if (!(await isRight(op, proofToken, await identityCheckOf(op.tx), fact)))
    return refuse('registration')
  return person.shut
    ? refuse('portal_suspended', { values: { portal: person.portal_name } })
    : done({ person, token })
}

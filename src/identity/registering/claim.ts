import { z } from 'zod'
import { newId } from '../../kit/ids.ts'
import { done, type Work } from '../../kit/operation.ts'
import { sameCode } from '../codes/queries.ts'
import type { Fact } from '../facts/fact.ts'
import { factOf, isFact } from '../facts/queries.ts'
import { line } from '../persons/person.ts'
import { personByLoginName } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { lockForSession } from '../sessions/queries.ts'
import { findToken, lockCode, tokenState, type Token } from '../tokens/tokens.ts'

export const linkToken = z.string().min(1).max(100)
export const loginName = line(254).toLowerCase()

/**
 * What somebody shows who wants to register: the secret of a mailed link, or their name and a code read out to
 * them. The code gives a new password to whoever has registered already.
 */
export type Proof = { token: string } | { name: string; code: string }

const proof = z.union([
  z.strictObject({ token: linkToken }),
  z.strictObject({ name: loginName, code: z.string() }),
])
/** What is shown, and the fact beside it: null where none was typed. */
export const stated = z.strictObject({ proof, fact: z.string().nullable() })
export type Stated = z.infer<typeof stated>

/** Whose link or code was shown, both locked, the person first as everyone else does. */
export interface Claim {
  person: Awaited<ReturnType<typeof lockForSession>> | undefined
  /** What wrong tries are counted on; undefined where nothing of theirs can be used now. */
  token: (Token & { hash: Buffer }) | undefined
  /** What was shown is the secret of that token. */
  shown: boolean
}

/** Finds whose link or code this is. For nobody's it asks the database as much, so that time does not tell. */
export async function claim(work: Work, proof: Proof): Promise<Claim> {
  const { tx, portal, now } = work
  const link = 'token' in proof
  const about = link ? ({ portal, token: proof.token, purpose: 'activation' } as const) : null
  const whose = about
    ? (await findToken(tx, { ...about, lock: false }))?.person_id
    : (await personByLoginName(tx, portal, (proof as { name: string }).name))?.id
  const person = await lockForSession(tx, portal, whose ?? newId())
  const row = about
    ? await findToken(tx, { ...about, lock: true })
    : await lockCode(tx, portal, whose ?? newId())
  const usable = row && person && !person.disabled_at && !(link && person.activated_at)
  const token = usable && tokenState(row, now) === 'live' ? row : undefined
  const shown = link || (await sameCode(work, whose ?? newId(), proof.code, token?.hash))
  return { person, token, shown }
}

/** Whatever was stated of nobody is compared as well, with the facts of a person there is not. */
export async function isRight(
  { tx, portal, installation }: Work,
  { person, shown }: Claim,
  fact: Fact,
  value: string | null,
) {
  const about = { portal, person: person?.id ?? newId(), fact }
  const known = await isFact(tx, installation.keys, about, value ?? '')
  return shown && person !== undefined && (known || person.kind !== 'contact')
}

/**
 * The same once more, where it was judged before: it may have been used, retired or corrected since. Of any number
 * of uses at once one gets it.
 * @param wanted.registered whether it is for somebody who has registered already
 */
export async function claimAgain(
  work: Work,
  { proof, fact }: Stated,
  wanted: { registered: boolean },
) {
  const claimed = await claim(work, proof)
  const { person, token } = claimed
  if (!person || !token || (person.activated_at !== null) !== wanted.registered)
    return refuse('registration')
  if (!(await isRight(work, claimed, await factOf(work.tx, work.portal), fact)))
    return refuse('registration')
  return person.shut
    ? refuse('portal_suspended', { values: { portal: person.portal_name } })
    : done({ person, token })
}

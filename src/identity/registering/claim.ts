import { newId } from '../../kit/ids.ts'
import type { Work } from '../../kit/operation.ts'
import { sameCode } from '../codes/queries.ts'
import { personByLoginName } from '../persons/queries.ts'
import { lockForSession } from '../sessions/queries.ts'
import { findToken, lockCode, tokenState, type Token } from '../tokens/tokens.ts'

/** What somebody shows who wants to register: the secret of a mailed link, or their name and a code read out to them. */
export type Proof = { token: string } | { name: string; code: string }

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
  const usable = row && person && !person.disabled_at && !person.activated_at
  const token = usable && tokenState(row, now) === 'live' ? row : undefined
  const shown = link || (await sameCode(work, whose ?? newId(), proof.code, token?.hash))
  return { person, token, shown }
}

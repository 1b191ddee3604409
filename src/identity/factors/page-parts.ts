import { hashToken } from '../../kit/tokens.ts'
import type { SignedInContext, RequestContext } from '../../web/index.ts'
import { sessionSubject } from './passkeys/challenge.ts'
import { challengeFor, relyingParty } from './passkeys/verification.ts'
import { creationOptions, requestOptions } from './passkeys/options.ts'
import { passkeysOf } from './passkeys/queries.ts'
import { isFreshSession } from './again.ts'
import { factorRules, factorsOf, hasSomethingToShow } from '../factor-state/queries.ts'

/** Everything there is to know of how the visitor signs in; reads only. */
export async function ownFactors({ person, read }: SignedInContext) {
  return read(async (tx) => {
    const [factors, passkeys, rules] = await Promise.all([
      factorsOf(tx, person.id),
      passkeysOf(tx, person.id),
      factorRules(tx, person.id),
    ])
    return { factors, passkeys, required: rules.required }
  })
}

const isHere = ({ here }: { here: boolean }) => here

/** What the browser is asked to sign in with a passkey, whoever it is. */
export function signInOptions({ installation, portal, now }: RequestContext) {
  const about = { portal: portal.id, purpose: 'sign_in', subject: '' } as const
  return requestOptions(relyingParty(installation, portal), challengeFor(installation, about, now))
}

/** What the browser is asked on the page of an invitation's link, for a passkey instead of a password. */
export function registrationOptions(
  { installation, portal, now }: RequestContext,
  holder: { id: string; name: string; email: string | null },
  token: string,
) {
  const subject = hashToken(token).toString('base64url')
  const about = { portal: portal.id, purpose: 'registration', subject } as const
  return creationOptions(relyingParty(installation, portal), {
    challenge: challengeFor(installation, about, now),
    person: { id: holder.id, name: holder.name, account: holder.email ?? holder.name },
    existing: [],
  })
}

/** The visitor's own passkeys for this host, and a challenge that is good in this session alone. */
async function ownPasskeys(ctx: SignedInContext, purpose: 'register' | 'again') {
  const { installation, portal, person, session, now, read } = ctx
  const existing = (await read((tx) => passkeysOf(tx, person.id))).filter(isHere)
  const about = { portal: portal.id, purpose, subject: sessionSubject(person.id, session) }
  return {
    existing,
    challenge: challengeFor(installation, about, now),
    party: relyingParty(installation, portal),
  }
}

/** What the browser is asked for a new passkey of the visitor's own: only once they have shown that it is them. */
export async function newPasskeyOptions(ctx: SignedInContext) {
  const { person } = ctx
  const { existing, challenge, party } = await ownPasskeys(ctx, 'register')
  return creationOptions(party, {
    challenge,
    person: { id: person.id, name: person.name, account: person.email ?? person.name },
    existing,
  })
}

/** What the browser is asked where the visitor shows once more that it is them; null without a passkey. */
export async function againOptions(ctx: SignedInContext) {
  const { existing, challenge, party } = await ownPasskeys(ctx, 'again')
  return existing.length === 0 ? null : requestOptions(party, challenge, existing)
}

/**
 * The session as proof, for whoever has nothing else to show once more; null where they have.
 * @param moved they were led here from signing in, since their passkey is for another host: while that is a moment
 *   ago, it is proof enough
 */
export const sessionProof = async (
  { person, session, read, now }: SignedInContext,
  { moved = false } = {},
) =>
  read(async (tx) => {
    const shows = await hasSomethingToShow(tx, person.id)
    const isFresh = moved && (await isFreshSession(tx, { person: person.id, session }, now))
    return shows && !isFresh ? null : { session, moved }
  })

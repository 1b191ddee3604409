import { hashToken } from '../../kit/tokens.ts'
import type { SignedInVisit, Visit } from '../../web/index.ts'
import { sessionSubject } from './passkeys/challenge.ts'
import { challengeFor, relyingParty } from './passkeys/judging.ts'
import { creationOptions, requestOptions } from './passkeys/options.ts'
import { passkeysOf } from './passkeys/queries.ts'
import { isFreshSession } from './again.ts'
import { factorRules, factorsOf, hasSomethingToShow } from './queries.ts'

/** Everything there is to know of how the visitor signs in; reads only. */
export async function ownFactors({ portal, person, read }: SignedInVisit) {
  return read(async (tx) => {
    const [factors, passkeys, rules] = await Promise.all([
      factorsOf(tx, portal.id, person.id),
      passkeysOf(tx, portal.id, person.id),
      factorRules(tx, portal.id, person.id),
    ])
    return { factors, passkeys, required: rules.required }
  })
}

const isHere = ({ here }: { here: boolean }) => here

/** What the browser is asked to sign in with a passkey, whoever it is. */
export function signInOptions({ installation, portal, now }: Visit) {
  const about = { portal: portal.id, purpose: 'sign_in', subject: '' } as const
  return requestOptions(relyingParty(installation, portal), challengeFor(installation, about, now))
}

/** What the browser is asked on the page of an invitation's link, for a passkey instead of a password. */
export function registrationOptions(
  { installation, portal, now }: Visit,
  holder: { id: string; name: string; email: string | null },
  token: string,
) {
  const subject = hashToken(token).toString('base64url')
  const about = { portal: portal.id, purpose: 'registration', subject } as const
  return creationOptions(relyingParty(installation, portal), {
    challenge: challengeFor(installation, about, now),
    person: { id: holder.id, name: holder.name, account: holder.email ?? holder.name },
    known: [],
  })
}

/** The visitor's own passkeys for this host, and a challenge that is good in this session alone. */
async function ownPasskeys(visit: SignedInVisit, purpose: 'register' | 'again') {
  const { installation, portal, person, session, now, read } = visit
  const known = (await read((tx) => passkeysOf(tx, portal.id, person.id))).filter(isHere)
  const about = { portal: portal.id, purpose, subject: sessionSubject(person.id, session) }
  return {
    known,
    challenge: challengeFor(installation, about, now),
    party: relyingParty(installation, portal),
  }
}

/** What the browser is asked for a new passkey of the visitor's own: only once they have shown that it is them. */
export async function newPasskeyOptions(visit: SignedInVisit) {
  const { person } = visit
  const { known, challenge, party } = await ownPasskeys(visit, 'register')
  return creationOptions(party, {
    challenge,
    person: { id: person.id, name: person.name, account: person.email ?? person.name },
    known,
  })
}

/** What the browser is asked where the visitor shows once more that it is them; null without a passkey. */
export async function againOptions(visit: SignedInVisit) {
  const { known, challenge, party } = await ownPasskeys(visit, 'again')
  return known.length === 0 ? null : requestOptions(party, challenge, known)
}

/**
 * The session as proof, for whoever has nothing else to show once more; null where they have.
 * @param moved they were led here from signing in, since their passkey is for another host: while that is a moment
 *   ago, it is proof enough
 */
export const sessionProof = async (
  { portal, person, session, read, now }: SignedInVisit,
  { moved = false } = {},
) =>
  read(async (tx) => {
    const shows = await hasSomethingToShow(tx, portal.id, person.id)
    const isFresh =
      moved && (await isFreshSession(tx, { portal: portal.id, person: person.id, session }, now))
    return shows && !isFresh ? null : { session, moved }
  })

import { addressOn, type Installation } from '../../../kit/installation.ts'
import type { OperationContext } from '../../../kit/operation.ts'
import { mailSender } from '../../persons/queries.ts'
import { newChallenge, readChallenge, type About } from './challenge.ts'
import { challengeOf, type MadeCredential, type UsedCredential } from './credential.ts'
import { userHandle, type RelyingParty } from './options.ts'
import { notePasskeyUse, passkeyOf, spendChallenge } from './queries.ts'

/** Loaded when a passkey is first checked: it brings a certificate reader that most hours have no use for. */
const load = () => import('@simplewebauthn/server')

export const challengeKey = ({ keys }: Pick<Installation, 'keys'>) =>
  keys.derive('passkey challenges', 32)

export const challengeFor = (
  installation: Pick<Installation, 'keys'>,
  about: About,
  now: Temporal.Instant,
): string => newChallenge(challengeKey(installation), about, now)

export const relyingParty = (
  installation: Pick<Installation, 'url'>,
  { host, name }: { host: string; name: string },
): RelyingParty => ({ host, name, origin: addressOn(installation, host, '') })

type PasskeyContext = Pick<OperationContext, 'tx' | 'portal' | 'now' | 'installation'>

/** Spends the challenge that was signed. @returns it, or null where it is not ours, not for this, over, or was used */
async function spentFor(
  { tx, portal, now, installation }: PasskeyContext,
  about: Omit<About, 'portal'>,
  credential: MadeCredential | UsedCredential,
): Promise<string | null> {
  const challenge = challengeOf(credential)
  const read =
    challenge && readChallenge(challengeKey(installation), { portal, ...about }, challenge, now)
  return read && (await spendChallenge(tx, read, now)) ? challenge : null
}

const partyOf = async ({ tx, installation }: PasskeyContext) =>
  relyingParty(installation, await mailSender(tx))

/**
 * Whether a passkey of this locked person has signed a challenge for this purpose, here, with its finger
 * or PIN. Counts its use, so commit whatever comes of it: an answer that was checked is not checked again.
 */
export async function verifyPasskey(
  op: PasskeyContext,
  about: Omit<About, 'portal'> & { person: string },
  used: UsedCredential,
): Promise<boolean> {
  const { tx, now } = op
  const { person, ...purpose } = about
  const challenge = await spentFor(op, purpose, used)
  const passkey = challenge && (await passkeyOf(tx, { person, credential: used.id }))
  if (!passkey) return false
  const { userHandle: said } = used.response
  if (said != null && said !== userHandle(person)) return false
  const { host, origin } = await partyOf(op)
  const { verifyAuthenticationResponse } = await load()
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: {
        ...used,
        response: { ...used.response, userHandle: said ?? undefined },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
      credential: {
        id: passkey.credential,
        publicKey: new Uint8Array(passkey.public_key),
        counter: passkey.counter,
      },
    })
    if (!verified) return false
    await notePasskeyUse(tx, {
      id: passkey.id,
      host,
      counter: authenticationInfo.newCounter,
      now,
    })
    return true
  } catch {
    // The library throws for whatever does not fit: another host's, a counter that went back, bad bytes.
    return false
  }
}

/** What a new passkey is, once it has been shown to be made here, for this; null where it was not. */
export async function verifyNewPasskey(
  op: PasskeyContext,
  about: Omit<About, 'portal'>,
  made: MadeCredential,
): Promise<{
  host: string
  credential: string
  publicKey: Buffer
  counter: number
  transports: string[]
} | null> {
  const challenge = await spentFor(op, about, made)
  if (!challenge) return null
  const { host, origin } = await partyOf(op)
  const { verifyRegistrationResponse } = await load()
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...made,
        response: { ...made.response, transports: made.response.transports as never },
        clientExtensionResults: {},
      },
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: host,
      requireUserVerification: true,
    })
    if (!verified) return null
    const { id, publicKey, counter } = registrationInfo.credential
    const { transports } = made.response
    return { host, credential: id, publicKey: Buffer.from(publicKey), counter, transports }
  } catch {
    return null
  }
}

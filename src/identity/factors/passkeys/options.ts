import { z } from 'zod'

/** What a browser is asked, as the API describes it. */
export const browserOptions = z
  .looseObject({ challenge: z.string() })
  .meta({ id: 'PasskeyOptions' })

/** Where passkeys belong: a portal's host, which the browser checks too. */
export interface RelyingParty {
  host: string
  /** As browsers say where they are: `https://acme.example`. */
  origin: string
  name: string
}

const MILLISECONDS = 5 * 60_000

const described = (credentials: readonly { credential: string; transports: string[] }[]) =>
  credentials.map(({ credential, transports }) => ({
    type: 'public-key',
    id: credential,
    transports,
  }))

/** What a browser needs to make a passkey that signs in by itself. */
export const creationOptions = (
  { host, name }: RelyingParty,
  about: {
    challenge: string
    person: { id: string; name: string; account: string }
    /** Those the person has: an authenticator that holds one is not asked for another. */
    existing: readonly { credential: string; transports: string[] }[]
  },
) => ({
  challenge: about.challenge,
  rp: { id: host, name },
  user: {
    id: userHandle(about.person.id),
    name: about.person.account,
    displayName: about.person.name,
  },
  // EdDSA, ES256, RS256
  pubKeyCredParams: [-8, -7, -257].map((alg) => ({ type: 'public-key', alg })),
  timeout: MILLISECONDS,
  attestation: 'none',
  excludeCredentials: described(about.existing),
  authenticatorSelection: {
    residentKey: 'required',
    requireResidentKey: true,
    userVerification: 'required',
  },
})

/** What a browser needs to use one. @param allowed none lets the person choose among those for this host */
export const requestOptions = (
  { host }: RelyingParty,
  challenge: string,
  allowed: readonly { credential: string; transports: string[] }[] = [],
) => ({
  challenge,
  rpId: host,
  timeout: MILLISECONDS,
  userVerification: 'required',
  allowCredentials: described(allowed),
})

/** How an authenticator knows whose passkey it holds: the person's id, which tells nobody anything. */
export const userHandle = (person: string): string =>
  Buffer.from(person.replaceAll('-', ''), 'hex').toString('base64url')

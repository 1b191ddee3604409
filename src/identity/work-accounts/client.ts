import type { Configuration, CustomFetchOptions } from 'openid-client'
import { open, seal } from '../../kit/crypto.ts'
import type { Installation } from '../../kit/installation.ts'
import type { Proof, Provider, Round } from './provider.ts'

/** Discovery is asked again after this long. */
const KEPT_MS = 10 * 60_000
/** For each request to a provider. */
const TIMEOUT_SECONDS = 8

const kept = new WeakMap<Installation, Map<string, { at: number; config: Configuration }>>()

export const secretPlace = (portal: string) => ({
  portal,
  table: 'oidc_providers',
  row: portal,
  column: 'sealed_secret',
})

/** Loaded by the first who needs it. */
const openid = () => import('openid-client')

/**
 * Asks the provider for its discovery document, which has to name it as it is called here. Everything
 * goes out by the way that reaches no private address.
 * @throws where the provider is away or is another
 */
export async function discover(
  { outgoing, mode }: Pick<Installation, 'outgoing' | 'mode'>,
  { issuer, clientId, secret }: { issuer: string; clientId: string; secret: string },
): Promise<Configuration> {
  const { allowInsecureRequests, customFetch, discovery } = await openid()
  return discovery(new URL(issuer), clientId, secret, undefined, {
    timeout: TIMEOUT_SECONDS,
    [customFetch]: (url: string, { method, headers, body }: CustomFetchOptions) =>
      outgoing.fetch(url, {
        method,
        headers,
        // All that this client sends are forms.
        body: body instanceof URLSearchParams ? body.toString() : undefined,
        timeoutMs: TIMEOUT_SECONDS * 1000,
      }),
    // A sandbox may use a provider on the same machine, without TLS. `outgoing` refuses it elsewhere.
    execute: mode === 'sandbox' ? [allowInsecureRequests] : [],
  })
}

/** @throws as `discover` */
export async function clientOf(
  installation: Installation,
  portal: string,
  provider: Provider,
): Promise<Configuration> {
  const byId = kept.get(installation) ?? new Map<string, { at: number; config: Configuration }>()
  kept.set(installation, byId)
  const name = `${portal} ${provider.version} ${provider.issuer}`
  const held = byId.get(name)
  if (held && performance.now() - held.at < KEPT_MS) return held.config
  const key = await installation.keys.held(portal)
  const secret = open(key, secretPlace(portal), provider.sealed_secret).toString()
  const { issuer, client_id: clientId } = provider
  const config = await discover(installation, { issuer, clientId, secret })
  byId.set(name, { at: performance.now(), config })
  return config
}

export const sealSecret = (key: Buffer, portal: string, secret: string): Buffer =>
  seal(key, secretPlace(portal), secret)

/** The provider's page to go to, and what has to be remembered until one is back. */
export async function wayOut(
  config: Configuration,
  back: string,
): Promise<Pick<Round, 'state' | 'nonce' | 'verifier'> & { url: string }> {
  const client = await openid()
  const [state, nonce] = [client.randomState(), client.randomNonce()]
  const verifier = client.randomPKCECodeVerifier()
  const url = client.buildAuthorizationUrl(config, {
    redirect_uri: back,
    scope: 'openid email',
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { url: url.href, state, nonce, verifier }
}

/**
 * Redeems what the provider sent back with.
 * @param came the whole address one came back to
 * @throws where state, nonce, code, issuer, audience, signature or time is not right
 */
export async function proofOf(config: Configuration, came: URL, round: Round): Promise<Proof> {
  const { authorizationCodeGrant } = await openid()
  const tokens = await authorizationCodeGrant(config, came, {
    expectedState: round.state,
    expectedNonce: round.nonce,
    pkceCodeVerifier: round.verifier,
    idTokenExpected: true,
  })
  const { iss, sub, email, email_verified } = tokens.claims()!
  return {
    issuer: iss,
    subject: sub,
    email: email_verified === true && typeof email === 'string' ? email : null,
  }
}

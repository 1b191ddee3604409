import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'

interface Account {
  email: string
  verified: boolean
}

/** A provider of work accounts on this machine, where whoever comes is signed in as who is set. */
export interface WorkAccounts {
  issuer: string
  /** `127.0.0.1:port`, to be allowed. */
  host: string
  accounts: Map<string, Account>
  /** Goes there as a browser of somebody's. @returns the address one is sent back to */
  ctx(url: string, subject: string): Promise<string>
  close(): Promise<void>
}

export const CLIENT = { id: 'gatehouse', secret: 'a secret between the two of us' }

/** @param back addresses that it may send back to */
export async function openWorkAccounts(back: string[]): Promise<WorkAccounts> {
  const server: Server = createServer()
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = `http://${host}`
  const accounts = new Map<string, Account>()
  let subject = ''
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: back,
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: false } },
    interactions: { url: () => '/interaction' },
    cookies: { keys: ['of this test'] },
    pkce: { required: () => true },
    findAccount: (_, id) => ({
      accountId: id,
      claims: () => {
        const { email, verified } = accounts.get(id)!
        return { sub: id, email, email_verified: verified }
      },
    }),
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc
      const grant = new ctx.oidc.provider.Grant({
        clientId: client!.clientId,
        accountId: session!.accountId,
      })
      grant.addOIDCScope('openid email')
      await grant.save()
      return grant
    },
  })
  const handle = provider.callback()
  server.on('request', (request, response) => {
    if (request.url!.startsWith('/interaction'))
      void provider.interactionFinished(request, response, { login: { accountId: subject } })
    else void handle(request, response)
  })
  return {
    issuer,
    host,
    accounts,
    async ctx(url, as) {
      subject = as
      const cookies = new Map<string, string>()
      for (let next = url; ;) {
        const answer = await fetch(next, {
          redirect: 'manual',
          headers: { cookie: [...cookies].map((pair) => pair.join('=')).join('; ') },
        })
        for (const set of answer.headers.getSetCookie()) {
          const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
          cookies.set(name!, value!)
        }
        const to = answer.headers.get('location')
        if (to === null) throw new Error(`${answer.status} ${await answer.text()}`)
        next = new URL(to, next).href
        if (!next.startsWith(issuer)) return next
      }
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

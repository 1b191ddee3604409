import type { Hono } from 'hono'
import { keepIdentityCheck } from '../../src/identity/identity-checks/queries.ts'
import { hashPassword } from '../../src/identity/passwords/password.ts'
import { CONSOLE, newId, show } from '../../src/kit/ids.ts'
import type { World } from '../world.ts'

/** What every contact states when they register. */
export const DIGITS = '6789'
export const PASSWORD = 'nine herons over the weir'
let hashed: Promise<string> | undefined

/** A portal that stands: certified, with a host, a key and nobody in it. */
export async function aPortal(
  { installation }: World,
  {
    slug = 'acme',
    status = 'certified_secure',
    afterTrial = [] as string[],
    lockoutAttempts = 10,
  } = {},
): Promise<{ id: string; host: string }> {
  const id = newId()
  const host = `${slug}.localhost`
  await installation.db.write({ portal: id }, async (tx) => {
    const now = await installation.clock.now(tx)
    await tx.db
      .insertInto('portals')
      .values({
        id,
        name: slug[0]!.toUpperCase() + slug.slice(1),
        slug,
        time_zone: 'Europe/Madrid',
        language: 'en',
        status,
        status_since: now,
        trial_ends_at: now,
        built_at: now,
        brand_color: '#1f4e79',
        accent_color: '#b45309',
        after_trial: afterTrial,
        lockout_attempts: lockoutAttempts,
        created_at: now,
      })
      .execute()
    await tx.db.insertInto('portal_summaries').values({ portal_id: id }).execute()
    await tx.db
      .insertInto('hosts')
      .values({ host, portal_id: id, is_current: true, added_at: now })
      .execute()
    await installation.keys.create(tx, id, now)
  })
  return { id, host }
}

export const theConsole = { id: CONSOLE, host: 'localhost' }

export interface Someone {
  id: string
  /** As pages and programs see it: `per_…`. */
  shown: string
  name: string
  email: string
}

interface Described {
  name: string
  email: string
  kind: 'staff' | 'contact' | 'operator'
  seat: 'pro' | 'guest'
  activated: boolean
  language: string | null
}

/** A person who has chosen PASSWORD, unless told otherwise. */
export async function aPerson(
  { installation }: World,
  portal: string,
  {
    name = 'Ada Reyes',
    email = `${name.split(' ')[0]!.toLowerCase()}@example.com`,
    kind = 'staff',
    seat = kind === 'contact' ? 'guest' : 'pro',
    activated = true,
    language = null,
  }: Partial<Described> = {},
): Promise<Someone> {
  const id = newId()
  const hash = activated ? await (hashed ??= hashPassword(PASSWORD)) : null
  await installation.db.write({ portal }, async (tx) => {
    const now = await installation.clock.now(tx)
    await tx.db
      .insertInto('persons')
      .values({
        portal_id: portal,
        id,
        kind,
        contact_role: kind === 'contact' ? 'client' : null,
        name,
        email,
        seat,
        language,
        password_hash: hash,
        activated_at: activated ? now : null,
        created_at: now,
      })
      .execute()
    if (kind === 'contact')
      await keepIdentityCheck(tx, installation.keys, { portal, person: id, fact: 'digits' }, DIGITS)
  })
  return { id, shown: show('person', id), name, email }
}

let browsers = 0

/** A browser on one host: keeps cookies, sends forms and JSON as from the host's own pages. */
export class Browser {
  readonly #app: Hono
  readonly origin: string
  readonly cookies = new Map<string, string>()
  /** Sent with every request. */
  headers: Record<string, string> = {}
  /** Where it comes from: every browser from somewhere else, unless told otherwise. */
  address = `198.51.${(browsers >> 8) & 255}.${browsers++ & 255}`

  /** @param port where the installation says that it is served */
  constructor(app: Hono, { host }: { host: string }, port = '3000') {
    this.#app = app
    this.origin = `http://${host}:${port}`
  }

  async send(path: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers: Record<string, string> = {
      host: new URL(this.origin).host,
      origin: this.origin,
      ...(cookie ? { cookie } : {}),
      ...this.headers,
      ...(init.headers as Record<string, string>),
    }
    const request = new Request(new URL(path, this.origin).href, { ...init, headers })
    // As the server hands over a request: with the connection it came by.
    const incoming = {
      headers: { ...Object.fromEntries(request.headers), ...headers },
      socket: { remoteAddress: this.address, remotePort: 40_000, remoteFamily: 'IPv4' },
    }
    const response = await this.#app.request(request, undefined, { incoming })
    for (const set of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!
      if (/max-age=0/i.test(set)) this.cookies.delete(name!)
      else this.cookies.set(name!, value!)
    }
    return response
  }

  get(path: string): Promise<Response> {
    return this.send(path)
  }

  /** A form, sent as a browser does. */
  post(path: string, form: Record<string, string | string[]> = {}): Promise<Response> {
    const fields = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    )
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) })
  }

  json(method: string, path: string, body?: unknown): Promise<Response> {
    return this.send(path, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    })
  }

  /** Signs in by the page. @throws Error where that fails. */
  async signIn({ email }: { email: string }, password = PASSWORD): Promise<this> {
    const response = await this.post('/sign-in', { email, password })
    if (response.status !== 303) throw new Error(`sign-in answered ${response.status}`)
    return this
  }
}

/** What an answer says, without what differs between any two. */
export async function said(response: Response) {
  const headers = Object.fromEntries(response.headers)
  delete headers['x-request-id']
  delete headers['ratelimit']
  // What a passkey is to sign is another each time.
  const text = (await response.text()).replaceAll(/(challenge&quot;:&quot;)[\w-]{72}/g, '$1')
  return { status: response.status, headers, text }
}

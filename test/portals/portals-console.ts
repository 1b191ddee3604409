import type { Hono } from 'hono'
import { createApp } from '../../src/app.tsx'
import { createKey } from '../../src/identity/index.ts'
import type { KeyScope } from '../../src/gate/index.ts'
import { CONSOLE, newId, parseId } from '../../src/kit/ids.ts'
import { newToken } from '../../src/kit/tokens.ts'
import { act } from '../scenarios/lifecycle-setting.ts'
import type { World } from '../world.ts'

/** What a request was answered, its body read. */
export interface Answer<B> {
  status: number
  headers: Headers
  body: B
}

/** A program with an API key. */
export class Program {
  readonly #app: Hono
  readonly secret: string

  constructor(app: Hono, secret: string) {
    this.#app = app
    this.secret = secret
  }

  // oxlint-disable-next-line typescript/no-explicit-any
  async ask<B = any>(...asked: Parameters<Program['exchange']>): Promise<Answer<B>> {
    const { text, ...answer } = await this.exchange(...asked)
    return { ...answer, body: (text === '' ? null : JSON.parse(text)) as B }
  }

  /** The same, with the answer as it was written. */
  async exchange(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; headers: Headers; text: string }> {
    const response = await this.#app.request(`http://localhost:3000${path}`, {
      method,
      headers: {
        host: 'localhost:3000',
        authorization: `Bearer ${this.secret}`,
        'content-type': 'application/json',
        ...headers,
      },
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    })
    return { status: response.status, headers: response.headers, text: await response.text() }
  }
}

/** Somebody at a browser, signed in. */
export class Person {
  readonly #app: Hono
  readonly #origin: string
  readonly #session: string

  constructor(app: Hono, host: string, session: string) {
    this.#app = app
    this.#origin = `http://${host}:3000`
    this.#session = session
  }

  async send(path: string, init: RequestInit = {}): Promise<Answer<string>> {
    const response = await this.#app.request(`${this.#origin}${path}`, {
      ...init,
      headers: {
        host: new URL(this.#origin).host,
        origin: this.#origin,
        cookie: `session=${this.#session}`,
        ...(init.headers as Record<string, string>),
      },
    })
    return { status: response.status, headers: response.headers, body: await response.text() }
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Answer<string>> {
    return this.send(path, { headers })
  }

  post(path: string, form: Record<string, string | string[]> = {}): Promise<Answer<string>> {
    const fields = Object.entries(form).flatMap(([name, value]) =>
      [value].flat().map((one) => [name, one]),
    )
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields) })
  }
}

/** A world that is served, with those who use it. */
export class RouteHandler {
  readonly world: World
  readonly app: Hono

  constructor(world: World) {
    this.world = world
    this.app = createApp(world.installation)
  }

  async program(
    scopes: KeyScope[] = ['read', 'provision', 'billing', 'operate'],
    partner?: string,
  ): Promise<Program> {
    const { secret } = await act(this.world, createKey, { name: 'A program', scopes, partner })
    return new Program(this.app, secret)
  }

  /** Somebody who has just signed in to the console. */
  async consolePerson(kind: 'operator' | 'partner', partner?: string): Promise<Person> {
    const id = await this.#insert(CONSOLE, kind, partner)
    return new Person(this.app, 'localhost', await this.session(CONSOLE, id))
  }

  /** Somebody of a portal who has just signed in. @param portal row id */
  async portalPerson(
    portal: string,
    host: string,
    kind: 'staff' | 'contact' = 'staff',
  ): Promise<Person> {
    const id = await this.#insert(portal, kind)
    return new Person(this.app, host, await this.session(portal, id))
  }

  async #insert(portal: string, kind: string, partner?: string): Promise<string> {
    const id = newId()
    await this.world.owner(
      `insert into persons (portal_id, id, kind, partner_id, name, email, seat, activated_at, created_at)
       values ($1, $2, $3, $4, $5, $6, 'pro', $7, $7)`,
      [
        portal,
        id,
        kind,
        partner ? parseId('partner', partner) : null,
        `Somebody ${kind}`,
        `${id}@example.com`,
        (await this.world.now()).toString(),
      ],
    )
    return id
  }

  async session(portal: string, person: string): Promise<string> {
    const { token, hash } = newToken()
    const now = await this.world.now()
    await this.world.owner(
      `insert into sessions (portal_id, hash, id, person_id, started_at, seen_at, expires_at)
       values ($1, $2, $3, $4, $5, $5, $6)`,
      [portal, hash, newId(), person, now.toString(), now.add({ hours: 240 }).toString()],
    )
    return token
  }
}

/** What a page says, without its marks. */
export const textOf = (html: string): string =>
  html
    .replaceAll(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')

import { Resolver } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import type { Agent, buildConnector } from 'undici'
import { isPublicAddress } from './addresses.ts'

/** Why nothing is sent to an address. */
export type Unsendable = 'not_a_url' | 'scheme' | 'credentials' | 'port' | 'private'

/** What became of a request that was sent, or tried to be. */
export interface Outcome {
  /** The answer's status; null where there was none. */
  status: number | null
  /** Milliseconds from the beginning to the end, whichever it was. */
  ms: number
  /** The first bytes of the answer's body, as text. */
  answer: string
  /** Why there was no whole answer: `timeout`, `private`, `no_such_host`, or the system's own code. */
  error: string | null
}

/** The addresses behind a name, as texts; none where it has none. */
export type Resolve = (name: string) => Promise<string[]>

export interface OutgoingOptions {
  /** Also without TLS: never in production. */
  http: boolean
  /** `127.0.0.1:4000`: private addresses that may be reached all the same. For tests, by who opens the installation. */
  allowPrivate?: readonly string[]
  resolve?: Resolve
}

export interface Sending {
  headers: Record<string, string>
  body: string
  /** For all of it: connecting, sending, and the answer to its end. */
  timeoutMs: number
}

/** An answer is read so far; what streams more is cut off. */
export const ANSWER_BYTES = 16 * 1024

/** What is asked for is read so far: a provider's keys are a few KB. */
export const PAGE_BYTES = 256 * 1024

export interface Asking {
  method?: string
  headers?: Record<string, string>
  body?: string
  timeoutMs: number
}

/** No name is waited for longer: a resolver that hangs is as good as none. */
const RESOLVE_MS = 3000

/** In an error's `cause`, undici's own or ours. */
class Refused extends Error {
  readonly code: string

  constructor(code: string) {
    super(code)
    this.code = code
  }
}

/**
 * HTTP to addresses that people have typed, which never reaches a private one: not by any spelling of
 * a number, not by a name that means one, and not by a name that means another when it is connected
 * to, since what was checked is what is connected to. Redirects are answers like any other.
 */
export class Outgoing {
  readonly #http: boolean
  readonly #allowed: ReadonlySet<string>
  readonly #resolve: Resolve
  #agent: Promise<Agent> | undefined

  constructor({ http, allowPrivate = [], resolve = publicNames }: OutgoingOptions) {
    this.#http = http
    this.#allowed = new Set(allowPrivate)
    this.#resolve = resolve
  }

  /** Loaded by the first that sends something: 25 MB of memory, which not every installation needs. */
  #sender(): Promise<Agent> {
    this.#agent ??= import('undici').then(
      ({ Agent, buildConnector }) =>
        new Agent({
          connect: (options, callback) => this.#connect(buildConnector, options, callback),
          allowH2: false,
          keepAliveTimeout: 4000,
          maxHeaderSize: 16 * 1024,
        }),
    )
    return this.#agent
  }

  /**
   * Why nothing could be sent there, as far as it can be told without connecting; null where it could.
   * A name that nobody knows may be known by the time it is needed, so it passes.
   */
  async check(text: string): Promise<Unsendable | null> {
    const url = this.#parse(text)
    if (typeof url === 'string') return url
    const host = hostOf(url)
    if (isIP(host)) return null
    const records = await this.#resolve(host).catch(() => [])
    return records.some((address) => !this.#reachable(address, portOf(url))) ? 'private' : null
  }

  /** Posts, and never throws: whatever happens is an outcome. */
  async post(text: string, { headers, body, timeoutMs }: Sending): Promise<Outcome> {
    const began = performance.now()
    let status: number | null = null
    let answer = ''
    let error: string | null = null
    const url = this.#parse(text)
    if (typeof url === 'string') return { status, ms: 0, answer, error: url }
    try {
      const agent = await this.#sender()
      const response = await agent.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: 'POST',
        headers,
        body,
        signal: AbortSignal.timeout(timeoutMs),
      })
      status = response.statusCode
      // What is left unread is destroyed with its connection.
      const pieces: Buffer[] = []
      let length = 0
      for await (const piece of response.body as AsyncIterable<Buffer>) {
        pieces.push(piece.subarray(0, ANSWER_BYTES - length))
        length += piece.length
        if (length >= ANSWER_BYTES) break
      }
      answer = Buffer.concat(pieces).toString()
    } catch (thrown) {
      error = codeOf(thrown)
    }
    return { status, ms: Math.round(performance.now() - began), answer, error }
  }

  /**
   * Asks for something and reads all of it, as `fetch` does; what would be sent elsewhere is not followed.
   * @throws where there is no whole answer of at most `PAGE_BYTES`, or nothing may be sent there
   */
  async fetch(
    text: string,
    { method = 'GET', headers, body, timeoutMs }: Asking,
  ): Promise<Response> {
    const url = this.#parse(text)
    if (typeof url === 'string') throw new Refused(url)
    const agent = await this.#sender()
    const response = await agent.request({
      origin: url.origin,
      path: url.pathname + url.search,
      method: method as 'GET',
      headers: Object.fromEntries(new Headers(headers)),
      body,
      signal: AbortSignal.timeout(timeoutMs),
    })
    const pieces: Buffer[] = []
    let length = 0
    for await (const piece of response.body as AsyncIterable<Buffer>) {
      length += piece.length
      if (length > PAGE_BYTES) throw new Refused('too_large')
      pieces.push(piece)
    }
    const { 'content-type': type } = response.headers
    return new Response(length === 0 ? null : Buffer.concat(pieces), {
      status: response.statusCode,
      headers: type === undefined ? {} : { 'content-type': String(type) },
    })
  }

  async close(): Promise<void> {
    await (await this.#agent)?.destroy()
  }

  /** The URL, where something may be sent to it; a literal address is checked here, since no name is looked up. */
  #parse(text: string): URL | Unsendable {
    if (!URL.canParse(text)) return 'not_a_url'
    const url = new URL(text)
    if (url.protocol !== 'https:' && !(this.#http && url.protocol === 'http:')) return 'scheme'
    if (url.username !== '' || url.password !== '') return 'credentials'
    const port = portOf(url)
    const host = hostOf(url)
    if (this.#allowed.has(`${host}:${port}`)) return url
    if (isIP(host) ? !isPublicAddress(host) : isLocalName(host)) return 'private'
    return port !== 80 && port !== 443 && port < 1024 ? 'port' : url
  }

  #reachable(address: string, port: number): boolean {
    return isPublicAddress(address) || this.#allowed.has(`${address}:${port}`)
  }

  /** Every connection is made through here, and only to what was looked up and checked in here. */
  #connect(
    connector: typeof buildConnector,
    options: buildConnector.Options,
    callback: buildConnector.Callback,
  ): void {
    const port = Number(options.port) || (options.protocol === 'https:' ? 443 : 80)
    const host = options.hostname.replace(/^\[|\]$/g, '')
    if (isIP(host) && !this.#reachable(host, port)) return callback(new Refused('private'), null)
    const lookup: LookupFunction = (name, { all }, records) => {
      this.#look(name, port).then(
        (addresses) => {
          if (all) records(null, addresses)
          else records(null, addresses[0]!.address, addresses[0]!.family)
        },
        (error: NodeJS.ErrnoException) => records(error, '', 0),
      )
    }
    connector({ allowH2: false, lookup } as buildConnector.BuildOptions)(options, callback)
  }

  /** @throws Refused where there is none, or one of them is private: a name that has both is up to something */
  async #look(name: string, port: number): Promise<{ address: string; family: number }[]> {
    const records = await this.#resolve(name)
    if (records.length === 0) throw new Refused('no_such_host')
    if (!records.every((address) => this.#reachable(address, port))) throw new Refused('private')
    return records.map((address) => ({ address, family: isIP(address) }))
  }
}

/** Without brackets, and without the dot that ends a name. */
const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

const portOf = ({ port, protocol }: URL): number =>
  port === '' ? (protocol === 'https:' ? 443 : 80) : Number(port)

/** Names that mean this machine or its network whatever the resolver says; and those of one label. */
const isLocalName = (host: string): boolean =>
  !host.includes('.') || /\.(localhost|local|internal|home\.arpa|localdomain)$/.test(host)

/**
 * What the name servers say, and not the machine's own list of hosts. It runs beside the few threads
 * that files and passwords need, so that a slow name server holds up nobody who signs in.
 */
const publicNames: Resolve = async (name) => {
  const resolver = new Resolver({ timeout: RESOLVE_MS / 2, tries: 2 })
  const records = await Promise.all([
    resolver.resolve4(name).catch(() => []),
    resolver.resolve6(name).catch(() => []),
  ])
  return records.flat()
}

/** The most telling code of an error and its causes. */
function codeOf(thrown: unknown): string {
  if (thrown instanceof DOMException && thrown.name === 'TimeoutError') return 'timeout'
  const error = thrown as { code?: string; cause?: unknown; errors?: unknown[] }
  if (error.cause instanceof Refused) return error.cause.code
  // Several addresses were tried, and each said why not.
  const [first] = error.errors ?? []
  return error.code ?? (first === undefined ? 'failed' : codeOf(first))
}

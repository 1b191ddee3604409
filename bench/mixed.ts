import { mkdtemp } from 'node:fs/promises'
import { Agent, request, type IncomingHttpHeaders } from 'node:http'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { DEMO_PASSWORD } from '../src/demo/people.ts'
import { removeData } from '../src/kit/embedded-postgres/place.ts'
import { routes } from '../src/routes.ts'
import { startServer } from './load.ts'
import { sizes } from './sizes.ts'

/** Twenty of the demo's people, by the host where they sign in; the console's is the bare one. */
const PEOPLE: Record<string, readonly string[]> = {
  '': ['operator@gatehouse.example', 'pablo@lighthouse.example'],
  'harbour-law.': [
    'ana@harbour.example',
    'james@harbour.example',
    'priya@harbour.example',
    'carla@clients.example',
    'tom@clients.example',
    'amelia.hartley@clients.example',
    'diego.fuentes@clientes.example',
    'lucia.navarro@clientes.example',
    'minhanh.nguyen@clients.example',
    'marek.dvorak@weirandsons.example',
    'fatima.alrashid@clients.example',
    'grace.whitfield@clients.example',
  ],
  'tallgrass.': ['grace@tallgrass.example', 'ken@tallgrass.example', 'maria@millers.example'],
  'montserrat.': ['montse@coaching.example', 'jordi@clientes.example', 'lucia@clientes.example'],
}

export interface Mixed {
  pages: number
  /** How often, by status and address, of answers that are neither a page nor a redirect. */
  refused: Map<string, number>
  /** Resident memory in MB, once a minute; the first of a server that has just signed everybody in. */
  residentMb: number[]
}

/**
 * Everybody reads, searches, writes and looks into what they may, each a page every few seconds, as links lead
 * them; whether memory stays is what it is about. The product is the whole of it, with its demo and its jobs.
 */
export async function benchMixed(): Promise<Mixed> {
  const data = await mkdtemp(join(tmpdir(), 'gatehouse-mixed-'))
  const port = await unusedPort()
  const server = await startServer('product', { PORT: String(port), GATEHOUSE_DATA: data })
  try {
    const people = Object.entries(PEOPLE).flatMap(([host, emails]) =>
      emails.map((email, at) => new Visitor(port, `${host}localhost:${port}`, email, at)),
    )
    for (const person of people) await person.signIn()
    const until = performance.now() + sizes.mixedMinutes * 60_000
    const residentMb: number[] = []
    const look = async () => void residentMb.push((await server.resident()) / 1e6)
    await look()
    const looking = setInterval(() => void look(), Math.min(60_000, sizes.mixedMinutes * 60_000))
    await Promise.all(people.map((person) => person.wander(until)))
    clearInterval(looking)
    await look()
    const refused = new Map<string, number>()
    for (const what of people.flatMap((person) => person.refused))
      refused.set(what, (refused.get(what) ?? 0) + 1)
    return { pages: people.reduce((all, { pages }) => all + pages, 0), refused, residentMb }
  } finally {
    await server.stop()
    await removeData(data)
  }
}

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  text: string
}

/** Somebody at a browser. */
class Visitor {
  pages = 0
  readonly refused: string[] = []
  readonly #port: number
  readonly #host: string
  readonly #email: string
  readonly #agent = new Agent({ keepAlive: true })
  #cookie = ''
  #seed: number

  constructor(port: number, host: string, email: string, at: number) {
    this.#port = port
    this.#host = host
    this.#email = email
    this.#seed = at + email.length * 1000
  }

  async signIn(): Promise<void> {
    const { status, headers } = await this.#send(routes.signIn(), {
      email: this.#email,
      password: DEMO_PASSWORD,
    })
    if (status !== 303) throw new Error(`${this.#email}: sign-in answered ${status}`)
    this.#cookie = headers['set-cookie']!.map((set) => set.split(';')[0]).join('; ')
  }

  /** From page to page, as links and forms lead, until that moment. */
  async wander(until: number): Promise<void> {
    let page = routes.home()
    while (performance.now() < until) {
      await new Promise((resolve) =>
        setTimeout(resolve, sizes.mixedPaceMs * (0.5 + this.#random())),
      )
      const { status, headers, text } = await this.#send(page)
      this.pages++
      if (status >= 400) this.refused.push(`${status} ${page}`)
      const written = WRITTEN.find(({ form }) => form.test(text))
      if (written && this.#random() < 0.1) {
        const action = written.form.exec(text)![1]!
        const answer = await this.#send(action, { body: `Looked at again (${this.pages}).` })
        if (answer.status >= 400) this.refused.push(`${answer.status} ${action}`)
      }
      page = hereOf(headers.location) ?? this.#pick(linksOf(text)) ?? routes.home()
    }
    this.#agent.destroy()
  }

  #pick(links: readonly string[]): string | undefined {
    return links[Math.floor(this.#random() * links.length)]
  }

  /** The same walk each time. */
  #random(): number {
    this.#seed = (this.#seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return this.#seed / 2_147_483_648
  }

  #send(path: string, form?: Record<string, string>): Promise<Answer> {
    const body = form && new URLSearchParams(form).toString()
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          agent: this.#agent,
          host: '127.0.0.1',
          port: this.#port,
          path,
          method: body === undefined ? 'GET' : 'POST',
          headers: {
            host: this.#host,
            origin: `http://${this.#host}`,
            cookie: this.#cookie,
            'accept-encoding': 'br',
            ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }),
          },
        },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('error', reject)
          answer.on('end', () => {
            const { 'content-encoding': packed, 'content-type': type } = answer.headers
            const bytes = Buffer.concat(chunks)
            const whole = packed === 'br' ? brotliDecompressSync(bytes) : bytes
            const text = type?.startsWith('text/html') ? whole.toString() : ''
            resolve({ status: answer.statusCode!, headers: answer.headers, text })
          })
        },
      )
      sent.on('error', reject)
      sent.end(body)
    })
  }
}

/** Messages and notes, wherever there is a form for one. */
const WRITTEN = [
  { form: /action="(\/messages\/[^"/]+\/replies)"/ },
  { form: /action="(\/contacts\/[^"/]+\/notes)"/ },
  { form: /action="(\/cases\/[^"/]+\/notes)"/ },
]

/** Of an address in full, what follows the host. */
const hereOf = (location: string | undefined) => location?.replace(/^http:\/\/[^/]*/, '')

/** Where a page leads on this host; not what a person would not press without wanting just that. */
const linksOf = (html: string): string[] =>
  [...html.matchAll(/<a [^>]*href="(\/[^"#]*)/g)]
    .map(([, href]) => href!.replaceAll('&amp;', '&'))
    .filter((href) => !href.startsWith('/assets/'))

async function unusedPort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

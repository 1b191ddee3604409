import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { Agent, request, type ClientRequest, type IncomingMessage } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Installation } from '../src/kit/installation.ts'
import { interleave, median, startServer, type Server } from './load.ts'
import { seed, seedCrowd } from './seed.ts'
import { sizes } from './sizes.ts'

export interface FilesMeasured {
  megabytes: number
  /** Megabytes a second, medians. */
  sent: { ours: number; floor: number }
  taken: { ours: number; floor: number }
  residentMb: { before: number; highest: number; after: number }
  cuts: number
  slow: { uploads: number; taken: number; turnedAway: number; aloneMs: number; meanwhileMs: number }
}

/** The same bytes again and again, so that whoever sends costs little. */
const PIECE = randomBytes(1024 * 1024)
/** More than any of them comes to send. */
const SLOW_BYTES = 50e6
const TUS = { 'tus-resumable': '1.0.0' }

export async function benchFiles(
  installation: Installation,
  opening: { ownerUrl: string; masterKey: Buffer; data: string },
): Promise<FilesMeasured> {
  const { portal, host, session } = await seed(installation, opening)
  const ours = await startServer('worker', {})
  const floor = await startServer('files-floor', {})
  const staff = new Sender(ours.port, `${host}:3000`, session)
  const bytes = sizes.fileMb * 1024 * 1024
  try {
    const company = await staff.ask('POST', '/api/v1/companies', {}, { name: 'Bench Ltd' })
    const { id: about } = JSON.parse(company.text) as { id: string }
    // Warm.
    let file = await staff.add(await staff.send(10 * PIECE.length), about)
    await staff.take(file, 10 * PIECE.length)

    const before = await ours.resident()
    const memory = watch(ours)
    const times = await interleave(sizes.fileRounds, {
      floorSent: () => putFloor(floor.port, bytes),
      oursSent: async () => {
        const upload = await timed(() => staff.send(bytes))
        file = await staff.add(upload.value, about)
        return upload.ms
      },
      floorTaken: () => takeFloor(floor.port, bytes),
      oursTaken: async () => (await timed(() => staff.take(file, bytes))).ms,
    })
    const cuts = await staff.sendCut(bytes, sizes.fileCuts)
    const highest = await memory.stop()
    const after = await ours.resident()
    const rate = (ms: readonly number[]) => sizes.fileMb / (median(ms) / 1000)
    const slow = await slowUploads(installation, portal, staff)
    return {
      megabytes: sizes.fileMb,
      sent: { ours: rate(times.oursSent), floor: rate(times.floorSent) },
      taken: { ours: rate(times.oursTaken), floor: rate(times.floorTaken) },
      residentMb: { before: before / 1e6, highest: highest / 1e6, after: after / 1e6 },
      cuts,
      slow,
    }
  } finally {
    await ours.stop()
    await floor.stop()
  }
}

async function timed<T>(work: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const since = performance.now()
  return { value: await work(), ms: performance.now() - since }
}

/** Looks at a server's memory five times a second. */
function watch(server: Server) {
  let highest = 0
  const look = async () => void (highest = Math.max(highest, await server.resident()))
  const timer = setInterval(() => void look(), 200)
  return {
    stop: async () => {
      clearInterval(timer)
      await look()
      return highest
    },
  }
}

/** Writes so many bytes as the other side takes them. */
async function pour(sent: ClientRequest, bytes: number): Promise<void> {
  for (let left = bytes; left > 0; left -= PIECE.length) {
    const piece = left < PIECE.length ? PIECE.subarray(0, left) : PIECE
    if (!sent.write(piece)) await once(sent, 'drain')
  }
}

async function answerOf(sent: ClientRequest): Promise<IncomingMessage> {
  const [answer] = (await once(sent, 'response')) as [IncomingMessage]
  return answer
}

async function counted(answer: IncomingMessage): Promise<number> {
  let bytes = 0
  answer.on('data', (piece: Buffer) => (bytes += piece.length))
  await once(answer, 'end')
  return bytes
}

async function putFloor(port: number, bytes: number): Promise<number> {
  const { ms } = await timed(async () => {
    const sent = request({
      port,
      host: '127.0.0.1',
      method: 'PUT',
      headers: { 'content-length': bytes },
    })
    const answer = answerOf(sent)
    await pour(sent, bytes)
    sent.end()
    await counted(await answer)
  })
  return ms
}

async function takeFloor(port: number, bytes: number): Promise<number> {
  const { value, ms } = await timed(async () => {
    const sent = request({ port, host: '127.0.0.1' }).end()
    return counted(await answerOf(sent))
  })
  if (value !== bytes) throw new Error(`the floor gave ${value} of ${bytes} bytes`)
  return ms
}

/** Somebody signed in, from an address of their own. */
class Sender {
  readonly #port: number
  readonly #agent: Agent
  readonly #headers: Record<string, string>

  /** @param keepAlive only where it asks without a pause: one that the server has just closed would fail */
  constructor(
    port: number,
    host: string,
    session: string,
    { localAddress, keepAlive = false }: { localAddress?: string; keepAlive?: boolean } = {},
  ) {
    this.#port = port
    this.#agent = new Agent({ keepAlive, localAddress })
    this.#headers = { host, cookie: `session=${session}` }
  }

  open(method: string, path: string, headers: Record<string, string | number> = {}): ClientRequest {
    return request({
      agent: this.#agent,
      host: '127.0.0.1',
      port: this.#port,
      method,
      path,
      headers: { ...this.#headers, ...headers },
    })
  }

  async ask(
    method: string,
    path: string,
    headers: Record<string, string | number> = {},
    body?: object,
  ) {
    const text = body && JSON.stringify(body)
    const json: Record<string, string | number> =
      text === undefined
        ? {}
        : { 'content-type': 'application/json', 'content-length': text.length }
    const sent = this.open(method, path, { ...headers, ...json }).end(text)
    const answer = await answerOf(sent)
    const pieces: Buffer[] = []
    for await (const piece of answer as AsyncIterable<Buffer>) pieces.push(piece)
    const said = Buffer.concat(pieces).toString()
    if (answer.statusCode! >= 400)
      throw new Error(`${method} ${path}: ${answer.statusCode} ${said}`)
    return { headers: answer.headers, text: said }
  }

  /** @returns its path */
  async begin(bytes: number): Promise<string> {
    const name = Buffer.from('film.bin').toString('base64')
    const headers = {
      ...TUS,
      'upload-length': bytes,
      'upload-metadata': `filename ${name}`,
      'content-length': 0,
    }
    return (await this.ask('POST', '/api/v1/uploads', headers)).headers.location!
  }

  goOn(path: string, offset: number, length: number): ClientRequest {
    return this.open('PATCH', path, {
      ...TUS,
      'content-type': 'application/offset+octet-stream',
      'upload-offset': offset,
      'content-length': length,
    })
  }

  async send(bytes: number): Promise<string> {
    const path = await this.begin(bytes)
    await this.#rest(path, 0, bytes)
    return path
  }

  async #rest(path: string, offset: number, bytes: number): Promise<void> {
    const sent = this.goOn(path, offset, bytes - offset)
    const answer = answerOf(sent)
    await pour(sent, bytes - offset)
    sent.end()
    const { statusCode } = await answer
    if (statusCode !== 204) throw new Error(`going on at ${offset} answered ${statusCode}`)
    ;(await answer).resume()
  }

  async held(path: string): Promise<number> {
    return Number((await this.ask('HEAD', path, TUS)).headers['upload-offset'])
  }

  /** Sends it and hangs up so many times in the middle. @returns how often it was gone on with */
  async sendCut(bytes: number, cuts: number): Promise<number> {
    const path = await this.begin(bytes)
    let held = 0
    for (let cut = 0; cut < cuts; cut++) {
      const sent = this.goOn(path, held, bytes - held)
      sent.on('error', () => undefined)
      await pour(sent, Math.floor(bytes / (cuts + 1)))
      sent.destroy()
      const before = held
      for (let tries = 0; held === before && tries < 1000; tries++) {
        await delay(10)
        held = await this.held(path)
      }
    }
    await this.#rest(path, held, bytes)
    await this.ask('DELETE', path)
    return cuts
  }

  /** @returns where its content is, once it was looked at */
  async add(upload: string, about: string): Promise<string> {
    const body = { about, upload: upload.split('/').at(-1) }
    const { id } = JSON.parse((await this.ask('POST', '/api/v1/files', {}, body)).text) as {
      id: string
    }
    for (;;) {
      const { state } = JSON.parse((await this.ask('GET', `/api/v1/files/${id}`)).text) as {
        state: string
      }
      if (state === 'ready') return `/api/v1/files/${id}/content`
      await delay(20)
    }
  }

  async take(path: string, bytes: number): Promise<void> {
    const answer = await answerOf(this.open('GET', path).end())
    const came = await counted(answer)
    if (came !== bytes) throw new Error(`${answer.statusCode}: ${came} of ${bytes} bytes came`)
  }

  destroy(): void {
    this.#agent.destroy()
  }

  keepingAlive(): Sender {
    const [, session] = this.#headers['cookie']!.split('=')
    return new Sender(this.#port, this.#headers['host']!, session!, { keepAlive: true })
  }

  to(session: string, localAddress: string): Sender {
    return new Sender(this.#port, this.#headers['host']!, session, { localAddress })
  }
}

/** Each of a person and from an address of their own, four kilobytes a second; whoever is turned away comes again. */
async function slowUploads(
  installation: Installation,
  portal: string,
  staff: Sender,
): Promise<FilesMeasured['slow']> {
  const { slowUploads: uploads, slowAsked: asked } = sizes
  const ask = async () => {
    const times: number[] = []
    const one = staff.keepingAlive()
    for (let n = 0; n < asked; n++)
      times.push((await timed(() => one.ask('GET', '/api/v1/session'))).ms)
    one.destroy()
    return median(times)
  }
  const sessions = await seedCrowd(installation, portal, uploads)
  const crowd = sessions.map((session, n) => staff.to(session, `127.${1 + (n >> 8)}.${n & 255}.1`))
  const paths: string[] = []
  for (const one of crowd) paths.push(await one.begin(SLOW_BYTES))
  await ask()
  const aloneMs = await ask()
  let over = false
  let [taken, turnedAway] = [0, 0]
  const going = crowd.map(async (one, n) => {
    while (!over) {
      const held = await one.held(paths[n]!)
      const sent = one.goOn(paths[n]!, held, SLOW_BYTES - held)
      let isOpen = true
      sent.on('error', () => undefined).on('close', () => (isOpen = false))
      sent.on('response', (answer) => {
        isOpen = false
        if (!over) turnedAway++
        answer.resume()
      })
      taken++
      while (isOpen && !over) {
        sent.write(PIECE.subarray(0, 4096))
        await delay(1000)
      }
      taken--
      sent.destroy()
      // As `Retry-After` says.
      await delay(over ? 0 : 5000)
    }
  })
  await delay(sizes.slowSettleMs)
  const meanwhileMs = await ask()
  const at = { taken, turnedAway }
  over = true
  await Promise.all(going)
  for (const one of crowd) one.destroy()
  return { uploads, ...at, aloneMs, meanwhileMs }
}

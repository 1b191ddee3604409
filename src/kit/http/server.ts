import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { BlockList, Socket } from 'node:net'
import { refuse } from '../refusal.ts'
import { Turns } from '../db/turns.ts'
import type { Tally } from '../tally.ts'
import { clientAddress, isTrusted, networkOf } from './address.ts'
import { Counts } from './counts.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { acceptedLanguage } from './languages.ts'
import { PROBLEM_HEADERS, problemOf } from './problem.ts'

/** What is held at once, of all and of one network, and for how long. */
export interface Caps {
  connections: number
  /** Not of a proxy we know: it brings everybody. */
  connectionsOfNetwork: number
  /** Being answered, or waiting for that. */
  requests: number
  requestsOfNetwork: number
  /** Of those, being answered; the others wait in the order they came. */
  atOnceOfNetwork: number
  /** From its first byte to the end of a request's headers. */
  headersMs: number
  /** To the end of its body. */
  requestMs: number
  /** In which nothing is taken of an answer that lies ready; a second more for each `bytesPerSecond` of it. */
  unreadMs: number
  bytesPerSecond: number
}

/**
 * An office of a hundred behind one address opens its pages at the same moment: some wait a little, and nobody
 * is turned away. What one network does at once holds all others up by no more than a few dozen pages.
 * A megabyte may take a minute to come.
 */
export const CAPS: Caps = {
  connections: 2000,
  connectionsOfNetwork: 256,
  requests: 1000,
  requestsOfNetwork: 192,
  atOnceOfNetwork: 32,
  headersMs: 15_000,
  requestMs: 60_000,
  unreadMs: 20_000,
  bytesPerSecond: 8192,
}

/** Of a request's line and headers together, its address with it; more is answered 431. */
const HEADER_BYTES = 16_384

interface Connection extends Reader {
  socket: Socket
  /** Null for a proxy we know. */
  network: string | null
  /** Requests on it that are not answered to the end. */
  busy: number
}

/** Who is being answered: how many bytes have left for them, and when there were more last. */
export interface Reader {
  socket: Pick<Socket, 'writableLength' | 'bytesWritten'>
  taken: number
  since: number
}

export interface Guard {
  proxies: BlockList
  tally: Tally
  /** Paths that are answered whatever else is going on. */
  always: readonly string[]
  caps?: Caps
}

/**
 * An HTTP server that no crowd and no single peer fills: whoever sends or reads too slowly is cut off, and
 * one request too many is answered so at once. A connection too many takes the place of the one that has
 * been idle longest; there always is one, as long as fewer requests are answered than connections held.
 */
export function guardedServer(
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<unknown>,
  guard: Guard,
): Server {
  const { proxies, tally, always, caps = CAPS } = guard
  const connections = new Map<Socket, Connection>()
  const connected = new Counts<string | null>()
  const requests = new Counts()
  const turns = new Turns(caps.atOnceOfNetwork)

  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: caps.headersMs,
      requestTimeout: caps.requestMs,
      connectionsCheckingInterval: Math.min(1000, caps.headersMs),
    },
    (incoming, outgoing) => {
      const connection = connections.get(incoming.socket)
      if (connection) occupy(connection, outgoing)
      if (always.includes(incoming.url ?? '')) return void listener(incoming, outgoing)
      const network = networkAsking(incoming, proxies)
      const over =
        requests.of(network) >= caps.requestsOfNetwork
          ? 'network_busy'
          : requests.all >= caps.requests
            ? 'busy'
            : null
      if (over) {
        tally.note('requests turned away: too many at once', { network })
        return turnAway(incoming, outgoing, over)
      }
      requests.add(network)
      const closed = new Promise((resolve) => outgoing.once('close', resolve))
      const answered = turns.take(network, async () => {
        if (!outgoing.destroyed) await listener(incoming, outgoing)
      })
      // Whoever hangs up has not ended what they set going.
      void Promise.allSettled([closed, answered]).then(() => requests.remove(network))
    },
  )

  server.on('connection', (socket: Socket) => {
    const network = networkConnecting(socket, proxies)
    const crowded = network !== null && connected.of(network) >= caps.connectionsOfNetwork
    if (crowded || connected.all >= caps.connections) {
      tally.note('connections closed: too many at once', { network })
      const idle = connections
        .values()
        .find((one) => one.busy === 0 && (!crowded || one.network === network))
      ;(idle?.socket ?? socket).destroy()
      if (!idle) return
      forget(idle)
    }
    const connection = { socket, network, busy: 0, taken: 0, since: performance.now() }
    connections.set(socket, connection)
    connected.add(network)
    socket.once('close', () => forget(connection))
  })

  /** Twice does no harm: whoever makes room is forgotten before it is closed. */
  const forget = (connection: Connection) => {
    if (connections.delete(connection.socket)) connected.remove(connection.network)
  }

  const occupy = (connection: Connection, outgoing: ServerResponse) => {
    connection.busy++
    outgoing.once('close', () => {
      connection.busy--
      // Idle from now on: to the end of the line of those that make room.
      if (connections.delete(connection.socket)) connections.set(connection.socket, connection)
    })
  }

  const looking = setInterval(
    () => {
      const now = performance.now()
      for (const connection of connections.values())
        if (isUnread(connection, now, caps)) {
          tally.note('connections closed: the answer was not read', { network: connection.network })
          connection.socket.destroy()
        }
    },
    Math.min(1000, caps.unreadMs),
  ).unref()
  server.on('close', () => clearInterval(looking))
  return server
}

/** Whether somebody has taken nothing of what lies ready for them, for longer than so much of it may take. */
export function isUnread(
  reader: Reader,
  now: number,
  { unreadMs, bytesPerSecond }: Pick<Caps, 'unreadMs' | 'bytesPerSecond'>,
): boolean {
  const { socket } = reader
  const waiting = socket.writableLength
  const taken = socket.bytesWritten - waiting
  if (waiting === 0 || taken !== reader.taken) {
    Object.assign(reader, { taken, since: now })
    return false
  }
  return now - reader.since > unreadMs + (waiting / bytesPerSecond) * 1000
}

function networkConnecting({ remoteAddress }: Socket, proxies: BlockList): string | null {
  const address = clientAddress(remoteAddress, undefined, proxies)
  return address !== undefined && isTrusted(proxies, address)
    ? null
    : networkOf(address ?? 'unknown')
}

function networkAsking({ socket, headers }: IncomingMessage, proxies: BlockList): string {
  const forwarded = headers['x-forwarded-for']
  const written = Array.isArray(forwarded) ? forwarded.join() : forwarded
  return networkOf(clientAddress(socket.remoteAddress, written, proxies) ?? 'unknown')
}

/** A few lines that need neither database nor page. The connection ends with them, whatever was being sent. */
function turnAway(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  code: 'busy' | 'network_busy',
): void {
  const language = acceptedLanguage(incoming.headers['accept-language']) ?? 'en'
  const refusal = refuse(code)
  const isApi = incoming.url?.startsWith('/api/')
  outgoing.writeHead(refusal.status, {
    ...SECURITY_HEADERS,
    ...(isApi
      ? PROBLEM_HEADERS
      : { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }),
    'retry-after': '2',
    connection: 'close',
  })
  outgoing.end(isApi ? JSON.stringify(problemOf(refusal, language)) : `${refusal.say(language)}\n`)
}

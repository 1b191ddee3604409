import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { BlockList, Socket } from 'node:net'
import { refuse } from '../refusal.ts'
import type { Tally } from '../tally.ts'
import { clientAddress, isTrusted, networkOf } from './address.ts'
import { Counts } from './counts.ts'
import { SECURITY_HEADERS } from './headers.ts'
import { acceptedLanguage } from './languages.ts'
import { Line, type LineCaps } from './line.ts'
import {
  isLate,
  isSlow,
  isUnread,
  writtenOf,
  type Arriving,
  type Pace,
  type Reader,
} from './pace.ts'
import { PROBLEM_HEADERS, problemOf } from './problem.ts'

/** What is held at once, of all and of one network, and for how long. */
export interface Caps extends LineCaps, Pace {
  connections: number
  /** Not of a proxy we know: it brings everybody. */
  connectionsOfNetwork: number
  /** Being answered, or waiting for that. */
  requests: number
  requestsOfNetwork: number
  /** Sent on one connection without waiting for the answer to the first. */
  requestsAhead: number
  /** From its first byte to the end of a request's headers. */
  headersMs: number
  /** From there to the end of its body; of one that may take its time, to the next of its bytes. */
  requestMs: number
}

/**
 * An office of a hundred behind one address opens its pages at the same moment: some wait a little, and nobody
 * is turned away. What is begun at once, of however many networks, holds all others up by no more than a few
 * dozen pages. A megabyte may take a minute to come.
 */
export const CAPS: Caps = {
  connections: 2000,
  connectionsOfNetwork: 256,
  requests: 1000,
  requestsOfNetwork: 192,
  requestsAhead: 16,
  atOnce: 32,
  atOnceOfNetwork: 32,
  placeMs: 250,
  headersMs: 15_000,
  requestMs: 60_000,
  unreadMs: 25_000,
  bodyMs: 20_000,
  bytesPerSecond: 2048,
}

/** Of a request's line and headers together, its address with it; more is answered 431. */
const HEADER_BYTES = 16_384

interface Connection extends Reader {
  socket: Socket
  /** Null for a proxy we know. */
  network: string | null
  /** Requests on it that are not answered to the end. */
  busy: number
  /** More was sent ahead than is taken: nothing of that is answered any more. */
  overrun: boolean
  last?: Arriving & { outgoing: ServerResponse }
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
 * one request too many is answered so at once: that of whichever network has most. A connection too many takes the
 * place of the one that has been idle longest; there always is one, as long as fewer requests are answered than
 * connections held.
 */
export function guardedServer(
  listener: (incoming: IncomingMessage, outgoing: ServerResponse) => Promise<unknown>,
  guard: Guard,
): Server {
  const { proxies, tally, always, caps = CAPS } = guard
  const connections = new Map<Socket, Connection>()
  const connected = new Counts<string | null>()
  const requests = new Counts()
  const line = new Line(caps)

  const server = createServer(
    {
      maxHeaderSize: HEADER_BYTES,
      headersTimeout: caps.headersMs,
      // Looked at below: Node would not see whether anything comes.
      requestTimeout: 0,
      connectionsCheckingInterval: Math.min(1000, caps.headersMs),
    },
    (incoming, outgoing) => {
      const connection = connections.get(incoming.socket)
      if (connection?.overrun) return
      if (connection) occupy(connection, incoming, outgoing)
      const network = connection?.network ?? networkAsking(incoming, proxies)
      if (connection && connection.busy > caps.requestsAhead) {
        connection.overrun = true
        readNoFurther(incoming.socket)
        return turnAway(incoming, outgoing, network, 'network_busy')
      }
      if (always.includes(incoming.url ?? '')) return void listener(incoming, outgoing)
      if (requests.of(network) >= caps.requestsOfNetwork)
        return turnAway(incoming, outgoing, network, 'network_busy')
      if (requests.all >= caps.requests && !evictFromBusiest(network))
        return turnAway(incoming, outgoing, network, 'busy')
      requests.add(network)
      // Whoever hangs up has not ended what they set going: it is over when both are.
      let ends = 2
      const end = () => --ends === 0 && requests.remove(network)
      outgoing.once('close', end)
      line.enter(network, {
        begin: async () => {
          try {
            if (!outgoing.destroyed) await listener(incoming, outgoing)
          } catch {
            // What went wrong has been answered and logged by the application.
          } finally {
            end()
          }
        },
        turnAway: () => {
          requests.remove(network)
          turnAway(incoming, outgoing, network, 'busy')
        },
      })
    },
  )

  /** For a network that has less than another: in place of what that one sent last, or does not read. */
  const evictFromBusiest = (network: string): boolean => {
    const crowd = requests.most()
    if (crowd === undefined || requests.of(crowd) <= requests.of(network) + 1) return false
    if (line.shorten(crowd)) return true
    const unread = connections
      .values()
      .find((one) => one.network === crowd && one.socket.writableLength > 0)
    if (unread) close(unread, 'the answer was not read')
    return unread !== undefined
  }

  const turnAway = (
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    network: string,
    code: 'busy' | 'network_busy',
  ) => {
    tally.note('requests turned away: too many at once', { network })
    tellToComeBack(incoming, outgoing, code)
  }

  // Nobody is led on from here to anywhere.
  server.on('connect', (_, socket) => socket.end(NO_TUNNEL, () => socket.destroy()))

  server.on('connection', (socket: Socket) => {
    line.hurry()
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
    const since = performance.now()
    const connection = { socket, network, busy: 0, overrun: false, bytesRead: 0, since }
    connections.set(socket, connection)
    connected.add(network)
    socket.once('close', () => forget(connection))
  })

  /** Twice does no harm: whoever makes room is forgotten before it is closed. */
  const forget = (connection: Connection) => {
    if (connections.delete(connection.socket)) connected.remove(connection.network)
  }

  const occupy = (connection: Connection, incoming: IncomingMessage, outgoing: ServerResponse) => {
    connection.busy++
    const { bytesRead: from } = connection.socket
    const now = performance.now()
    connection.last = {
      ...{ incoming, outgoing, from, since: now },
      ...{ begun: now, heard: from, heardAt: now },
    }
    outgoing.once('close', () => {
      connection.busy--
      // Idle from now on: to the end of the line of those that make room.
      if (connections.delete(connection.socket)) connections.set(connection.socket, connection)
    })
  }

  const close = ({ socket, network }: Connection, why: string) => {
    tally.note(`connections closed: ${why}`, { network })
    socket.destroy()
  }

  const looking = setInterval(
    () => {
      const now = performance.now()
      for (const connection of connections.values()) {
        const { socket, last } = connection
        if (isUnread(connection, writtenOf(socket), now, caps))
          close(connection, 'the answer was not read')
        else if (
          last &&
          (isLate(last, socket.bytesRead, now, caps) || isSlow(last, socket.bytesRead, now, caps))
        ) {
          // To a request that stands behind another this would be the wrong answer.
          if (last.outgoing.socket && !last.outgoing.headersSent) socket.write(TOO_SLOW)
          close(connection, 'the body came too slowly')
        }
      }
    },
    Math.min(1000, caps.unreadMs, caps.bodyMs, caps.requestMs),
  ).unref()
  server.on('close', () => clearInterval(looking))
  return server
}

/**
 * Nothing more of a connection, not even of what has come: sixty kilobytes sent ahead are a thousand requests, which
 * Node would make one by one, and end by an error each. What its parser does with one is not public; where that
 * changes they are made and left unanswered.
 */
function readNoFurther(socket: Socket): void {
  socket.pause()
  const { parser } = socket as { parser?: { onIncoming?: () => number } }
  // As of a request after which the connection speaks another protocol: the parser stops there.
  if (parser) parser.onIncoming = () => 2
}

/** As Node itself says it. */
const TOO_SLOW = 'HTTP/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n'
const NO_TUNNEL =
  'HTTP/1.1 405 Method Not Allowed\r\nConnection: close\r\nContent-Length: 0\r\n\r\n'

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
function tellToComeBack(
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

import type { IncomingMessage } from 'node:http'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { letTakeItsTime } from '../kit/http/pace.ts'

/** A body as it comes, of any length. */
export interface ArrivingBody {
  bytes: AsyncIterable<Buffer>
  /**
   * Ends it from here, so that whoever sends is answered: within a second, or with the connection where nothing comes
   * any more.
   */
  cutOff: () => void
}

/**
 * What a request sends, piece by piece; nobody may have read it before. From Node's own stream where there is one:
 * the one of the web costs twice the time.
 */
export function arrivingBody(c: Context): ArrivingBody {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  if (incoming) letTakeItsTime(incoming)
  if (incoming && 'iterator' in incoming) return untilCutOff(incoming)
  const body = c.req.raw.body
  return { bytes: pieces(body), cutOff: () => void body?.cancel() }
}

/** How long the next piece is waited for, at which what was cut off ends. */
const PIECE_MS = 1_000

function untilCutOff(incoming: IncomingMessage): ArrivingBody {
  let isCut = false
  let late: NodeJS.Timeout | undefined
  async function* bytes(): AsyncIterable<Buffer> {
    try {
      // The connection is left to the answer.
      for await (const piece of incoming.iterator({ destroyOnReturn: false })) {
        if (isCut) throw new Error('cut off')
        yield piece
      }
    } finally {
      clearTimeout(late)
    }
  }
  return {
    bytes: bytes(),
    cutOff: () => {
      isCut = true
      late ??= setTimeout(() => incoming.destroy(), PIECE_MS)
    },
  }
}

/** Ends the answer to a request, however far it has come, and the connection with it. @returns false where there is none */
export function cutOffAnswer(c: Context): boolean {
  const { outgoing } = (c.env ?? {}) as Partial<HttpBindings>
  outgoing?.destroy()
  return outgoing !== undefined
}

async function* pieces(body: ReadableStream<Uint8Array> | null): AsyncIterable<Buffer> {
  for await (const piece of body ?? [])
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.length)
}

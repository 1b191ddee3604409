import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'
import { letTakeItsTime } from '../kit/http/pace.ts'

/** A body as it comes, of any length. */
export interface ArrivingBody {
  bytes: AsyncIterable<Buffer>
  /** Ends it from here, and the connection with it. */
  cutOff: () => void
}

/**
 * What a request sends, piece by piece; nobody may have read it before. From Node's own stream where there is one:
 * the one of the web costs twice the time.
 */
export function arrivingBody(c: Context): ArrivingBody {
  const incoming = (c.env as Partial<HttpBindings> | undefined)?.incoming
  if (incoming) letTakeItsTime(incoming)
  if (incoming && Symbol.asyncIterator in incoming)
    return { bytes: incoming, cutOff: () => void incoming.destroy() }
  const body = c.req.raw.body
  return { bytes: pieces(body), cutOff: () => void body?.cancel() }
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

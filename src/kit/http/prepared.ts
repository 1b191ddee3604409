import { hash } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { Context } from 'hono'
import { requestHeader } from './headers.ts'

/** An answer that is the same for everybody, made once: sent as the bytes that lie here. */
export interface Prepared {
  plain: Uint8Array<ArrayBuffer>
  gzip: Uint8Array<ArrayBuffer>
  /** Of what it says, however it is packed. */
  etag: string
}

export function prepare(body: string | Uint8Array): Prepared {
  const plain = new Uint8Array(Buffer.from(body as string))
  return {
    plain,
    gzip: new Uint8Array(gzipSync(plain, { level: 9 })),
    etag: `W/"${hash('sha256', plain, 'base64url').slice(0, 22)}"`,
  }
}

export const acceptsGzip = (c: Context): boolean =>
  /\bgzip\b/.test(requestHeader(c, 'accept-encoding') ?? '')

/** Sends it, or says that it is still what the visitor has. @param headers its type, and how long it is kept */
export function sendPrepared(
  c: Context,
  { plain, gzip, etag }: Prepared,
  headers: Record<string, string>,
): Response {
  const about = { etag, vary: 'accept-encoding', ...headers }
  const etags = requestHeader(c, 'if-none-match')
    ?.split(',')
    .map((tag) => tag.trim())
  if (etags?.includes(etag)) return new Response(null, { status: 304, headers: about })
  return acceptsGzip(c)
    ? new Response(gzip, { headers: { ...about, 'content-encoding': 'gzip' } })
    : new Response(plain, { headers: about })
}

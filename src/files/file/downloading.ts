import { openRange, type Range } from '../../kit/file-store/reading.ts'
import { contentKey } from '../../kit/file-store/sealed-chunks.ts'
import { FileStoreUnavailable, type FileStore } from '../../kit/file-store/file-store.ts'
import type { Installation } from '../../kit/installation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { wherever } from '../contents/reading.ts'
import { refuse } from '../refusals.ts'
import { endedBy, rangeAsked } from './conditions.ts'

/** One content to be given out. */
export interface Given {
  portal: string
  content: string
  store: FileStore['kind']
  bytes: number
  type: string
  name: string
}

/** What is shown in a browser's window rather than kept: what nothing can run in. */
const SHOWN = new Set([
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'application/pdf',
  'text/plain',
])

/** A name in `Content-Disposition`, by RFC 6266: in plain letters, and in all there are. */
function disposition(name: string, kind: 'attachment' | 'inline'): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${kind}; filename="${plain}"; filename*=UTF-8''${whole}`
}

/** Notes that bytes are on their way, and is told how that is ended. @returns to be called when it is over */
export type Watch = (end: () => void) => () => void

/** Read as it is asked for: of a look at the headers alone nothing is held, and nothing is under way. */
function streamed(open: () => AsyncIterable<Buffer>, watch: Watch): ReadableStream<Uint8Array> {
  let pieces: AsyncIterator<Buffer> | undefined
  let over = () => {}
  const letGo = async () => {
    over()
    await pieces?.return?.()
  }
  return new ReadableStream<Uint8Array>(
    {
      pull: async (out) => {
        if (!pieces) {
          pieces = open()[Symbol.asyncIterator]()
          over = watch(() => {
            out.error(new Error('it may not go on'))
            void letGo()
          })
        }
        try {
          const { value, done } = await pieces.next()
          if (!done) return out.enqueue(value)
          over()
          out.close()
        } catch (error) {
          over()
          throw error
        }
      },
      cancel: letGo,
    },
    { highWaterMark: 0 },
  )
}

/**
 * Gives a file, or the range of it that is asked for, as it is read: nothing of it runs anywhere, and no cache keeps
 * it. What does not open breaks the answer off.
 */
export async function give(
  installation: Pick<Installation, 'db' | 'keys' | 'files' | 'log'>,
  request: Request,
  { portal, content, store, bytes, type, name }: Given,
  watch: Watch,
): Promise<Response | Refusal> {
  const etag = `"${content}"`
  const ended = endedBy(request.headers, etag)
  if (ended === 412) return kitRefuse('changed_meanwhile')
  const headers: Record<string, string> = {
    'accept-ranges': 'bytes',
    etag,
    'cache-control': 'private, no-store',
  }
  if (ended === 304) return new Response(null, { status: ended, headers })
  Object.assign(headers, {
    'content-type': SHOWN.has(type) ? type : 'application/octet-stream',
    'content-disposition': disposition(name, 'attachment'),
    'content-security-policy': "default-src 'none'; sandbox",
  })
  const range = rangeAsked(request, { etag, bytes })
  if (range === undefined)
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'content-range': `bytes */${bytes}` },
    })
  const { from, to } = range ?? { from: 0, to: bytes }
  headers['content-length'] = String(to - from)
  if (range) headers['content-range'] = `bytes ${from}-${to - 1}/${bytes}`
  const key = contentKey(await installation.keys.held(portal), content)
  const what = { key, bytes, range: { from, to } }
  const source = wherever(installation, store)
  const open = (range: Range) => openRange(source, { portal, content }, { ...what, range })
  // Its first byte is opened before anything is promised: a content that is not there, or altered, is told as that.
  try {
    for await (const _ of open({ from, to: Math.min(to, from + 1) })) break
  } catch (error) {
    if (!(error instanceof FileStoreUnavailable)) throw error
    installation.log.error({ err: error, portal }, 'files cannot be given out')
    return { ...refuse('files_away'), retryAfterSeconds: 30 }
  }
  const body = streamed(() => open({ from, to }), watch)
  return new Response(body, { status: range ? 206 : 200, headers })
}

import type { Instant } from '../clock.ts'
import { Bucket, type S3Place } from '../s3.ts'
import {
  ContentMissing,
  FileStoreUnavailable,
  named,
  type ContentName,
  type FileStore,
} from './file-store.ts'
import { Multipart } from './multipart.ts'

/** For the next bytes of a content to come. */
const PIECE_MS = 20_000

const FILES = 'files/'
const nameOf = (name: ContentName): string => {
  const { portal, content } = named(name)
  return `${FILES}${portal}/${content}`
}

/** Contents in a bucket of any S3-compatible store: `files/<portal>/<content>`. */
export class BucketStore implements FileStore {
  readonly kind = 'bucket'
  readonly place: string
  readonly #bucket: Bucket
  readonly #multipart: Multipart

  /** @param partBytes of how many a larger content is made up; as the specification of S3 wants it, unless told otherwise */
  constructor(place: S3Place, partBytes?: number) {
    this.#bucket = new Bucket(place, unavailable)
    this.#multipart = new Multipart(this.#bucket, partBytes)
    this.place = this.#bucket.place
  }

  async *read(name: ContentName, from: number, to: number): AsyncIterable<Buffer> {
    for (let at = from; at < to;) {
      const before = at
      try {
        for await (const piece of this.#pieces(name, at, to)) {
          at += piece.length
          yield piece
        }
      } catch (error) {
        // A connection that broke is gone on with, as long as anything comes.
        if (error instanceof ContentMissing || at === before) throw error
        continue
      }
      if (at === before) throw new ContentMissing(`${name.content} ends at ${at}`)
    }
  }

  async *#pieces(name: ContentName, from: number, to: number): AsyncIterable<Buffer> {
    const url = this.#bucket.at(nameOf(name))
    const request = { streamed: true, headers: { range: `bytes=${from}-${to - 1}` } }
    const answer = await this.#bucket.well('GET', url, request, [404, 416])
    if (!answer.ok) throw new ContentMissing(`${url} answered ${answer.status}`)
    const reader = answer.body!.getReader()
    try {
      if (answer.status !== 206) throw unavailable('it does not give ranges')
      for (let left = to - from; left > 0;) {
        const { value } = await withinTime(reader.read())
        if (!value) return
        const piece = Buffer.from(value.buffer, value.byteOffset, Math.min(left, value.length))
        left -= piece.length
        yield piece
      }
    } finally {
      await reader.cancel().catch(() => undefined)
    }
  }

  async put(name: ContentName, source: AsyncIterable<Buffer>, bytes: number): Promise<void> {
    await this.#multipart.put(nameOf(name), source, bytes)
    const url = this.#bucket.at(nameOf(name))
    const { headers } = await this.#bucket.well('HEAD', url)
    if (Number(headers.get('content-length')) !== bytes)
      throw unavailable(`of ${bytes} bytes it has ${headers.get('content-length')} at ${url}`)
  }

  async remove(name: ContentName): Promise<void> {
    await this.#bucket.delete(nameOf(name))
  }

  async removeAll(portal: string): Promise<void> {
    for await (const content of this.list(portal)) await this.remove({ portal, content })
  }

  async *portals(): AsyncIterable<string> {
    let last: string | undefined
    for await (const name of this.#bucket.list(FILES)) {
      const [, portal] = name.split('/')
      if (portal !== undefined && portal !== last) yield portal
      last = portal
    }
  }

  async *list(portal: string): AsyncIterable<string> {
    const under = `${FILES}${named({ portal, content: portal }).portal}/`
    for await (const name of this.#bucket.list(under)) yield name.slice(under.length)
  }

  async changedAt(name: ContentName): Promise<Instant | null> {
    const { ok, headers } = await this.#bucket.well(
      'HEAD',
      this.#bucket.at(nameOf(name)),
      {},
      [404],
    )
    const at = Date.parse(headers.get('last-modified') ?? '')
    return ok ? Temporal.Instant.fromEpochMilliseconds(Number.isNaN(at) ? 0 : at) : null
  }

  /** Parts of what was never put together: nobody lists them, and they take room. */
  forgetParts(before: Instant): Promise<void> {
    return this.#multipart.forget(FILES, before)
  }
}

const unavailable = (why: string, cause?: unknown) =>
  new FileStoreUnavailable(`the bucket of files: ${why}`, { cause })

async function withinTime<T>(work: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>()
  const timer = setTimeout(() => late.reject(new Error('nothing comes any more')), PIECE_MS)
  try {
    return await Promise.race([work, late.promise])
  } catch (error) {
    throw unavailable((error as Error).message, error)
  } finally {
    clearTimeout(timer)
  }
}

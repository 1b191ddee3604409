import type { Instant } from '../clock.ts'
import type { Bucket } from '../s3.ts'

/** At least 5 MiB where there are several; of 5 GB there are 600 then, and there may be 10,000. */
const PART_BYTES = 8 * 1024 * 1024
/** For one of them to be taken, and for all to be put together. */
const PART_MS = 60_000

/** Putting what is long into a bucket, a part after another; what fits into one goes at once. */
export class Multipart {
  readonly #bucket: Bucket
  readonly #partBytes: number

  constructor(bucket: Bucket, partBytes = PART_BYTES) {
    this.#bucket = bucket
    this.#partBytes = partBytes
  }

  /**
   * Whole or not at all; two parts are in memory at most: the one that fills, and its copy while it is sent.
   * @throws where the source has other bytes than it was said to
   */
  async put(name: string, source: AsyncIterable<Buffer>, bytes: number): Promise<void> {
    const parts = this.#parts(source, bytes)
    const url = this.#bucket.at(name)
    if (bytes <= this.#partBytes) {
      for await (const body of parts)
        await this.#bucket.well('PUT', url, { body, patienceMs: PART_MS })
      return
    }
    const begun = await (await this.#bucket.well('POST', `${url}?uploads`)).text()
    const id = /<UploadId>([^<]+)<\/UploadId>/.exec(begun)?.[1]
    if (id === undefined) throw new Error(`${url} names no upload`)
    const query = new URLSearchParams({ uploadId: id })
    try {
      const etags: string[] = []
      for await (const body of parts) {
        const of = `${url}?partNumber=${etags.length + 1}&${query}`
        const { headers } = await this.#bucket.well('PUT', of, { body, patienceMs: PART_MS })
        etags.push(headers.get('etag') ?? '')
      }
      await this.#complete(`${url}?${query}`, etags)
    } catch (error) {
      // Its parts are found by the sweep where the store does not even take this.
      await this.#bucket.ask('DELETE', `${url}?${query}`).catch(() => undefined)
      throw error
    }
  }

  async #complete(url: string, etags: readonly string[]): Promise<void> {
    const parts = etags.map(
      (etag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
    )
    const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`)
    const request = { body, patienceMs: PART_MS, headers: { 'content-type': 'application/xml' } }
    const answer = await this.#bucket.well('POST', url, request)
    // It may have begun its answer before it knew.
    if (!/<CompleteMultipartUploadResult/.test(await answer.clone().text()))
      throw this.#bucket.failed(answer, url)
  }

  /** All of one size but the last; the buffer is the same one again and again. Of nothing there is one, empty. */
  async *#parts(source: AsyncIterable<Buffer>, bytes: number): AsyncIterable<Buffer> {
    const part = Buffer.allocUnsafeSlow(Math.min(bytes, this.#partBytes))
    let [filled, given] = [0, 0]
    for await (const piece of source)
      for (let at = 0; at < piece.length;) {
        if (filled === part.length) {
          if (given + filled === bytes) throw new Error('it has more bytes than it was said to')
          yield part
          given += filled
          filled = 0
        }
        const copied = piece.copy(part, filled, at)
        at += copied
        filled += copied
      }
    if (given + filled !== bytes) throw new Error(`it has ${given + filled} bytes, not ${bytes}`)
    yield part.subarray(0, filled)
  }

  /** Uploads that were begun before, and never put together. */
  async forget(under: string, before: Instant): Promise<void> {
    const { address, prefix } = this.#bucket
    const query = new URLSearchParams({ uploads: '', prefix: prefix + under })
    const answer = await this.#bucket.ask('GET', `${address}?${query}`)
    // Not every such store lists them; there a rule of its own has to clear them.
    if (!answer.ok) return
    for (const [, upload] of (await answer.text()).matchAll(/<Upload>(.*?)<\/Upload>/gs)) {
      const [name, id, at] = ['Key', 'UploadId', 'Initiated'].map(
        (tag) => new RegExp(`<${tag}>([^<]+)</${tag}>`).exec(upload!)?.[1],
      )
      if (!name || !id || !at) continue
      if (Temporal.Instant.compare(Temporal.Instant.from(at), before) >= 0) continue
      await this.#bucket.well(
        'DELETE',
        `${address}/${name}?${new URLSearchParams({ uploadId: id })}`,
        {},
        [404],
      )
    }
  }
}

import { spawn, type ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import { createRequire } from 'node:module'
import { Readable, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

/** A picture of more is not decoded: 50 million take 600 MB, and no phone's camera makes more unless told to. */
const MOST_PIXELS = 50_000_000
/** Of what comes in: more is no photo of a phone's. */
export const MOST_PICTURE_BYTES = 64e6
const THUMBNAIL_PIXELS = 320
/** Of a processor; and in all, since a busy machine is no picture's fault. */
const SECONDS = 20
const MOST_SECONDS = 90
/** Of memory of its own, of which 600 MB are only set aside, as by every process of Node's. */
const MOST_KILOBYTES = 1_200_000
/** Of more pixels, the best code for a JPEG is not looked for: it would be held whole, at 300 MB for 50 million. */
const BEST_CODE_PIXELS = 16_000_000

/** What is in it is no picture, or takes more than one may. */
export class CannotDecode extends Error {}

const { resolve: pathOf } = createRequire(import.meta.url)

/** How the process says that a picture cannot be decoded; any other end is no fault of the picture's, or its very worst. */
const REFUSED = 4

/**
 * What the process runs. A text, since we are built into one file, which is not read again while we run. Of all that
 * the library reads it is left the three kinds that phones and screens make: each other is code that strangers'
 * bytes would reach. Those who have seen a picture's frames move want them to: it stays as it is.
 */
const DECODING = `
  const [, at, settings] = process.argv
  const { pixels, side, best } = JSON.parse(settings)
  const sharp = require(at)
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp'].map((kind) => 'VipsForeignLoad' + kind + 'Buffer') })
  const kept = (optimiseCoding) =>
    ({ jpeg: { quality: 90, optimiseCoding }, png: { compressionLevel: 6 }, webp: { quality: 90 } })
  async function decode(bytes) {
    const open = () => sharp(bytes, { limitInputPixels: pixels, failOn: 'error' })
    const { format, width, height, pages = 1 } = await open().metadata()
    const how = kept(width * height <= best)[format]
    const clean = pages > 1 ? null : await open().autoOrient().toFormat(format, how).toBuffer()
    const thumbnail = await sharp(clean ?? bytes, { limitInputPixels: pixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 75 })
      .toBuffer()
    return [thumbnail, clean]
  }
  const come = []
  process.stdin.on('data', (piece) => come.push(piece))
  process.stdin.on('end', () =>
    decode(Buffer.concat(come)).then(
      ([thumbnail, clean]) => {
        process.stdout.write(JSON.stringify([thumbnail.length, clean ? clean.length : null]) + '\\n')
        process.stdout.write(thumbnail)
        if (clean) process.stdout.write(clean)
      },
      (error) => {
        process.stderr.write(String(error && error.message).slice(0, 200))
        process.exitCode = ${REFUSED}
      },
    ),
  )
`

/** A picture as it may be given out. */
export interface Decoded {
  /** As WebP. */
  thumbnail: AsyncIterable<Buffer>
  thumbnailBytes: number
  /** Upright, with nothing but its pixels; null of one that moves. */
  clean: AsyncIterable<Buffer> | null
  cleanBytes: number
}

/**
 * Decodes a picture in a process of its own, which holds nothing else, no secret of ours and no other picture, and
 * is ended when it takes too long or too much. A thread would not do: what decodes is C, and where that fails it
 * takes the whole process with it.
 * @param keep takes what comes of it as it comes, the thumbnail first
 * @throws CannotDecode
 */
export async function decode<T>(
  source: AsyncIterable<Buffer>,
  keep: (decoded: Decoded) => Promise<T>,
): Promise<T> {
  const child = begin()
  const said: Buffer[] = []
  child.stderr.on('data', (piece: Buffer) => said.length < 8 && said.push(piece))
  const ended = once(child, 'exit') as Promise<[number | null]>
  // One that could not be begun is told below, by what it does not say.
  ended.catch(() => undefined)
  const timer = setTimeout(() => child.kill('SIGKILL'), MOST_SECONDS * 1000)
  try {
    let sourceError: unknown
    const pieces = (async function* () {
      try {
        yield* source
      } catch (error) {
        sourceError = error
        throw error
      }
    })()
    // Whoever has refused a picture does not read it to its end.
    const sent = pipeline(Readable.from(pieces), child.stdin).catch(() => undefined)
    const out = new Parts(child.stdout)
    const sizes = await out.line()
    if (sizes === null) {
      await sent
      if (sourceError) throw sourceError as Error
      const [code] = await ended
      const why = Buffer.concat(said).toString()
      if (code !== REFUSED && code !== null && code !== 134) throw new Error(`pictures: ${why}`)
      throw new CannotDecode(why || 'it takes too long, or too much memory')
    }
    const [thumbnailBytes, cleanBytes] = JSON.parse(sizes) as [number, number | null]
    return await keep({
      thumbnail: out.take(thumbnailBytes),
      thumbnailBytes,
      clean: cleanBytes === null ? null : out.take(cleanBytes),
      cleanBytes: cleanBytes ?? 0,
    })
  } finally {
    clearTimeout(timer)
    child.kill('SIGKILL')
    // Before the next may begin, so that no two hold memory at once.
    await ended.catch(() => undefined)
  }
}

function begin(): ChildProcessByStdio<Writable, Readable, Readable> {
  const settings = JSON.stringify({
    pixels: MOST_PIXELS,
    side: THUMBNAIL_PIXELS,
    best: BEST_CODE_PIXELS,
  })
  const limits = `ulimit -d ${MOST_KILOBYTES}; ulimit -t ${SECONDS}; ulimit -c 0; exec "$0" "$@"`
  const node = [process.execPath, '-e', DECODING, pathOf('sharp'), settings]
  const child = spawn('/bin/sh', ['-c', limits, ...node], {
    // No secret of ours, and nothing that it would write to a disk: what does not fit is refused.
    env: { VIPS_DISC_THRESHOLD: '4g', TMPDIR: '/nonexistent', MALLOC_ARENA_MAX: '2' },
    cwd: '/',
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  // Where there is no place for one more process or pipe: unheard it would end ours.
  child.on('error', () => undefined)
  return child
}

/** What a process says, in parts of which the length is known. */
class Parts {
  readonly #pieces: AsyncIterator<Buffer>
  #left: Buffer = Buffer.alloc(0)

  constructor(source: AsyncIterable<Buffer>) {
    this.#pieces = source[Symbol.asyncIterator]()
  }

  async #more(): Promise<boolean> {
    const { value, done } = await this.#pieces.next()
    if (done) return false
    this.#left = this.#left.length > 0 ? Buffer.concat([this.#left, value]) : value
    return true
  }

  /** Null where it ends before. */
  async line(): Promise<string | null> {
    for (;;) {
      const end = this.#left.indexOf(10)
      if (end >= 0) {
        const line = this.#left.subarray(0, end).toString()
        this.#left = this.#left.subarray(end + 1)
        return line
      }
      if (this.#left.length > 100 || !(await this.#more())) return null
    }
  }

  async *take(bytes: number): AsyncIterable<Buffer> {
    for (let wanted = bytes; wanted > 0;) {
      if (this.#left.length === 0 && !(await this.#more())) throw new CannotDecode('it ended early')
      const piece = this.#left.subarray(0, wanted)
      this.#left = this.#left.subarray(piece.length)
      wanted -= piece.length
      yield piece
    }
  }
}

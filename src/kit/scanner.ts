import { once } from 'node:events'
import { connect, type Socket } from 'node:net'

/** The scanner is not there, does not answer in time, or does not take what it was given. */
export class ScannerUnavailable extends Error {}

/** Where a scanner listens. */
export type ScannerAt = { path: string } | { host: string; port: number }

/** Without a sign of life for so long it is given up, and in all after so long; a file is held for longer. */
const SILENT_MS = 30_000
const MOST_MS = 8 * 60_000
const PIECE_BYTES = 65_536
/** It answers in a line. */
const ANSWER_BYTES = 4096

/** Looks for what is known to be dangerous, by asking ClamAV's daemon in its own protocol. */
export class Scanner {
  readonly #at: ScannerAt

  constructor(at: ScannerAt) {
    this.#at = at
  }

  /**
   * @param source is handed over as it is read, a piece at a time
   * @returns what was found; null for nothing
   * @throws ScannerUnavailable @throws whatever reading throws
   */
  async find(source: AsyncIterable<Buffer>): Promise<string | null> {
    const socket = connect(this.#at)
    const failed = new Promise<never>((_, reject) => {
      socket.once('error', (error) => reject(new ScannerUnavailable(error.message)))
      socket.setTimeout(SILENT_MS, () => reject(new ScannerUnavailable('it is silent')))
      AbortSignal.timeout(MOST_MS).addEventListener('abort', () =>
        reject(new ScannerUnavailable('it takes too long')),
      )
    })
    failed.catch(() => undefined)
    try {
      const answer = readAnswer(socket)
      answer.catch(() => undefined)
      const isWhole = await Promise.race([failed, send(socket, source, answer)])
      const threat = foundIn(await Promise.race([failed, answer]))
      if (threat === null && !isWhole) throw new ScannerUnavailable('it has not heard all')
      return threat
    } finally {
      socket.destroy()
    }
  }
}

/** Ends early where it answers before the end, as it does to what is too large for it. @returns whether all was sent */
async function send(
  socket: Socket,
  source: AsyncIterable<Buffer>,
  answer: Promise<string>,
): Promise<boolean> {
  let isAnswered = false
  const over = () => void (isAnswered = true)
  const untilAnswered = answer.then(over, over)
  const write = async (bytes: Buffer) => {
    if (!isAnswered && !socket.write(bytes))
      await Promise.race([once(socket, 'drain'), untilAnswered])
  }
  await write(Buffer.from('zINSTREAM\0'))
  for await (const whole of source)
    for (let at = 0; at < whole.length; at += PIECE_BYTES) {
      if (isAnswered) return false
      const piece = whole.subarray(at, at + PIECE_BYTES)
      const length = Buffer.alloc(4)
      length.writeUInt32BE(piece.length)
      await write(Buffer.concat([length, piece]))
    }
  if (isAnswered) return false
  await write(Buffer.alloc(4))
  return true
}

async function readAnswer(socket: Socket): Promise<string> {
  const pieces: Buffer[] = []
  let length = 0
  for await (const piece of socket as AsyncIterable<Buffer>) {
    pieces.push(piece)
    length += piece.length
    if (piece.includes(0) || length > ANSWER_BYTES) break
  }
  return Buffer.concat(pieces).toString('utf8').split('\0')[0]!.trim()
}

function foundIn(answer: string): string | null {
  if (answer === 'stream: OK') return null
  const [, threat] = /^stream: (.+) FOUND$/.exec(answer) ?? []
  if (threat === undefined) throw new ScannerUnavailable(`it answers ${JSON.stringify(answer)}`)
  return threat.slice(0, 200)
}

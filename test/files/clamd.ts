import { once } from 'node:events'
import { createServer, type AddressInfo, type Server } from 'node:net'
import type { ScannerAt } from '../../src/kit/scanner.ts'

/** In two halves: scanners of those who work on this would find it. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
)

/** More than this it does not take. */
export const MOST_BYTES = 10 * 1024 * 1024

/**
 * Speaks as ClamAV's daemon does: `INSTREAM`, pieces behind their length, an answer in a line. With CLAMD, such as
 * `unix:/run/clamav/clamd.ctl`, tests ask that instead, which needs a signature of the EICAR test file.
 */
export class Clamd {
  #server: Server | undefined
  #port = 0

  async start(): Promise<void> {
    this.#server = createServer({ allowHalfOpen: true }, (socket) => {
      let came: Buffer = Buffer.alloc(0)
      socket.on('error', () => undefined)
      socket.on('data', (piece: Buffer) => {
        came = Buffer.concat([came, piece])
        const answer = answerTo(came)
        if (answer) socket.end(`${answer}\0`)
      })
    })
    this.#server.listen(this.#port, '127.0.0.1')
    await once(this.#server, 'listening')
    this.#port = (this.#server.address() as AddressInfo).port
  }

  get at(): ScannerAt {
    return { host: '127.0.0.1', port: this.#port }
  }

  async stop(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server) await new Promise((closed) => server.close(closed))
  }
}

const HELLO = 'zINSTREAM\0'

/** Null as long as not all has come. */
function answerTo(came: Buffer): string | null {
  if (came.length < HELLO.length) return null
  if (came.subarray(0, HELLO.length).toString() !== HELLO) return 'UNKNOWN COMMAND'
  const pieces: Buffer[] = []
  let [at, bytes] = [HELLO.length, 0]
  while (at + 4 <= came.length) {
    const length = came.readUInt32BE(at)
    if (length === 0) {
      const isFound = Buffer.concat(pieces).includes(EICAR)
      return isFound ? 'stream: Gatehouse.Eicar-Test.UNOFFICIAL FOUND' : 'stream: OK'
    }
    if ((bytes += length) > MOST_BYTES) return 'INSTREAM size limit exceeded. ERROR'
    pieces.push(came.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return null
}

import { once } from 'node:events'
import { createServer, type AddressInfo, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { Scanner, ScannerUnavailable } from '../../src/kit/scanner.ts'

/** A scanner that does this with whoever connects. */
async function aScanner(answer: (socket: Socket) => void): Promise<Scanner> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on('error', () => undefined)
    onTestFinished(() => void socket.destroy())
    answer(socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return new Scanner({ host: '127.0.0.1', port: (server.address() as AddressInfo).port })
}

let given = 0
async function* aFile(bytes = 300_000): AsyncIterable<Buffer> {
  for (given = 0; given < bytes; given += 50_000) yield Buffer.alloc(50_000, 7)
}

const saysOnce = (socket: Socket, say: string | Buffer) =>
  socket.once('data', () => socket.end(say))

it.each<[string, (socket: Socket) => void]>([
  ['closes at once', (socket) => void socket.end()],
  ['breaks off at once', (socket) => void socket.resetAndDestroy()],
  [
    'breaks off in the middle',
    (socket) => void socket.once('data', () => socket.resetAndDestroy()),
  ],
  ['ends its answer in the middle', (socket) => void saysOnce(socket, 'stream: O')],
  ['answers with nothing', (socket) => void saysOnce(socket, '\0')],
  ['answers something else', (socket) => void saysOnce(socket, 'HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['answers with what only looks like it', (socket) => void saysOnce(socket, 'x stream: OK\0')],
  [
    'answers with bytes that are no text',
    (socket) => void saysOnce(socket, Buffer.alloc(9000, 0xff)),
  ],
  ['answers without end', (socket) => void saysOnce(socket, 'stream: '.repeat(100_000))],
  ['finds nothing before it has heard all', (socket) => void saysOnce(socket, 'stream: OK\0')],
  [
    'answers with an error',
    (socket) => void saysOnce(socket, 'INSTREAM size limit exceeded. ERROR\0'),
  ],
])('of a scanner that %s nothing is believed', async (_, answer) => {
  const scanner = await aScanner(answer)
  await expect(scanner.find(aFile(20_000_000))).rejects.toThrow(ScannerUnavailable)
})

it('a scanner that answers a letter at a time is heard to its end', async () => {
  const scanner = await aScanner((socket) => {
    const letters = [...'stream: Eicar FOUND\0']
    const say = () => {
      const letter = letters.shift()
      if (letter !== undefined) socket.write(letter, () => setImmediate(say))
    }
    socket.once('data', say)
  })
  expect(await scanner.find(aFile())).toBe('Eicar')
})

it('a scanner that reads nothing has little of a file held for it', async () => {
  const scanner = await aScanner((socket) => void socket.pause())
  const found = scanner.find(aFile(200_000_000))
  found.catch(() => undefined)
  let before = -1
  await expect.poll(() => given > 0 && before === (before = given), { interval: 300 }).toBe(true)
  // What lies in the sockets of this machine, and a piece.
  expect(given).toBeLessThan(20_000_000)
})

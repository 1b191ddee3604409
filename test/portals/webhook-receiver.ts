import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { onTestFinished } from 'vitest'

export interface Received {
  id: string
  type: string
  /** The secrets, of those given, by which it verifies. */
  by: string[]
  answered: number | null
  // oxlint-disable-next-line typescript/no-explicit-any
  payload: any
}

type Answer = (received: Received, response: ServerResponse) => number | null

/** Somebody who receives webhooks on this machine, and holds each against the secrets it knows. */
export class Receiver {
  readonly server: Server
  readonly all: Received[] = []
  secrets: string[] = []
  /** What it answers: a status, or null where it has answered, or never will. */
  answer: Answer = () => 204

  constructor() {
    this.server = createServer((request, response) => void this.#receive(request, response))
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const body = Buffer.concat(pieces).toString()
    const headers = request.headers as Record<string, string>
    const by = this.secrets.filter((secret) => {
      try {
        new Webhook(secret).verify(body, headers)
        return true
      } catch {
        return false
      }
    })
    const payload = JSON.parse(body)
    const received: Received = {
      id: headers['webhook-id']!,
      type: payload.type,
      by,
      answered: null,
      payload,
    }
    this.all.push(received)
    received.answered = this.answer(received, response)
    if (received.answered !== null) response.writeHead(received.answered).end('thanks')
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  /** As `allowPrivate` names it. */
  get at(): string {
    return `127.0.0.1:${this.port}`
  }

  get url(): string {
    return `http://${this.at}/hooks`
  }

  async open(): Promise<void> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening')
  }

  close(): void {
    this.server.closeAllConnections()
    this.server.close()
  }

  /** What it has acknowledged, by type and in order. */
  get taken(): Received[] {
    return this.all.filter(({ answered }) => answered !== null && answered < 300)
  }

  /** Ids of what it has acknowledged, in the order of their first coming. */
  get distinct(): string[] {
    return [...new Set(this.taken.map(({ id }) => id))]
  }
}

/** Some receivers, and the option by which an installation may send to them. They stop with the test. */
export async function receivers(
  count: number,
): Promise<{ list: Receiver[]; outgoing: { allowPrivate: string[] } }> {
  const list = Array.from({ length: count }, () => new Receiver())
  for (const receiver of list) await receiver.open()
  onTestFinished(() => list.forEach((receiver) => receiver.close()))
  return { list, outgoing: { allowPrivate: list.map(({ at }) => at) } }
}

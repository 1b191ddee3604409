import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { API_VERSION } from '../../../src/payments/gateways/stripe/client.ts'
import { ENDPOINTS } from './endpoints.ts'
import { expanded } from './expand.ts'
import { StripeState, type Call, type Fault } from './fake.ts'
import { readForm } from './form.ts'
import { Payer } from './payer.ts'
import { invalid, Refusal } from './refusal.ts'

interface Answer {
  status: number
  body: string
}

/** A Stripe on this machine, which refuses what Stripe would. It stops with the test. */
export class StripeFake extends StripeState {
  readonly payer = new Payer(this)
  readonly #server = createServer((request, response) => void this.#receive(request, response))
  /** What was answered to each idempotency key, and to what. */
  readonly #answered = new Map<string, { asked: string; answer: Answer }>()

  static async start(): Promise<StripeFake> {
    const fake = new StripeFake()
    await once(fake.#server.listen(0, '127.0.0.1'), 'listening')
    onTestFinished(() => {
      fake.#server.closeAllConnections()
      fake.#server.close()
    })
    return fake
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`)
  }

  /** A day later. */
  forgetKeys(): void {
    this.#answered.clear()
  }

  /** What was asked of an address, such as `POST /v1/refunds`. */
  asked(on: string): Call[] {
    return this.calls.filter(({ method, path }) => `${method} ${path}` === on)
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const pieces: Buffer[] = []
    for await (const piece of request) pieces.push(piece as Buffer)
    const { pathname, search } = new URL(request.url!, this.url)
    const method = request.method!
    const form = method === 'GET' ? search.slice(1) : Buffer.concat(pieces).toString()
    const header = (name: string) => request.headers[name] as string | undefined
    const call: Call = {
      method,
      path: pathname,
      params: readForm(form),
      key: header('idempotency-key'),
      version: header('stripe-version'),
    }
    this.calls.push(call)
    const fault = this.#faultOn(call)
    if (fault?.what === 'silent_before') return
    const answer =
      typeof fault?.what === 'number'
        ? errorOf(new Refusal(fault.what, 'api_error', 'Something is wrong at Stripe.'))
        : this.#answer(call, header('authorization') ?? '', form)
    if (fault?.what === 'silent_after') return
    if (fault?.what === 'broken_off_after') {
      request.socket.destroy()
      return
    }
    response
      .writeHead(answer.status, { 'content-type': 'application/json', 'request-id': 'req_fake' })
      .end(answer.body)
  }

  #faultOn({ method, path }: Call): Fault | undefined {
    const at = this.faults.findIndex(({ on }) => on === `${method} ${path}`)
    return at < 0 ? undefined : this.faults.splice(at, 1)[0]
  }

  #answer(call: Call, authorization: string, form: string): Answer {
    if (authorization !== `Bearer ${this.secretKey}`)
      return errorOf(new Refusal(401, 'invalid_request_error', 'Invalid API Key provided: sk_****'))
    if (call.version !== API_VERSION) return errorOf(invalid(`Invalid version: ${call.version}`))
    const { key, method, path } = call
    if (method !== 'POST' || key === undefined) return this.#run(call)
    const asked = `${method} ${path} ${form}`
    const before = this.#answered.get(key)
    if (before && before.asked !== asked)
      return errorOf(
        new Refusal(
          400,
          'idempotency_error',
          'Keys for idempotent requests can only be used with the same parameters they were first used with.',
        ),
      )
    if (before) return before.answer
    const answer = this.#run(call)
    // What did not pass the checks of its parameters, Stripe has not begun.
    if (answer.status !== 400) this.#answered.set(key, { asked, answer })
    return answer
  }

  #run({ method, path, params }: Call): Answer {
    try {
      for (const [route, check, run] of ENDPOINTS) {
        const [verb, pattern = ''] = route.split(' ')
        const match = new RegExp(`^${pattern.replace(':id', '([^/]+)')}$`).exec(path)
        if (verb !== method || !match) continue
        check(params, '')
        const object = run(this, params, match[1] ?? '')
        const paths = (params['expand'] ?? []) as string[]
        return { status: 200, body: JSON.stringify(expanded(this, object, paths)) }
      }
      throw new Refusal(
        404,
        'invalid_request_error',
        `Unrecognized request URL (${method} ${path})`,
      )
    } catch (error) {
      if (error instanceof Refusal) return errorOf(error)
      throw error
    }
  }
}

const errorOf = ({ status, body }: Refusal): Answer => ({
  status,
  body: JSON.stringify({ error: body }),
})

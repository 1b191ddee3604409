import { Agent, request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { createKey } from '../../src/identity/index.ts'
import { act, aPortal } from '../scenarios/lifecycle-setting.ts'
import { aWorld } from '../world.ts'
import { freePort, startApp, until } from './app-process.ts'
import { KILLS, timeout } from './victim.ts'

/** Half as many as kills: each waits out the grace period. */
const RESTARTS = Math.ceil(KILLS / 2)
const CLIENTS = 20

/**
 * One connection that is kept for as long as the server lets it, as browsers and proxies do, with one
 * request after the other. Where nobody listens it waits; whatever else goes wrong is a request lost.
 */
class Client {
  readonly answered: number[] = []
  readonly lost: string[] = []
  refused = 0
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 })
  readonly #ask: () => { url: string; method: string; headers: object; body: string }
  #stopped = false
  readonly #going: Promise<void>

  constructor(ask: () => { url: string; method: string; headers: object; body: string }) {
    this.#ask = ask
    this.#going = this.#go()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#going
    this.#agent.destroy()
  }

  async #go(): Promise<void> {
    while (!this.#stopped) {
      const { url, method, headers, body } = this.#ask()
      const { promise, resolve } = Promise.withResolvers<void>()
      const failed = ({ code = '' }: NodeJS.ErrnoException) => {
        if (code === 'ECONNREFUSED') this.refused++
        else this.lost.push(code)
        setTimeout(resolve, 10)
      }
      const asked = request(url, { method, headers: { ...headers }, agent: this.#agent })
      asked.on('error', failed)
      asked.on('response', (response) => {
        response.on('error', failed)
        response.on('end', () => {
          this.answered.push(response.statusCode!)
          resolve()
        })
        response.resume()
      })
      asked.end(body)
      await promise
    }
  }
}

it(
  `${RESTARTS} restarts by SIGTERM under load on kept connections: every request that was sent is answered`,
  { timeout },
  async () => {
    const port = await freePort()
    const world = await aWorld({ start: null, url: `http://localhost:${port}` })
    await world.owner('update installation set set_up_at = now()')
    const portal = await aPortal(world)
    const scopes = ['read', 'provision', 'operate']
    const { secret } = await act(world, createKey, { name: 'Restart', scopes })
    const env = { GATEHOUSE_API_REQUESTS: '9999999' }
    let app = await startApp(world, port, undefined, env)
    onTestFinished(() => app.kill())

    let number = 0
    const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' }
    const clients = Array.from({ length: CLIENTS }, (_, n) => {
      const url = `${app.origin}/api/v1/portals/${portal.portal}`
      return new Client(() =>
        n % 4 === 0
          ? { url, method: 'PATCH', headers, body: JSON.stringify({ name: `Name ${++number}` }) }
          : { url, method: 'GET', headers, body: '' },
      )
    })
    const answered = () => clients.reduce((sum, client) => sum + client.answered.length, 0)
    let said503 = false
    for (let restart = 0; restart < RESTARTS; restart++) {
      const before = answered()
      await until(async () => answered() > before + 10 * CLIENTS)
      const ended = app.terminate()
      let gone = false
      void ended.finally(() => (gone = true))
      // Beside much other work it may be gone before it is asked.
      await until(async () => {
        const ready = await fetch(`${app.origin}/health/ready`).catch(() => null)
        said503 ||= ready?.status === 503
        return gone || ready?.status === 503
      })
      expect(await ended).toBe(0)
      app = await startApp(world, port, undefined, env)
    }
    await Promise.all(clients.map((client) => client.stop()))

    expect(clients.flatMap(({ lost }) => lost)).toEqual([])
    expect(new Set(clients.flatMap((client) => client.answered))).toEqual(new Set([200]))
    expect(said503).toBe(true)
    // Else it would not have been restarted under their hands.
    expect(clients.every(({ refused }) => refused > 0)).toBe(true)
  },
)

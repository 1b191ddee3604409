import { once } from 'node:events'
import { request } from 'node:http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { networks } from '../../src/kit/http/address.ts'
import { serve } from '../../src/serve.ts'
import { freePort } from '../faults/app-process.ts'
import { aWorld } from '../world.ts'

/** Tries to sign in to the console; by hand, since `fetch` writes the host itself. */
async function knock(port: number, forwarded: string): Promise<void> {
  const sent = request(`http://127.0.0.1:${port}/sign-in`, {
    method: 'POST',
    headers: {
      host: `localhost:${port}`,
      'content-type': 'application/x-www-form-urlencoded',
      'x-forwarded-for': forwarded,
      'x-real-ip': forwarded,
    },
  })
  sent.end('email=nobody%40example.com&password=not+mine+at+all')
  const [answer] = await once(sent, 'response')
  answer.resume()
}

/** The addresses that are written down of visitors who forward these. */
async function noted(trusted: string[], forwarded: readonly string[]): Promise<(string | null)[]> {
  const port = await freePort()
  const world = await aWorld({
    url: `http://localhost:${port}`,
    more: { proxies: networks(trusted) },
  })
  const { stop } = await serve(world.installation, port)
  onTestFinished(stop)
  for (const value of forwarded) await knock(port, value)
  const lines = await world.owner<{ ip: string | null }>(
    `select ip from audit_lines where operation = 'sign_in.attempt' order by seq`,
  )
  return lines.map(({ ip }) => ip)
}

describe('the address that is written down', () => {
  it('is the connection’s where nobody is trusted, however often another is forwarded', async () => {
    const rotated = ['198.51.100.1', '198.51.100.2', '127.0.0.1, 198.51.100.3']
    expect(await noted([], rotated)).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1'])
    expect(await noted(['10.0.0.0/8'], rotated)).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1'])
  })

  it('is the right-most that a trusted proxy forwards', async () => {
    expect(
      await noted(
        ['127.0.0.0/8', '10.0.0.0/8'],
        ['198.51.100.1', '6.6.6.6, 198.51.100.2', '6.6.6.6, 198.51.100.3, 10.0.0.9'],
      ),
    ).toEqual(['198.51.100.1', '198.51.100.2', '198.51.100.3'])
  })
})

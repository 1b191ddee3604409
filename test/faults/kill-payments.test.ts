import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { verifyLedgers } from '../../src/payments/index.ts'
import { aShop } from '../payments/payments-world.ts'
import { aWorld } from '../world.ts'
import { freePort } from './app-process.ts'
import { KILLS, timeout, untilCutOff, Victim } from './victim.ts'

const INVOICES = 60

interface Asked {
  port: number
  host: string
  cookie: string
}

/** Posts to a portal's API in the process that is killed. @returns the status; null where it died before it answered */
const post = ({ port, host, cookie }: Asked, path: string, body: object): Promise<number | null> =>
  new Promise((resolve) => {
    const headers = { host: `${host}:${port}`, cookie, 'content-type': 'application/json' }
    const sent = request({ port, path: `/api/v1/${path}`, method: 'POST', headers }, (answer) => {
      answer.resume()
      answer.on('end', () => resolve(answer.statusCode ?? null))
      answer.on('error', () => resolve(null))
    })
    sent.on('error', () => resolve(null))
    sent.end(JSON.stringify(body))
  })

it(
  `kill -9 of the application, ${KILLS} times while many issue and record payments: no number is missing, and every ledger adds up`,
  { timeout },
  async () => {
    const port = await freePort()
    const world = await aWorld({ start: null })
    const shop = await aShop(world)
    const app = await Victim.start(world, port)
    onTestFinished(() => app.kill())
    const cookie = [...shop.browser.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const asked: Asked = { port, host: shop.portal.host, cookie }
    const count = async (what: string) =>
      (await world.owner<{ n: number }>(`select count(*)::int as n from ${what}`))[0]!.n
    let rounds = 0
    await untilCutOff(async () => {
      rounds++
      const drafts: string[] = []
      for (let n = 0; n < INVOICES; n++) drafts.push(await shop.draft())
      const before = await count('invoices where number is not null')
      const { acknowledged, inside } = await app.cutOff({
        ms: 500,
        begun: async () => (await count('invoices where number is not null')) > before,
        work: () =>
          Promise.all(
            drafts.map(async (invoice) => {
              const issued = await post(asked, `invoices/${invoice}/issue`, {})
              const paid =
                issued === 200
                  ? await post(asked, `invoices/${invoice}/payments`, { amount: '121' })
                  : null
              return { invoice, issued, paid }
            }),
          ),
        unfinished: async () =>
          (await count(`payments where state = 'succeeded'`)) < rounds * INVOICES,
      })
      // What was acknowledged is there.
      for (const { invoice, issued, paid } of acknowledged) {
        const { state } = await shop.shown(invoice)
        if (paid === 201) expect(state).toBe('paid')
        else if (issued === 200) expect(['open', 'paid']).toContain(state)
      }
      expect((await verifyLedgers(world.installation)).findings).toEqual([])
      return inside
    })
    const numbers = await world.owner<{ n: number }>(
      'select place_in_series as n from invoices where number is not null order by 1',
    )
    expect(numbers.map(({ n }) => n)).toEqual(numbers.map((_, n) => n + 1))
  },
)

import { describe, expect, it, onTestFinished } from 'vitest'
import { CONSOLE, show } from '../../src/kit/ids.ts'
import { addPortalWebhook, configurePortal, webhookQueue } from '../../src/portals/index.ts'
import { act, aPortal } from '../scenarios/lifecycle-setting.ts'
import { receivers } from '../portals/webhook-receiver.ts'
import { aWorld } from '../world.ts'
import { freePort, until } from './app-process.ts'
import { KILLS, timeout, untilCutOff, Victim } from './victim.ts'

/** Things that happen while it is killed. */
const EVENTS = 15

describe(`kill -9 of the application, ${KILLS} times`, () => {
  it(
    'in the middle of sending webhooks: every one arrives, in order, and is written down as taken once',
    { timeout },
    async () => {
      const { list, outgoing } = await receivers(2)
      const world = await aWorld({ outgoing })
      const portal = await aPortal(world)
      for (const receiver of list) {
        const { url } = receiver
        const events = ['portal.configure']
        const hook = await act(world, addPortalWebhook, { portal: portal.portal, url, events })
        receiver.secrets = [hook.secret]
      }
      const app = await Victim.start(world, await freePort(), outgoing.allowPrivate)
      onTestFinished(() => app.kill())

      let kills = 0
      let happened = 0
      await untilCutOff(async () => {
        const before = happened
        const taken = () => list[0]!.distinct.length - before
        const { inside } = await app.cutOff({
          ms: 150,
          work: async () => {
            for (let n = 0; n < EVENTS; n++)
              await act(world, configurePortal, {
                portal: portal.portal,
                name: `Name ${++happened}`,
              })
          },
          begun: async () => taken() > 0,
          unfinished: async () => {
            kills++
            const some = taken() > 0 && taken() < EVENTS
            // Whoever died holds its queues until its attempt would be over: that time passes here.
            await world.owner(
              `update webhook_endpoints set busy_until = now() - interval '1 millisecond'`,
            )
            return some
          },
        })
        // As it is queued every minute.
        const { db, jobs } = world.installation
        await db.write({ portal: CONSOLE }, (tx) => jobs.enqueue(tx, webhookQueue.sweep, {}))
        await until(async () => {
          const left = await world.owner(
            `select 1 from webhook_deliveries where state <> 'succeeded'`,
          )
          return left.length === 0
          // A queue that the dead process's last words took after all is free again when the hold is over.
        }, 180_000)
        return inside
      })

      expect(happened).toBe(EVENTS * kills)
      for (const receiver of list) {
        const deliveries = await world.owner<{ id: string }>(
          `select d.id from webhook_deliveries d
           join webhook_endpoints e on e.id = d.endpoint_id where e.url = $1 order by d.created_at, d.id`,
          [receiver.url],
        )
        expect(deliveries).toHaveLength(happened)
        expect(receiver.distinct).toEqual(deliveries.map(({ id }) => show('delivery', id)))
        for (const { by } of receiver.all) expect(by).toEqual(receiver.secrets)
        // What was on its way when it was killed came again, under the same id; nothing else did.
        expect(receiver.all.length - happened).toBeLessThanOrEqual(kills)
      }
      const attempts = await world.owner<{ n: number }>(
        `select n from webhook_attempts where status between 200 and 299`,
      )
      expect(attempts).toHaveLength(2 * happened)
    },
  )
})

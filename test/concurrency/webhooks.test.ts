import { describe, expect, it } from 'vitest'
import { jobHandlers } from '../../src/jobs.ts'
import { wakeDue } from '../../src/kit/due/queue.ts'
import type { Installation } from '../../src/kit/installation.ts'
import { Outgoing } from '../../src/kit/outgoing.ts'
import { perform } from '../../src/kit/operation.ts'
import { ATTEMPT_MS } from '../../src/portals/webhooks/deliveries/delivery.ts'
import { MOST_WEBHOOKS } from '../../src/portals/webhooks/webhook.ts'
import {
  addPartnerWebhook,
  addPortalWebhook,
  configurePortal,
  webhookQueue,
  webhookWorker,
} from '../../src/portals/index.ts'
import { act, aPartner, aPortal, operator } from '../scenarios/lifecycle-setting.ts'
import { receivers, type Receiver } from '../portals/webhook-receiver.ts'
import { aWorld, type World } from '../world.ts'

/** So many things happen in a portal. */
async function happen(world: World, portal: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await act(world, configurePortal, { portal, name: `Name ${n}` })
}

const theQueue = async (world: World) => {
  const [queue] = await world.owner<{ portal: string; endpoint: string }>(
    'select portal_id as portal, id as endpoint from webhook_endpoints order by id limit 1',
  )
  return queue!
}

describe('webhooks', () => {
  it('to one that hangs and to one that never stops answering delay no other', async () => {
    const { list, outgoing } = await receivers(3)
    const [hangs, streams, good] = list as [Receiver, Receiver, Receiver]
    let hung = 0
    hangs.answer = () => {
      hung++
      return null
    }
    const piece = Buffer.alloc(1_048_576, 'x')
    let streamed = 0
    streams.answer = (_, response) => {
      response.writeHead(500)
      const more = () => {
        while (streamed < 1024 * piece.length && !response.destroyed) {
          streamed += piece.length
          if (!response.write(piece)) return
        }
        response.end()
      }
      response.on('drain', more)
      more()
      return null
    }
    const world = await aWorld({ outgoing })
    const portal = await aPortal(world)
    for (const { url } of list)
      await act(world, addPortalWebhook, {
        portal: portal.portal,
        url,
        events: ['portal.configure'],
      })
    await world.installation.jobs.work(jobHandlers(world.installation))
    const since = performance.now()
    await happen(world, portal.portal, 12)
    await expect.poll(() => good.taken.length, { timeout: 60_000 }).toBe(12)
    await expect.poll(() => streams.all.length, { timeout: 60_000 }).toBe(12)
    // While all that went on, it had the first and no other: one more only where it took that long.
    const late = () => Math.floor((performance.now() - since) / ATTEMPT_MS)
    expect(hung).toBeGreaterThanOrEqual(1)
    expect(hung).toBeLessThanOrEqual(1 + late())
    // Of twelve answers of a gigabyte each, what fits into the sockets' buffers.
    expect(streamed).toBeLessThan(400 * piece.length)
    const waiting = `select count(*)::int as n from webhook_deliveries d join webhook_endpoints e
      on e.id = d.endpoint_id where e.url = $1 and d.attempts = 0`
    const [{ n }] = (await world.owner<{ n: number }>(waiting, [hangs.url])) as [{ n: number }]
    expect(n).toBeGreaterThanOrEqual(12 - late())
    expect(n).toBeLessThanOrEqual(12)
    hangs.server.closeAllConnections()
    hangs.answer = () => 200
  })

  it('are sent once though several workers send at once', async () => {
    const { list, outgoing } = await receivers(1)
    const [receiver] = list as [Receiver]
    const world = await aWorld({ outgoing })
    const portal = await aPortal(world)
    await act(world, addPortalWebhook, { portal: portal.portal, url: receiver.url })
    await happen(world, portal.portal, 20)
    const queue = await theQueue(world)
    const workers = Array.from({ length: 4 }, () => webhookWorker(world.installation))
    // A worker that finds the queue taken leaves it to who has it.
    for (let left = true; left;) {
      await Promise.all(workers.map((worker) => worker.run(queue)))
      const waiting = await world.owner(`select 1 from webhook_deliveries where state = 'queued'`)
      left = waiting.length > 0
    }
    expect(receiver.all).toHaveLength(21)
    expect(new Set(receiver.all.map(({ id }) => id)).size).toBe(21)
    expect(await world.owner('select 1 from webhook_attempts')).toHaveLength(21)
  })

  it('are sent again under the same id where a process dies before it has written down the answer', async () => {
    const { list, outgoing } = await receivers(1)
    const [receiver] = list as [Receiver]
    const world = await aWorld({ outgoing })
    const portal = await aPortal(world)
    await act(world, addPortalWebhook, { portal: portal.portal, url: receiver.url })
    await happen(world, portal.portal, 3)
    const real = world.installation.outgoing
    const dying = {
      post: async (...sent: Parameters<Outgoing['post']>) => {
        await real.post(...sent)
        throw new Error('killed')
      },
    } as unknown as Outgoing
    const dead: Installation = { ...world.installation, outgoing: dying }
    const queue = await theQueue(world)
    await expect(webhookWorker(dead).run(queue)).rejects.toThrow('killed')
    const [first] = receiver.all
    // What has died holds its queue for as long as an attempt may take, and for no longer.
    await world.drain()
    expect(receiver.all).toHaveLength(1)
    await world.owner(`update webhook_endpoints set busy_until = now() - interval '1 millisecond'`)
    await wakeDue(world.installation, webhookQueue)
    await world.drain()
    expect(receiver.all).toHaveLength(5)
    expect(receiver.all[1]!.id).toBe(first!.id)
    expect(new Set(receiver.all.map(({ id }) => id)).size).toBe(4)
    expect(
      await world.owner(`select 1 from webhook_deliveries where state <> 'succeeded'`),
    ).toEqual([])
  })

  it('are at most so many to a partner, though all are added at once', async () => {
    const world = await aWorld()
    const partner = await aPartner(world)
    const results = await Promise.all(
      Array.from({ length: MOST_WEBHOOKS + 5 }, (_, n) =>
        perform(world.installation, addPartnerWebhook, operator, {
          partner,
          url: `http://93.184.215.14/${n}`,
        }),
      ),
    )
    expect(results.filter(({ ok }) => ok)).toHaveLength(MOST_WEBHOOKS)
    expect(results.flatMap((result) => (result.ok ? [] : [result.code]))).toEqual(
      Array.from({ length: 5 }, () => 'webhook_too_many'),
    )
  })
})

import { machineClock } from '../../../kit/clock.ts'
import { problem, problemResponse } from '../../../kit/http/problem.ts'
import { readRaw } from '../../../kit/http/body.ts'
import { routes } from '../../../routes.ts'
import type { RequestContext, RouteHandler } from '../../../web/index.ts'
import { connected } from '../accounts/account.ts'
import { openGateway } from '../gateways.ts'
import { eventQueue } from './looking.ts'
import { keepEvent } from './queries.ts'

/** No event that a gateway sends is longer. */
const EVENT_BYTES = 256 * 1024

/** What a gateway is answered that sends something else than an event of its own. */
const TOLD = {
  forged: 'The signature is not right.',
  stale: 'The signature is too old.',
  malformed: 'This is no event.',
} as const

/**
 * Takes a gateway's event: looks at its signature over the raw body, keeps it under its id, and answers. What it is
 * about is asked for later, outside of this request. Sent again, it is answered alike and works no second time.
 */
async function receive(ctx: RequestContext): Promise<Response> {
  const { c, installation, portal } = ctx
  const named = connected.safeParse(ctx.param('gateway'))
  const gateway = named.success && (await openGateway(installation, portal.id, named.data))
  if (!gateway) return problemResponse(problem(404, 'not_found', 'No such gateway is connected.'))
  const body = await readRaw(c, { bytes: EVENT_BYTES, fields: 1, whose: `gateway ${portal.id}` })
  if (!body.ok) return problemResponse(problem(body.status, body.code, body.say('en')))
  // By the machine's clock, which is what signed it: no test clock moves another's.
  const read = gateway.readEvent(body.value, (name) => c.req.header(name), machineClock.at(null))
  if (!read.ok) return problemResponse(problem(400, read.why, TOLD[read.why]))
  await installation.db.write({ portal: portal.id }, async (tx) => {
    const now = await installation.clock.now(tx)
    if (await keepEvent(tx, named.data, read.event, now))
      await installation.jobs.enqueue(tx, eventQueue.wake, { portal: portal.id })
  })
  return new Response(null, { status: 204 })
}

export const eventsResource: readonly RouteHandler[] = [
  {
    route: routes.paymentEvents,
    method: 'POST',
    feature: null,
    right: undefined,
    handle: receive,
    endpoint: {
      name: 'payment_gateway.tell',
      summary: 'Takes a payment gateway’s signed event; its body is the gateway’s own',
      status: 204,
    },
  },
]

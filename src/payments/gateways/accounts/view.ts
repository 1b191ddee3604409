import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import { shape } from '../../../kit/shape.ts'
import { EVENT_OUTCOMES } from '../events/queries.ts'
import { CONNECTED, type Connected } from './account.ts'

/** A gateway that is connected, without any of its keys. */
export interface AccountShown {
  gateway: Connected
  name: string
  live: boolean
  connectedAt: Instant
}

export const gatewayView = shape('PaymentGateway', {
  gateway: z.enum(CONNECTED),
  account: z.string().describe('Whose account it is, as the gateway says'),
  live: z.boolean().describe('Real money moves'),
  connectedAt: z.string().describe('When it was connected'),
})

/** What a gateway says of the keys. */
export const gatewayTestView = shape('PaymentGatewayTest', {
  gateway: z.enum(CONNECTED),
  account: z.string().describe('Whose account it is, as the gateway says'),
  live: z.boolean().describe('Real money moves'),
})

export const showGateway = ({ gateway, name, live, connectedAt }: AccountShown) => ({
  gateway,
  account: name,
  live,
  connectedAt: connectedAt.toString(),
})

export const gatewayEventView = shape('PaymentGatewayEvent', {
  id: z.string().describe('As the gateway calls it'),
  gateway: z.enum(CONNECTED),
  kind: z.string(),
  at: z.string(),
  receivedAt: z.string(),
  outcome: z.enum(EVENT_OUTCOMES).nullable().describe('Null as long as it waits'),
})

import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import type { Tx } from '../../kit/db/database.ts'
import { GatewayTrouble } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { refuse as gatewayRefuse } from '../gateways/refusals.ts'
import { refuse } from '../refusals.ts'
import { methodById, removeMethod as forgetMethod } from './queries.ts'

/** What a means of payment is needed for, so that it cannot be removed but only replaced. */
export const needsMethod = new Place<(tx: Tx, method: string) => Promise<boolean>>()

export const removeOwnMethod = operation({
  name: 'method.remove',
  done: { en: 'Removed a means of payment', es: 'Quitó un medio de pago' },
  summary:
    'Removes a means of payment of one’s own, here and at the gateway; not one that a subscription is charged to',
  input: z.strictObject({ method: id('method') }),
  right: 'self',
  async prepare(installation, { method: methodId }, { portal, person }) {
    const { method, isNeeded } = await installation.db.read({ portal }, async (tx) => {
      const method = await methodById(tx, methodId)
      let isNeeded = false
      for (const needs of needsMethod.of(installation))
        isNeeded ||= method !== null && (await needs(tx, methodId))
      return { method, isNeeded }
    })
    if (!method || method.personId !== person) return kitRefuse('not_found')
    if (isNeeded) return refuse('method_needed')
    const gateway = await openGateway(installation, portal, method.gateway)
    try {
      await gateway?.removeMethod(method.reference)
    } catch (error) {
      if (!(error instanceof GatewayTrouble)) throw error
      return gatewayRefuse('gateway_away')
    }
    return done({})
  },
  async run(op, { method: methodId }) {
    const method = await methodById(op.tx, methodId)
    if (!method || method.personId !== op.caller.person) return kitRefuse('not_found')
    await forgetMethod(op.tx, methodId, op.now)
    op.note({
      subject: show('person', method.personId),
      details: { method: show('method', methodId), gateway: method.gateway },
    })
    return done({ method: methodId })
  },
})

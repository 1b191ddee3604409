import { z } from 'zod'
import { newId, show } from '../../kit/ids.ts'
import { addressOn, type Installation } from '../../kit/installation.ts'
import {
  clockCaller,
  done,
  operation,
  perform,
  type OperationContext,
} from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { connected, type Connected } from '../gateways/accounts/account.ts'
import { hostAndZone } from '../gateways/accounts/queries.ts'
import { GatewayTrouble } from '../gateways/gateway.ts'
import { openGateway } from '../gateways/gateways.ts'
import { refuse } from '../gateways/refusals.ts'
import { customerById } from '../invoice/queries.ts'
import { upsertMethod } from './queries.ts'
import { openRequestOf, insertRequest, saveRequest } from './request-queries.ts'

/** A means of payment that somebody has left. Row ids. */
export interface MethodLeft {
  readonly person: string
  readonly method: string
}

/** What follows from that, in the same transaction. */
export const onMethodLeft = new Place<(op: OperationContext, left: MethodLeft) => Promise<void>>()

/**
 * Keeps what somebody has left at a gateway’s page, once the gateway itself says so: by a webhook, or asked when they
 * come back. However often it is heard, it is kept once.
 */
export const keepMethodLeft = operation({
  name: 'method.keep',
  done: { en: 'Kept a means of payment', es: 'Guardó un medio de pago' },
  details: { gateway: { en: 'Gateway', es: 'Pasarela' } },
  summary: 'Keeps a means of payment that somebody has left at a gateway',
  input: z.strictObject({ gateway: connected, reference: z.string().min(1).max(200) }),
  right: 'clock',
  async prepare(installation, { gateway, reference }, { portal }) {
    const opened = await openGateway(installation, portal, gateway)
    if (!opened) return refuse('gateway_not_connected')
    try {
      return done(await opened.fetchMethod(reference))
    } catch (error) {
      if (error instanceof GatewayTrouble && error.kind === 'not_found')
        return refuse('nothing_new')
      throw error
    }
  },
  async run(op, { gateway }, { customer, ...method }) {
    const { tx, now } = op
    const request = await openRequestOf(tx, gateway, customer)
    if (!request || !method.usable) return refuse('nothing_new')
    const { personId: person } = request
    const kept = await upsertMethod(tx, { ...method, personId: person, gateway, customer }, now)
    await saveRequest(tx, request.id, { method_id: kept })
    for (const hear of onMethodLeft.of(op.installation)) await hear(op, { person, method: kept })
    op.note({
      subject: show('person', person),
      details: { method: show('method', kept), gateway },
    })
    return done({ method: kept })
  },
})

/** Leads whoever it is to a gateway’s page where they leave a means of payment and pay nothing. */
export async function pageToLeaveMethodAt(
  installation: Installation,
  {
    portal,
    person: personId,
    gateway: name,
  }: { portal: string; person: string; gateway: Connected },
  {
    returnTo,
    language,
    description,
  }: { returnTo: string; language: Language; description: string },
): Promise<Done<string> | Refusal> {
  const { db, clock, log } = installation
  const gateway = await openGateway(installation, portal, name)
  if (!gateway) return refuse('gateway_not_connected')
  const request = newId()
  const { person, host } = await db.write({ portal }, async (tx) => {
    await insertRequest(tx, { id: request, personId, gateway: name }, await clock.now(tx))
    return { person: (await customerById(tx, personId))!, host: (await hostAndZone(tx)).host }
  })
  try {
    const page = await gateway.saveMethod({
      ...{ portal, payment: request, description, language },
      ...{ email: person.email, name: person.name, methods: ['card', 'bank'], customer: null },
      returnTo: addressOn(installation, host, returnTo),
      cancelTo: addressOn(installation, host, returnTo),
    })
    const { reference, customer, expires: expires_at } = page
    await db.write({ portal }, (tx) =>
      saveRequest(tx, request, { reference, customer, expires_at }),
    )
    return done(page.address)
  } catch (error) {
    if (!(error instanceof GatewayTrouble)) throw error
    log.warn({ err: error, portal }, 'a gateway opened no page to leave a method at')
    return refuse('gateway_away')
  }
}

/** Asks what came of a page at a gateway. @returns false where nothing is known yet */
export async function hearOfMethod(
  installation: Installation,
  portal: string,
  { gateway, reference }: { gateway: Connected; reference: string },
): Promise<boolean> {
  const heard = await perform(installation, keepMethodLeft, clockCaller(portal), {
    gateway,
    reference,
  })
  if (!heard.ok && heard.code !== 'nothing_new') throw new Error(heard.code)
  return heard.ok
}

import { z } from 'zod'
import { show } from '../../../kit/ids.ts'
import type { Installation } from '../../../kit/installation.ts'
import { done, operation } from '../../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../../kit/refusal.ts'
import { GatewayTrouble } from '../gateway.ts'
import { gatewayWith, openGateway } from '../gateways.ts'
import { refuse } from '../refusals.ts'
import { setDeliveries } from '../sandbox/queries.ts'
import { DELIVERIES } from '../sandbox/sandbox.ts'
import { connected, newSecret, withNewSecret, type Connected } from './account.ts'
import {
  accountOf,
  deleteAccount,
  hostAndZone,
  lockAccount,
  paymentsUnderWay,
  saveAccount,
} from './queries.ts'
import { nightAfter } from './nights.ts'

const GATEWAY = { gateway: { en: 'Gateway', es: 'Pasarela' } }

/** A key or secret as it is pasted from a gateway's dashboard. */
const pasted = z.string().trim().max(300).optional()

/** What a gateway says of keys, asked while no transaction is open. */
async function tryKeys(
  installation: Installation,
  portal: string,
  gateway: Connected,
  keys: { key: string | null; secrets: readonly string[] },
): Promise<Done<{ account: string; live: boolean }> | Refusal> {
  try {
    return done(await (await gatewayWith(installation, portal, gateway, keys)).test())
  } catch (error) {
    if (!(error instanceof GatewayTrouble)) throw error
    return error.kind === 'unknown'
      ? refuse('gateway_away')
      : refuse('gateway_wrong_keys', { field: 'apiKey' })
  }
}

export const connectGateway = operation({
  name: 'payment_gateway.connect',
  done: { en: 'Connected a payment gateway', es: 'Conectó una pasarela de pago' },
  details: { ...GATEWAY, account: { en: 'Account', es: 'Cuenta' } },
  summary: 'Connects a payment gateway, or gives one that is connected other keys',
  input: z.strictObject({
    gateway: connected,
    apiKey: pasted.describe('The secret key that calls are made with; none of the sandbox'),
    webhookSecret: pasted.describe('What signs the gateway’s webhooks; none of the sandbox'),
  }),
  right: 'portal:configure',
  async prepare(installation, { gateway, apiKey, webhookSecret }, { portal }) {
    if (gateway === 'sandbox') {
      const given = apiKey ? 'apiKey' : webhookSecret ? 'webhookSecret' : null
      if (given) return refuse('gateway_needs_no_key', { field: given })
    } else {
      if (!apiKey) return refuse('gateway_key_missing', { field: 'apiKey' })
      if (!webhookSecret) return refuse('gateway_key_missing', { field: 'webhookSecret' })
    }
    return tryKeys(installation, portal, gateway, {
      key: apiKey ?? null,
      secrets: webhookSecret ? [webhookSecret] : [],
    })
  },
  async run({ tx, portal, now, installation, note }, input, { account, live }) {
    const { gateway, apiKey = null, webhookSecret } = input
    const key = await installation.keys.of(tx, portal)
    await lockAccount(tx, gateway)
    const before = await accountOf(tx, gateway, key)
    const secret = webhookSecret ?? before?.secrets[0]?.secret ?? newSecret()
    const secrets = withNewSecret(before?.secrets ?? [], secret, now)
    const { zone } = await hostAndZone(tx)
    const kept = { gateway, key: apiKey, secrets, name: account, live }
    await saveAccount(tx, key, kept, now, nightAfter(now, zone))
    note({ subject: show('portal', portal), details: { gateway, account } })
    return done({ gateway })
  },
})

export const rotateGatewaySecret = operation({
  name: 'payment_gateway.rotate_secret',
  done: {
    en: 'Changed a payment gateway’s webhook secret',
    es: 'Cambió el secreto de una pasarela',
  },
  details: GATEWAY,
  summary:
    'Gives a payment gateway’s webhooks a new secret; the one before is taken as well for 24 hours',
  input: z.strictObject({
    gateway: connected,
    webhookSecret: pasted.describe('As the gateway shows it; the sandbox makes its own'),
  }),
  right: 'portal:configure',
  async run({ tx, portal, now, installation, note }, { gateway, webhookSecret }) {
    if (gateway === 'sandbox' && webhookSecret)
      return refuse('gateway_needs_no_key', { field: 'webhookSecret' })
    if (gateway !== 'sandbox' && !webhookSecret)
      return refuse('gateway_key_missing', { field: 'webhookSecret' })
    if (!(await lockAccount(tx, gateway)))
      return refuse('gateway_not_connected', { field: 'gateway' })
    const key = await installation.keys.of(tx, portal)
    const before = (await accountOf(tx, gateway, key))!
    const secrets = withNewSecret(before.secrets, webhookSecret ?? newSecret(), now)
    const { zone } = await hostAndZone(tx)
    await saveAccount(tx, key, { ...before, secrets }, now, nightAfter(now, zone))
    note({ subject: show('portal', portal), details: { gateway } })
    return done({ gateway })
  },
})

export const testGateway = operation({
  name: 'payment_gateway.test',
  done: { en: 'Tested a payment gateway', es: 'Probó una pasarela de pago' },
  details: { ...GATEWAY, account: { en: 'Account', es: 'Cuenta' } },
  summary: 'Asks a payment gateway whether its keys are good, and whose account it is',
  input: z.strictObject({ gateway: connected }),
  right: 'portal:configure',
  quiet: true,
  async prepare(installation, { gateway }, { portal }) {
    const opened = await openGateway(installation, portal, gateway)
    if (!opened) return refuse('gateway_not_connected', { field: 'gateway' })
    try {
      return done(await opened.test())
    } catch (error) {
      if (!(error instanceof GatewayTrouble)) throw error
      return refuse(error.kind === 'unknown' ? 'gateway_away' : 'gateway_wrong_keys')
    }
  },
  async run({ portal, note }, { gateway }, { account, live }) {
    note({ subject: show('portal', portal), details: { gateway, account } })
    return done({ gateway, account, live })
  },
})

export const disconnectGateway = operation({
  name: 'payment_gateway.disconnect',
  done: { en: 'Disconnected a payment gateway', es: 'Desconectó una pasarela de pago' },
  details: GATEWAY,
  summary: 'Disconnects a payment gateway at which no payment is under way, and forgets its keys',
  input: z.strictObject({ gateway: connected }),
  right: 'portal:configure',
  async run({ tx, portal, note }, { gateway }) {
    if (!(await lockAccount(tx, gateway))) return kitRefuse('not_found')
    const count = await paymentsUnderWay(tx, gateway)
    if (count > 0) return refuse('gateway_in_use', { values: { count } })
    await deleteAccount(tx, gateway)
    note({ subject: show('portal', portal), details: { gateway } })
    return done({ gateway })
  },
})

export const setSandboxDeliveries = operation({
  name: 'payment_gateway.set_sandbox_deliveries',
  done: {
    en: 'Changed how the sandbox sends its webhooks',
    es: 'Cambió cómo envía sus avisos el entorno de pruebas',
  },
  details: { deliveries: { en: 'Sent', es: 'Enviados' } },
  summary:
    'Says how the sandbox sends its webhooks: once, twice, late, out of order, or not at all',
  input: z.strictObject({ deliveries: z.enum(DELIVERIES) }),
  right: 'portal:configure',
  async run({ tx, portal, note }, { deliveries }) {
    await setDeliveries(tx, deliveries)
    note({ subject: show('portal', portal), details: { deliveries } })
    return done({})
  },
})

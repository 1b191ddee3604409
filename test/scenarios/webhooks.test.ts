import { describe, expect, it } from 'vitest'
import { wakeDue } from '../../src/kit/due/queue.ts'
import { perform } from '../../src/kit/operation.ts'
import { mailbox } from '../../src/kit/mail.ts'
import { CONSOLE } from '../../src/kit/ids.ts'
import {
  addPartnerWebhook,
  addPortalWebhook,
  cancelPortal,
  certifyPortal,
  configurePortal,
  enablePartnerWebhook,
  enablePortalWebhook,
  forgetWebhooks,
  resendFailedPartnerWebhooks,
  rotatePortalWebhookSecret,
  suspendPortal,
  unsuspendPortal,
  webhookQueue,
} from '../../src/portals/index.ts'
import { receivers, type Receiver } from '../portals/webhook-receiver.ts'
import { aWorld, START, type World } from '../world.ts'
import { rowsOf } from '../rows.ts'
import {
  act,
  aConsolePerson,
  aPartner,
  aPortal,
  days,
  goTo,
  staffOf,
  value,
} from './lifecycle-setting.ts'

const began = Temporal.Instant.from(START)

/** Moves the clock, and does what falls due until then as a worker would. */
async function moveTo(world: World, now: Temporal.Instant): Promise<void> {
  await goTo(world, now)
  await wakeDue(world.installation, webhookQueue)
  await world.drain()
}

/** A partner with a portal, and a receiver for each. */
async function setUp() {
  const { list, outgoing } = await receivers(2)
  const [partners, own] = list as [Receiver, Receiver]
  const world = await aWorld({ outgoing })
  const partner = await aPartner(world)
  await aConsolePerson(world, { kind: 'partner', email: 'pat@northwind.example', partner })
  const hook = await act(world, addPartnerWebhook, { partner, url: partners.url })
  partners.secrets = [hook.secret]
  const portal = await aPortal(world, { partner })
  const ownHook = await act(world, addPortalWebhook, { portal: portal.portal, url: own.url })
  own.secrets = [ownHook.secret]
  await world.drain()
  return { world, partner, portal, partners, own, hook: hook.webhook, ownHook: ownHook.webhook }
}

const types = (received: readonly { type: string }[]) => received.map(({ type }) => type)

const states = (world: World) =>
  world.owner<{ event: string; state: string; attempts: number }>(
    'select event, state, attempts from webhook_deliveries order by id',
  )

describe('webhooks', () => {
  it('tell the partner and the portal of everything, signed, in order and once', async () => {
    const { world, portal, partners, own } = await setUp()
    await act(world, certifyPortal, { portal: portal.portal })
    await world.drain()
    await act(world, suspendPortal, { portal: portal.portal, cause: 'unpaid', note: 'Secret note' })
    await world.drain()
    expect(types(partners.all)).toEqual([
      'partner.add_webhook',
      'portal.create',
      'portal.open',
      'portal.add_webhook',
      'portal.certify',
      'portal.suspend',
    ])
    expect(types(own.all)).toEqual(['portal.add_webhook', 'portal.certify'])
    for (const { secrets, all } of [partners, own])
      for (const received of all) expect(received.by).toEqual(secrets)
    const ids = [...partners.all, ...own.all].map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(JSON.stringify([...partners.all, ...own.all].map(({ payload }) => payload))).not.toMatch(
      /whsec_|Secret note|ada@/,
    )
  })

  it('of a suspended portal are held, and sent in order when it is lifted', async () => {
    const { world, portal, own } = await setUp()
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    await world.drain()
    await moveTo(world, began.add(days(5)))
    expect(types(own.all)).toEqual(['portal.add_webhook'])
    expect(
      await world.owner('select state from webhook_deliveries where state = $1', ['held']),
    ).toHaveLength(1)
    await act(world, unsuspendPortal, { portal: portal.portal })
    await world.drain()
    expect(types(own.all)).toEqual(['portal.add_webhook', 'portal.suspend', 'portal.unsuspend'])
  })

  it('reach a receiver that has failed for a day, each acknowledged once under its first id', async () => {
    const { world, portal, own } = await setUp()
    own.all.length = 0
    own.answer = () => 503
    const name = (n: number) =>
      act(world, configurePortal, { portal: portal.portal, name: `Harbour ${n}` })
    for (let hour = 0; hour < 24; hour += 3) {
      await name(hour)
      await moveTo(world, began.add({ hours: hour + 2 }))
    }
    expect(own.taken).toEqual([])
    const failed = new Set(own.all.map(({ id }) => id))
    own.answer = () => 200
    for (let hour = 24; hour <= 48; hour += 8) await moveTo(world, began.add({ hours: hour }))
    expect(types(own.taken)).toEqual(Array.from({ length: 8 }, () => 'portal.configure'))
    expect(new Set(own.taken.map(({ id }) => id))).toEqual(failed)
    expect((await states(world)).filter(({ state }) => state !== 'succeeded')).toEqual([])
  })

  it('are disabled after three days of nothing but failure, with one mail, and begin again when enabled', async () => {
    const { world, portal, partner, partners, hook } = await setUp()
    partners.all.length = 0
    partners.answer = (_, response) => {
      response.writeHead(500).end('<h1>no</h1>')
      return null
    }
    await act(world, certifyPortal, { portal: portal.portal })
    await world.drain()
    for (const hours of [0.01, 0.1, 0.5, 1, 3, 8, 18, 32, 52, 71.9])
      await moveTo(world, began.add({ seconds: Math.round(hours * 3600) }))
    await act(world, configurePortal, { portal: portal.portal, name: 'Later' })
    await world.drain()
    expect(
      await world.owner('select state from webhook_endpoints where partner_id is not null'),
    ).toEqual([{ state: 'enabled' }])
    await moveTo(world, began.add({ hours: 72 }))
    const disabled =
      'select state, disabled_why as why from webhook_endpoints where partner_id is not null'
    expect(await world.owner(disabled)).toEqual([{ state: 'disabled', why: 'failing' }])
    await moveTo(world, began.add({ hours: 80 }))
    const mails = (await mailbox(world.installation, CONSOLE)).filter(
      ({ kind }) => kind === 'webhook_disabled',
    )
    expect(mails.map(({ to }) => to)).toEqual(['pat@northwind.example'])
    const failed = (await states(world)).filter(({ state }) => state === 'failed')
    expect(failed.map(({ event }) => event)).toEqual(['portal.certify', 'portal.configure'])

    partners.all.length = 0
    partners.answer = () => 200
    await act(world, enablePartnerWebhook, { partner, webhook: hook })
    await act(world, resendFailedPartnerWebhooks, { partner, webhook: hook, since: START })
    await world.drain()
    expect(types(partners.taken).toSorted()).toEqual([
      'partner.enable_webhook',
      'portal.certify',
      'portal.configure',
    ])
  })

  it('that answer 410 are disabled at once, and the portal’s owner is written to', async () => {
    const { world, portal, own, ownHook } = await setUp()
    own.answer = () => 410
    await act(world, certifyPortal, { portal: portal.portal })
    await world.drain()
    await moveTo(world, began.add(days(1)))
    expect(own.all.filter(({ answered }) => answered === 410)).toHaveLength(1)
    const mails = (await mailbox(world.installation, portal.id)).filter(
      ({ kind }) => kind === 'webhook_disabled',
    )
    expect(mails.map(({ to }) => to)).toEqual(['ada@harbour.example'])
    const staff = staffOf(portal.id)
    const input = { portal: portal.portal, webhook: ownHook }
    value(await perform(world.installation, enablePortalWebhook, staff, input))
  })

  it('are signed by the secret before as well for a day after it is changed, and then no more', async () => {
    const { world, portal, own, ownHook } = await setUp()
    const [old] = own.secrets
    const change = (name: string) => act(world, configurePortal, { portal: portal.portal, name })
    const { secret } = await act(world, rotatePortalWebhookSecret, {
      portal: portal.portal,
      webhook: ownHook,
    })
    own.secrets = [old!, secret]
    await change('One')
    await world.drain()
    await world.setClock(began.add({ hours: 24 }).subtract({ milliseconds: 1 }))
    await change('Two')
    await world.drain()
    await world.setClock(began.add({ hours: 24 }))
    await change('Three')
    await world.drain()
    expect(own.all.slice(-4).map(({ by }) => by)).toEqual([
      [old, secret],
      [old, secret],
      [old, secret],
      [secret],
    ])
  })

  it('are kept in the log for thirty days after they are settled', async () => {
    const { world } = await setUp()
    const settled = (await states(world)).length
    expect(settled).toBeGreaterThan(0)
    await world.setClock(began.add(days(30)))
    await forgetWebhooks(world.installation)
    expect(await states(world)).toHaveLength(settled)
    await world.setClock(began.add(days(30)).add({ seconds: 1 }))
    await forgetWebhooks(world.installation)
    expect(await states(world)).toEqual([])
    expect(await world.owner('select 1 from webhook_attempts')).toEqual([])
  })

  it('go with their portal when it is deleted, and the partner keeps only that it was cancelled', async () => {
    const { world, portal, own, partners } = await setUp()
    own.answer = () => 500
    partners.answer = () => 500
    await act(world, configurePortal, { portal: portal.portal, name: 'Canary' })
    await act(world, suspendPortal, { portal: portal.portal, cause: 'requested' })
    await world.drain()
    await act(world, cancelPortal, { portal: portal.portal, name: 'Canary' })
    await world.drain()
    const left = await rowsOf(world, portal.id)
    for (const table of ['endpoints', 'secrets', 'deliveries', 'attempts'])
      expect(left[`webhook_${table}`], table).toEqual([])
    const told = await world.owner<{ event: string; payload: string }>(
      'select event, payload from webhook_deliveries order by id',
    )
    expect(types(told.map(({ event }) => ({ type: event })))).toEqual([
      'partner.add_webhook',
      'portal.cancel',
      'portal.delete',
    ])
    expect(JSON.stringify(told)).not.toContain('Canary')
  })
})

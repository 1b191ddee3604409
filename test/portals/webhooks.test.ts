import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/app.tsx'
import { createKey } from '../../src/identity/index.ts'
import { CONSOLE, newId, parseId, show } from '../../src/kit/ids.ts'
import { perform } from '../../src/kit/operation.ts'
import {
  addPartnerWebhook,
  addPortalWebhook,
  changePartnerWebhook,
  changePortalWebhook,
  resendPartnerWebhook,
} from '../../src/portals/index.ts'
import {
  act,
  aPartner,
  aPortal,
  operator,
  partnersPerson,
  staffOf,
  type APortal,
} from '../scenarios/lifecycle-setting.ts'
import { Program } from './portals-console.ts'
import { fingerprint } from '../rows.ts'
import { Receiver } from './webhook-receiver.ts'
import { openWorld, type World } from '../world.ts'

let world: World
let app: Hono
let partner: string
let portal: APortal
let program: Program
const receiver = new Receiver()
const PUBLIC = 'https://93.184.215.14/hooks'

beforeAll(async () => {
  await receiver.open()
  world = await openWorld({ outgoing: { allowPrivate: [receiver.at] } })
  app = createApp(world.installation)
  partner = await aPartner(world)
  portal = await aPortal(world, { partner })
  const { secret } = await act(world, createKey, {
    name: 'Provisioning',
    scopes: ['read', 'provision'],
    partner,
  })
  program = new Program(app, secret)
})
afterAll(async () => {
  receiver.close()
  await world.close()
})

describe.each(['partners', 'portals'] as const)('the API of webhooks of %s', (owners) => {
  it('does whatever their pages do', async () => {
    const base = `/api/v1/${owners}/${owners === 'partners' ? partner : portal.portal}/webhooks`
    const made = await program.ask('POST', base, {
      url: receiver.url,
      description: 'Dashboard',
      events: ['portal.suspend', 'portal.certify', 'portal.certify'],
    })
    expect(made).toMatchObject({ status: 201, body: { secret: expect.stringMatching(/^whsec_/) } })
    receiver.secrets = [made.body.secret]
    receiver.all.length = 0
    const one = `${base}/${made.body.id}`
    expect((await program.ask('GET', base)).body.webhooks).toMatchObject([{ id: made.body.id }])
    expect((await program.ask('GET', one)).body).toEqual({
      id: made.body.id,
      url: receiver.url,
      description: 'Dashboard',
      events: ['portal.certify', 'portal.suspend'],
      state: 'enabled',
      stateSince: '2026-01-05T09:00:00Z',
      disabledWhy: null,
      failingSince: null,
      createdAt: '2026-01-05T09:00:00Z',
      oldSecretUntil: null,
    })

    receiver.answer = () => 500
    const { body: test } = await program.ask('POST', `${one}/test`)
    await world.drain()
    expect(receiver.all).toMatchObject([{ id: test.delivery, type: 'webhook.test' }])
    const log = (query = '') => program.ask('GET', `${one}/deliveries${query}`)
    expect((await log('?state=failed')).body).toEqual({ deliveries: [], next: null })
    expect((await program.ask('GET', `${one}/deliveries/${test.delivery}`)).body).toMatchObject({
      state: 'queued',
      event: 'webhook.test',
      nextAttemptAt: '2026-01-05T09:00:05Z',
      lastStatus: 500,
      payload: { type: 'webhook.test', data: { subject: made.body.id } },
      tries: [{ number: 1, status: 500, error: null, answer: 'thanks' }],
    })

    expect((await program.ask('POST', `${one}/disabling`)).body).toMatchObject({
      state: 'disabled',
      disabledWhy: 'by_hand',
    })
    expect(await program.ask('POST', `${one}/test`)).toMatchObject({
      status: 409,
      body: { code: 'webhook_disabled' },
    })
    expect((await log('?state=failed')).body.deliveries).toMatchObject([{ id: test.delivery }])
    expect((await program.ask('DELETE', `${one}/disabling`)).body).toMatchObject({
      state: 'enabled',
      disabledWhy: null,
    })
    const pages: string[] = []
    for (let cursor: string | null = ''; cursor !== null;) {
      const page = await log(`?limit=1${cursor && `&cursor=${cursor}`}`)
      pages.push(...page.body.deliveries.map(({ event }: { event: string }) => event))
      cursor = page.body.next
    }
    const all = (await log()).body.deliveries.map(({ event }: { event: string }) => event)
    expect(pages).toEqual(all)
    receiver.answer = () => 200
    const again = await program.ask('POST', `${one}/failed/resend`, {
      since: '2026-01-01T00:00:00Z',
    })
    expect(again).toMatchObject({ status: 202, body: { sent: 1 } })
    await world.drain()
    expect((await program.ask('POST', `${one}/deliveries/${test.delivery}/resend`)).status).toBe(
      202,
    )
    await world.drain()
    expect(receiver.all.map(({ id }) => id)).toEqual(Array(3).fill(test.delivery))
    for (const { by } of receiver.all) expect(by).toEqual(receiver.secrets)

    expect((await program.ask('POST', `${one}/secret`)).body).toMatchObject({
      id: made.body.id,
      secret: expect.stringMatching(/^whsec_/),
      oldSecretUntil: '2026-01-06T09:00:00Z',
    })
    expect((await program.ask('PATCH', one, { events: null })).body).toMatchObject({ events: null })
    expect((await program.ask('DELETE', one)).status).toBe(204)
    expect((await program.ask('GET', one)).status).toBe(404)
    expect((await program.ask('GET', base)).body).toEqual({ webhooks: [], next: null })
  })

  it('names what is wrong, and what would be right', async () => {
    const base = `/api/v1/${owners}/${owners === 'partners' ? partner : portal.portal}/webhooks`
    const wrong = async (body: Record<string, unknown>) => {
      const answer = await program.ask('POST', base, { url: PUBLIC, ...body })
      return [
        answer.status,
        ...answer.body.errors.map((e: { field: string; code: string }) => `${e.field}: ${e.code}`),
      ]
    }
    expect(await wrong({ url: 'http://127.0.0.1:9/' })).toEqual([422, 'url: webhook_private'])
    expect(await wrong({ url: 'http://[::ffff:10.0.0.1]/' })).toEqual([422, 'url: webhook_private'])
    expect(await wrong({ url: 'ftp://93.184.215.14/' })).toEqual([422, 'url: webhook_not_a_url'])
    expect(await wrong({ url: 'https://a:b@93.184.215.14/' })).toEqual([
      422,
      'url: webhook_credentials',
    ])
    expect(await wrong({ url: 'https://93.184.215.14:25/' })).toEqual([422, 'url: webhook_port'])
    expect(await wrong({ events: ['portal.explode'] })).toEqual([422, 'events: webhook_events'])
    expect(await wrong({ events: [] })).toEqual([422, 'events: too_few'])
    expect(await wrong({ secret: 'whsec_mine' })).toEqual([422, 'secret: unknown_field'])
  })

  it('makes one webhook of a request that is repeated, and shows the same secret', async () => {
    const base = `/api/v1/${owners}/${owners === 'partners' ? partner : portal.portal}/webhooks`
    const headers = { 'idempotency-key': newId() }
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => program.ask('POST', base, { url: PUBLIC }, headers)),
    )
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect((await program.ask('GET', base)).body.webhooks).toHaveLength(1)
    await program.ask('DELETE', `${base}/${answers[0]!.body.id}`)
  })
})

describe('webhooks', () => {
  it('keep their secrets sealed, and say them nowhere but in the one answer', async () => {
    const { webhook, secret } = await act(world, addPortalWebhook, {
      portal: portal.portal,
      url: PUBLIC,
    })
    // An address may carry a secret of its own, for its receiver alone.
    await act(world, changePortalWebhook, {
      portal: portal.portal,
      webhook,
      url: `${PUBLIC}?token=sesame`,
    })
    const told = await world.owner(
      `select 1 from events where data::text like '%sesame%'
       union all select 1 from audit_lines where details::text like '%sesame%'`,
    )
    expect(told).toEqual([])
    const bytes = secret.slice('whsec_'.length)
    for (const { name } of await world.owner<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname in ('public', 'pgboss')`,
    )) {
      const found = await world.owner(`select 1 from ${name} t where strpos(t::text, $1) > 0`, [
        bytes,
      ])
      expect(found, name).toEqual([])
    }
    await world.owner('delete from webhook_endpoints where id = $1', [parseId('webhook', webhook)])
  })

  it('of another partner or portal answer like those that do not exist', async () => {
    const rival = await aPartner(world, 'Rival')
    const { webhook } = await act(world, addPartnerWebhook, { partner: rival, url: PUBLIC })
    const other = await aPortal(world, { name: 'Other Firm', partner: rival })
    const own = await act(world, addPortalWebhook, { portal: other.portal, url: PUBLIC })
    const before = await fingerprint(world, [other.id, CONSOLE])
    const nobody = show('webhook', newId())
    const { installation } = world
    const asPartner = partnersPerson(partner)
    for (const input of [
      { partner: rival, webhook },
      { partner, webhook },
      { partner, webhook: nobody },
      { partner: show('partner', newId()), webhook: nobody },
    ]) {
      const change = await perform(installation, changePartnerWebhook, asPartner, {
        ...input,
        description: 'Mine',
      })
      expect(change).toMatchObject({ ok: false, code: 'not_found', status: 404, fields: [] })
      const delivery = show('delivery', newId())
      expect(
        await perform(installation, resendPartnerWebhook, asPartner, { ...input, delivery }),
      ).toMatchObject({ ok: false, code: 'not_found' })
    }
    expect(
      await perform(installation, addPortalWebhook, asPartner, {
        portal: other.portal,
        url: PUBLIC,
      }),
    ).toMatchObject({ code: 'not_found' })
    // Staff of a portal have no say in the console, whatever id they name.
    expect(
      await perform(
        installation,
        addPartnerWebhook,
        { ...staffOf(portal.id), rights: operator.rights },
        { partner: rival, url: PUBLIC },
      ),
    ).toMatchObject({ code: 'not_found' })
    for (const [path, id] of [
      [`partners/${partner}`, webhook],
      [`portals/${portal.portal}`, own.webhook],
      [`portals/${other.portal}`, own.webhook],
    ] as const) {
      const found = await program.ask('GET', `/api/v1/${path}/webhooks/${id}`)
      const none = await program.ask('GET', `/api/v1/${path}/webhooks/${nobody}`)
      expect(found.status).toBe(404)
      expect({ ...found.body, instance: '' }).toEqual({ ...none.body, instance: '' })
    }
    expect(await fingerprint(world, [other.id, CONSOLE])).toBe(before)
  })

  it('are told of a partner’s own keys, and of no other partner’s', async () => {
    receiver.answer = () => 200
    const made = await act(world, addPartnerWebhook, {
      partner,
      url: receiver.url,
      events: ['key.create'],
    })
    receiver.secrets = [made.secret]
    receiver.all.length = 0
    const rival = await aPartner(world, 'Third')
    const key = (name: string, of?: string) =>
      act(world, createKey, { name, scopes: ['read'], ...(of ? { partner: of } : {}) })
    await key('Ours', partner)
    await key('Theirs', rival)
    await key('The operator’s')
    await world.drain()
    expect(receiver.all.map(({ type, payload }) => [type, payload.data.details.name])).toEqual([
      ['key.create', 'Ours'],
    ])
  })
})

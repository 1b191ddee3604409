import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { machineClock } from '../../kit/clock.ts'
import { CONSOLE, newId, show } from '../../kit/ids.ts'
import type { EventData } from '../../kit/events.ts'
import { keptAnswer, nextTry } from './deliveries/delivery.ts'
import { concerns, newWebhookSecret, offered, payloadOf, signed } from './webhook.ts'

const began = Temporal.Instant.from('2026-01-05T09:00:00Z')

describe('a delivery', () => {
  it('is tried eleven times in three days, with growing waits, the last at their very end', () => {
    const tries = [began]
    for (let next = nextTry(1, began, began); next;) {
      tries.push(next)
      next = nextTry(tries.length, began, next)
    }
    expect(tries.map((at) => began.until(at).total('seconds'))).toEqual([
      0, 5, 65, 365, 2165, 9365, 27_365, 63_365, 113_765, 185_765, 259_200,
    ])
  })

  it('is given up after three days, however few tries there were', () => {
    expect(nextTry(2, began, began.add({ hours: 72 }))).toBeNull()
    expect(nextTry(2, began, began.add({ hours: 71 }))).toEqual(
      began.add({ hours: 71, minutes: 1 }),
    )
  })

  it('keeps of an answer a thousand characters that can be shown', () => {
    expect(keptAnswer('a\u0000b\u001bc\r\nd')).toBe('abc\nd')
    expect(keptAnswer('x'.repeat(5000))).toHaveLength(1000)
  })
})

describe('a signature', () => {
  it('is one that the Standard Webhooks library takes, by each of the secrets', () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()]
    const headers = signed('whd_1', machineClock.at(null), '{"type":"a.b"}', secrets)
    for (const secret of secrets)
      expect(new Webhook(secret).verify('{"type":"a.b"}', headers)).toEqual({ type: 'a.b' })
    expect(() => new Webhook(newWebhookSecret()).verify('{"type":"a.b"}', headers)).toThrow(
      'No matching signature',
    )
    expect(() => new Webhook(secrets[0]!).verify('{"type":"a.c"}', headers)).toThrow(
      'No matching signature',
    )
  })

  it('is made with a secret of 24 to 64 bytes', () => {
    const [, bytes] = /^whsec_(.*)$/.exec(newWebhookSecret())!
    expect(Buffer.from(bytes!, 'base64')).toHaveLength(32)
  })
})

describe('an event', () => {
  const portal = newId()
  const partner = newId()
  const event = (more: Partial<EventData>): EventData => ({
    id: newId(),
    name: 'portal.suspend',
    portal: CONSOLE,
    subject: null,
    at: began.toString(),
    data: {},
    ...more,
  })

  it('concerns the portal it happens in, or what of the console it is about', () => {
    expect(concerns(event({ portal }), CONSOLE)).toEqual({ portal, partner: null })
    expect(concerns(event({ subject: show('portal', portal) }), CONSOLE)).toEqual({
      portal,
      partner: null,
    })
    const nobody = { portal: null, partner: null }
    expect(concerns(event({ subject: show('partner', partner) }), CONSOLE)).toEqual({
      ...nobody,
      partner,
    })
    const named = event({ subject: 'key_x', data: { partner: show('partner', partner) } })
    expect(concerns(named, CONSOLE)).toEqual({ ...nobody, partner })
    expect(concerns(event({ subject: 'cli', data: { partner: null } }), CONSOLE)).toEqual(nobody)
  })

  it('is sent as its name, its time, and what it is about', () => {
    const about = event({ portal, subject: show('portal', portal), data: { to: 'suspended' } })
    expect(JSON.parse(payloadOf(about, { portal, partner: null }))).toEqual({
      type: 'portal.suspend',
      timestamp: '2026-01-05T09:00:00Z',
      data: {
        event: show('event', about.id),
        portal: show('portal', portal),
        partner: null,
        subject: show('portal', portal),
        details: { to: 'suspended' },
      },
    })
  })

  it('is offered where it can happen', () => {
    const all = new Set(['portal.suspend', 'key.create', 'clock.advance', 'person.invite'])
    expect(offered(all, 'partner')).toEqual(['key.create', 'person.invite', 'portal.suspend'])
    expect(offered(all, 'portal')).toEqual(['person.invite', 'portal.suspend'])
  })
})

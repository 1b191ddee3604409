import { CAPS } from '../../kit/caps.ts'
import { randomBytes } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import { z } from 'zod'
import { line, type OwnerKind } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { parseId, show } from '../../kit/ids.ts'
import type { EventData } from '../../kit/events.ts'
import { because } from '../../kit/validation.ts'

export const WEBHOOK_STATES = ['enabled', 'disabled'] as const
export type WebhookState = (typeof WEBHOOK_STATES)[number]
export type DisabledWhy = 'by_hand' | 'failing' | 'gone'

/** For so long after a new secret is made, the one before signs as well. */
export const ROTATION_HOURS = 24

/** An owner has at most so many: each costs a delivery per event. */
export const MOST_WEBHOOKS = CAPS.webhooks

/** The type of what *Send a test event* sends; no operation is called so. */
export const TEST_EVENT = 'webhook.test'

export const webhookUrl = line(2000).meta({ examples: ['https://example.com/hooks/gatehouse'] })

/** An address as it may be told to others: some carry a secret in what follows the question mark. */
export const plainUrl = (url: string): string => {
  const { origin, pathname } = new URL(url)
  return origin + pathname
}

/** What it is for, in the words of whoever made it; may be empty. */
export const webhookDescription = z
  .string()
  .trim()
  .max(200)
  .refine((text) => text === '' || line(200).safeParse(text).success, because('control'))

/** Names of events, or null for every one there is and will be. */
export const eventNames = z
  .array(z.string().max(80))
  .min(1)
  .max(200)
  .transform((names) => [...new Set(names)].toSorted())
  .nullable()

/** What happens to the console and to nobody's portals is not offered to others. */
const NOT_OFFERED: Record<OwnerKind, ReadonlySet<string>> = {
  installation: new Set(),
  partner: new Set(['clock', 'demo', 'installation', 'job', 'operator']),
  portal: new Set(['clock', 'demo', 'installation', 'job', 'operator', 'key', 'partner']),
}

/** The noun an event begins with: `portal` of `portal.suspend`. */
export const nounOf = (event: string): string => event.split('.')[0]!

/** The events that such an owner may choose, in the order of their names. */
export const offered = (events: ReadonlySet<string>, kind: OwnerKind): string[] =>
  [...events].filter((name) => !NOT_OFFERED[kind].has(nounOf(name))).toSorted()

/** `whsec_` and 32 random bytes: what Standard Webhooks asks for is 24 to 64. */
export const newWebhookSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/**
 * The headers that sign one attempt.
 * @param at by the machine's clock, which is what a receiver holds it against, and never a test clock
 * @param secrets the current one first
 */
export const signed = (
  id: string,
  at: Instant,
  payload: string,
  secrets: readonly string[],
): Record<string, string> => ({
  'webhook-id': id,
  'webhook-timestamp': String(Math.floor(at.epochMilliseconds / 1000)),
  'webhook-signature': secrets
    .map((secret) => new Webhook(secret).sign(id, new Date(at.epochMilliseconds), payload))
    .join(' '),
})

/** Whom an event concerns, by row ids. */
export interface Concerns {
  /** The portal it happened in, or is about. */
  portal: string | null
  /** Named by an event of the console; a portal's partner is looked up. */
  partner: string | null
}

/**
 * An event of a portal concerns that portal. One of the console concerns the portal or the partner that
 * is its subject, or else the one its details name as `partner`.
 * @param console the console's id
 */
export function concerns(event: EventData, console: string): Concerns {
  if (event.portal !== console) return { portal: event.portal, partner: null }
  const subject = event.subject ?? ''
  const named = event.data['partner']
  return {
    portal: parseId('portal', subject),
    partner:
      parseId('partner', subject) ?? (typeof named === 'string' ? parseId('partner', named) : null),
  }
}

/** What is sent: ids, names of states, counts; an event carries nothing else. */
export const payloadOf = (event: EventData, { portal, partner }: Concerns): string =>
  JSON.stringify({
    type: event.name,
    timestamp: event.at,
    data: {
      event: show('event', event.id),
      portal: portal && show('portal', portal),
      partner: partner && show('partner', partner),
      subject: event.subject,
      details: event.data,
    },
  })

import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import type { GatewayName } from '../gateway.ts'

/** Gateways that pay by themselves; by hand, money is written down instead. */
export const CONNECTED = ['sandbox', 'stripe'] as const satisfies readonly GatewayName[]
export type Connected = (typeof CONNECTED)[number]
export const connected = z.enum(CONNECTED)

/** For so long after a new one, the secret before it is taken as well. */
export const OLD_SECRET_HOURS = 24

/** What signs a gateway's webhooks, and until when; the newest has no end. */
export interface Secret {
  readonly secret: string
  readonly until: Instant | null
}

/** A portal's account at a gateway, unsealed. */
export interface GatewayAccount {
  readonly gateway: Connected
  /** The key that calls are made with; null of one that needs none. */
  readonly key: string | null
  readonly secrets: readonly Secret[]
  /** Whose account it is, as the gateway says. */
  readonly name: string
  /** Real money moves. */
  readonly live: boolean
  readonly version: number
  readonly connectedAt: Instant
}

/** Secrets that are in force, the newest first. */
export const secretsAt = ({ secrets }: Pick<GatewayAccount, 'secrets'>, now: Instant): string[] =>
  secrets
    .filter(({ until }) => until === null || Temporal.Instant.compare(now, until) < 0)
    .map(({ secret }) => secret)

/** The secrets once there is a new one: that before it stays for a while, older ones go. */
export function withNewSecret(secrets: readonly Secret[], secret: string, now: Instant): Secret[] {
  const [last] = secrets
  const old =
    last && last.secret !== secret ? [{ ...last, until: now.add({ hours: OLD_SECRET_HOURS }) }] : []
  return [{ secret, until: null }, ...old]
}

/** As Standard Webhooks has it. */
export const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

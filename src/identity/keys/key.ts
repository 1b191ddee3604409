import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { parseId, show } from '../../kit/ids.ts'
import { newToken } from '../../kit/tokens.ts'
import { SCOPES } from '../../gate/index.ts'

export const keyScopes = z
  .array(z.enum(SCOPES))
  .min(1)
  .max(SCOPES.length)
  .transform((scopes) => SCOPES.filter((scope) => scopes.includes(scope)))

/** `key_…` names the row, what follows the dot is the secret: a look-up by name, a check by hash. */
export function newSecret(id: string): { secret: string; hash: Buffer } {
  const { token, hash } = newToken()
  return { secret: `${show('key', id)}.${token}`, hash }
}

/** @returns null where the text has not the form of a key */
export function readSecret(text: string): { id: string; token: string } | null {
  const [name = '', token = '', more] = text.split('.')
  const id = parseId('key', name)
  return id && token && more === undefined ? { id, token } : null
}

export const isUsable = (
  key: { revoked_at: Instant | null; expires_at: Instant },
  now: Instant,
): boolean => key.revoked_at === null && Temporal.Instant.compare(now, key.expires_at) < 0

export type KeyState = 'active' | 'expired' | 'revoked'

export const keyState = (
  key: { revoked_at: Instant | null; expires_at: Instant },
  now: Instant,
): KeyState => (key.revoked_at ? 'revoked' : isUsable(key, now) ? 'active' : 'expired')

import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { id, show } from '../../kit/ids.ts'
import { named, shape } from '../../kit/shape.ts'
import { routes } from '../../routes.ts'
import { SCOPES } from '../../gate/index.ts'
import { reads, writes, type RouteHandler } from '../../web/index.ts'
import { keyState } from './key.ts'
import { createKey, revokeKey } from './keys.ts'
import { listKeys, type KeyRow } from './queries.ts'

const keyView = shape('Key', {
  id: z.string(),
  name: z.string(),
  state: z.enum(['active', 'expired', 'revoked']),
  scopes: z.array(z.enum(SCOPES)),
  partner: named.nullable(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime().nullable(),
  revokedAt: z.iso.datetime().nullable(),
})

const showKey = (key: KeyRow, now: Instant) => ({
  id: show('key', key.id),
  name: key.name,
  state: keyState(key, now),
  scopes: key.scopes,
  partner: key.partner_id && {
    id: show('partner', key.partner_id),
    name: key.partner,
  },
  createdAt: key.created_at.toString(),
  expiresAt: key.expires_at.toString(),
  lastUsedAt: key.last_used_at?.toString() ?? null,
  revokedAt: key.revoked_at?.toString() ?? null,
})

const gated = { feature: 'home', right: 'partner:manage' } as const

export const keyEndpoints: readonly RouteHandler[] = [
  reads(routes.api.keys, {
    ...gated,
    name: 'key.list',
    summary: 'Lists the API keys, newest first; their secrets nobody has any more',
    query: z.strictObject({
      partner: id('partner').optional(),
      cursor: id('key').optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    answer: shape('KeyList', {
      keys: z.array(keyView),
      next: z.string().nullable().describe('Send it as `cursor` for older keys'),
    }),
    show: async ({ read, caller, now }, { partner, cursor, limit }) => {
      const query = { partner, after: cursor, limit: limit + 1 }
      const rows = await read((tx) => listKeys(tx, caller, query))
      const keys = rows.slice(0, limit).map((key) => showKey(key, now))
      return { keys, next: rows.length > limit ? keys.at(-1)!.id : null }
    },
  }),
  writes(routes.api.keys, 'POST', {
    ...gated,
    operation: createKey,
    status: 201,
    answer: shape('NewKey', {
      id: z.string(),
      secret: z.string().describe('Shown this once; send it as `Authorization: Bearer …`'),
    }),
    show: (_, { key, secret }) => ({ id: show('key', key), secret }),
  }),
  writes(routes.api.key, 'DELETE', { ...gated, operation: revokeKey, path: { key: 'key' } }),
]

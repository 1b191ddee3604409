import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { CONSOLE, id, newId, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { hashToken } from '../../kit/tokens.ts'
import { partnerExists } from '../owners/queries.ts'
import { line } from '../persons/person.ts'
import { refuse } from '../refusals.ts'
import { givesBeyond, rightsOfKey } from '../../gate/index.ts'
import { isUsable, keyScopes, newSecret, readSecret } from './key.ts'
import {
  countUsableKeys,
  expiryOf,
  insertKey,
  keyToUse,
  markRevoked,
  noteKeyUsed,
} from './queries.ts'

const DAYS = 365

export const createKey = operation({
  name: 'key.create',
  done: { en: 'Made an API key', es: 'Creó una clave de API' },
  details: {
    scopes: { en: 'May', es: 'Puede' },
  },
  summary: 'Makes an API key; its secret is shown this once',
  input: z.strictObject({
    name: line(80),
    scopes: keyScopes,
    partner: id('partner').optional(),
    days: z.coerce
      .number()
      .int()
      .min(1)
      .max(3660)
      .optional()
      .describe(`Until it expires; left out, ${DAYS}, or as long as the key that makes it`),
  }),
  right: 'partner:manage',
  portal: () => CONSOLE,
  async run(op, { name, scopes, partner: query, days }) {
    const { tx, now, note, caller } = op
    const partner = caller.partner ?? query
    if (partner) {
      // Another's partner is answered like one that does not exist.
      if ((query ?? partner) !== partner || !(await partnerExists(tx, partner)))
        return refuse('unknown_partner', { field: 'partner' })
      // What cannot be undone is the operator's own.
      if (scopes.includes('operate')) return refuse('partner_operates', { field: 'scopes' })
    }
    if (givesBeyond(caller, rightsOfKey(scopes))) return refuse('gives_beyond', { field: 'scopes' })
    const own = caller.id.startsWith('key_') ? await expiryOf(tx, caller.id) : null
    const wanted = now.add({ hours: 24 * (days ?? DAYS) })
    const outlives = own !== null && Temporal.Instant.compare(wanted, own) > 0
    if (outlives && days !== undefined) return refuse('outlives_key', { field: 'days' })
    const most = await reached(op, 'keys', partner ?? CONSOLE, (most) =>
      countUsableKeys(tx, partner ?? null, now, most),
    )
    if (most !== null) return refuse('too_many_keys', { values: { most } })
    const key = newId()
    const { secret, hash } = newSecret(key)
    await insertKey(tx, {
      id: key,
      partner_id: partner ?? null,
      name,
      hash,
      scopes: scopes as string[],
      created_at: now,
      expires_at: outlives ? own : wanted,
    })
    note({
      subject: show('key', key),
      details: { name, scopes, partner: partner ? show('partner', partner) : null },
    })
    return done({ key, secret })
  },
})

export const revokeKey = operation({
  name: 'key.revoke',
  done: { en: 'Revoked an API key', es: 'Revocó una clave de API' },
  summary: 'Revokes an API key at once',
  input: z.strictObject({ key: id('key') }),
  right: 'partner:manage',
  portal: () => CONSOLE,
  async run({ tx, now, note, caller }, { key }) {
    if (!(await markRevoked(tx, caller, key, now))) return kitRefuse('not_found')
    note({ subject: show('key', key) })
    return done({ key })
  },
})

/** The caller behind an API key; null for one that is unknown, revoked or expired. */
export async function callerOfKey(
  installation: Installation,
  text: string,
  request: Pick<Caller, 'ip' | 'requestId' | 'idempotencyKey' | 'ifMatch'>,
): Promise<Caller | null> {
  const given = readSecret(text)
  if (!given) return null
  const { db, clock } = installation
  const data = await db.read({ portal: CONSOLE }, async (tx) => {
    const key = await keyToUse(tx, given.id)
    return key && { ...key, now: await clock.now(tx) }
  })
  if (!data || !timingSafeEqual(hashToken(given.token), data.hash) || !isUsable(data, data.now))
    return null
  if (!data.last_used_at || data.now.since(data.last_used_at).total('seconds') > 60)
    await db.write({ portal: CONSOLE }, (tx) => noteKeyUsed(tx, data.id, data.now))
  return {
    id: show('key', data.id),
    name: data.name,
    portal: CONSOLE,
    rights: rightsOfKey(data.scopes),
    through: 'api',
    partner: data.partner_id ?? undefined,
    ...request,
  }
}

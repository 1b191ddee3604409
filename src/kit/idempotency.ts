import { createHmac, hkdfSync } from 'node:crypto'
import type { Instant } from './clock.ts'
import { open, seal } from './crypto.ts'
import type { Tx } from './db/database.ts'
import type { Installation } from './installation.ts'
import type { Caller } from './operation.ts'
import { refuse, type Done, type Refusal } from './refusal.ts'
import { invalidField } from './validation.ts'

/** Longer ones are refused rather than cut, since two could be cut to the same. */
const LONGEST_KEY = 255

/**
 * The result of an earlier request with the same Idempotency-Key, else null with the key taken. A
 * second request at the same moment waits here for the first to commit.
 * @returns a refusal where the body was another
 */
export async function recall<R>(
  installation: Installation,
  tx: Tx,
  { name }: { name: string },
  caller: Caller,
  raw: unknown,
  now: Instant,
): Promise<Done<R> | Refusal | null> {
  const { idempotencyKey: key } = caller
  if (key === undefined) return null
  // Sent and left empty, it was meant: as none, whoever sends it would believe that a repeat is safe.
  if (key === '') return invalidField('Idempotency-Key', 'required')
  if (key.length > LONGEST_KEY)
    return invalidField('Idempotency-Key', 'too_long', { maximum: LONGEST_KEY })
  return tx.within(caller.portal, async () => {
    const portalKey = await installation.keys.of(tx, caller.portal)
    const bodyHash = hashOf(portalKey, name, raw)
    const inserted = await tx.db
      .insertInto('idempotency_keys')
      .values({
        caller: caller.id,
        key,
        body_hash: bodyHash,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (inserted) return null
    const earlier = await tx.db
      .selectFrom('idempotency_keys')
      .select(['body_hash', 'sealed_result'])
      .where('caller', '=', caller.id)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (!earlier.body_hash.equals(bodyHash))
      return refuse('idempotency_mismatch', { field: 'Idempotency-Key' })
    const opened = open(portalKey, resultPlace(caller, key), earlier.sealed_result!)
    const { value } = JSON.parse(opened.toString()) as { value: R }
    return { ok: true, value }
  })
}

/** Keyed: a body may hold a secret of which there are only ten thousand, such as four digits. */
const hashOf = (portalKey: Buffer, name: string, raw: unknown): Buffer =>
  createHmac('sha256', Buffer.from(hkdfSync('sha256', portalKey, '', 'idempotency_keys', 32)))
    .update(name)
    .update('\0')
    .update(JSON.stringify(raw, inOrder))
    .digest()

/** A replacer by which objects of the same fields read alike, in whatever order these were sent. */
const inOrder = (_: string, value: unknown): unknown =>
  value !== null && typeof value === 'object' && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
    : value

/** Keeps the result for a repeat of the request; sealed, since it may be the one showing of a secret. */
export async function remember(
  { keys }: Installation,
  tx: Tx,
  caller: Caller,
  value: unknown,
): Promise<void> {
  const { idempotencyKey: key } = caller
  if (key === undefined) return
  await tx.within(caller.portal, async () => {
    const sealed = seal(
      await keys.of(tx, caller.portal),
      resultPlace(caller, key),
      JSON.stringify({ value }),
    )
    await tx.db
      .updateTable('idempotency_keys')
      .set({ sealed_result: sealed })
      .where('caller', '=', caller.id)
      .where('key', '=', key)
      .execute()
  })
}

/** An answer as it was sent. */
export interface KeptAnswer {
  status: number
  headers: Record<string, string>
  body: string | null
}

/**
 * The answer that the first request with this key was given, kept now where there is none yet: of two that
 * come to this at once both give the same. The result alone does not do, since an answer shows what
 * there is, and that goes on changing.
 * @param give makes the answer from the result; asked only where none is kept
 */
export async function firstAnswer(
  { db, keys }: Installation,
  caller: Caller,
  give: () => Promise<KeptAnswer>,
): Promise<KeptAnswer> {
  const { portal, id, idempotencyKey: key } = caller
  if (key === undefined) return give()
  const place = { ...resultPlace(caller, key), column: 'sealed_answer' }
  const opened = async (tx: Tx, sealed: Buffer): Promise<KeptAnswer> =>
    JSON.parse(open(await keys.of(tx, portal), place, sealed).toString()) as KeptAnswer
  const kept = await db.read({ portal }, async (tx) => {
    const row = await tx.db
      .selectFrom('idempotency_keys')
      .select('sealed_answer')
      .where('caller', '=', id)
      .where('key', '=', key)
      .executeTakeFirst()
    return row?.sealed_answer ? opened(tx, row.sealed_answer) : null
  })
  if (kept) return kept
  const answer = await give()
  return db.write({ portal }, async (tx) => {
    const sealed = seal(await keys.of(tx, portal), place, JSON.stringify(answer))
    const row = await tx.db
      .updateTable('idempotency_keys')
      .set(({ fn, ref, val }) => ({
        sealed_answer: fn.coalesce(ref('sealed_answer'), val(sealed)),
      }))
      .where('caller', '=', id)
      .where('key', '=', key)
      .returning('sealed_answer')
      .executeTakeFirst()
    return row?.sealed_answer ? opened(tx, row.sealed_answer) : answer
  })
}

const resultPlace = (caller: Caller, key: string) => ({
  portal: caller.portal,
  table: 'idempotency_keys',
  row: `${caller.id} ${key}`,
  column: 'sealed_result',
})

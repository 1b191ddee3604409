import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { z } from 'zod'
import { appendAudit, type AuditHead } from './audit.ts'
import type { Instant } from './clock.ts'
import { open, seal } from './crypto.ts'
import type { Tx } from './db/database.ts'
import { newId, show } from './ids.ts'
import type { Installation } from './installation.ts'
import { jobType, type JobType } from './jobs.ts'
import { queueMail, type Letter } from './mail.ts'
import { refuse, type Done, type Refusal } from './refusal.ts'
import { invalid, invalidField } from './validation.ts'

/** Who asks, in whose realm, and with which rights. Built by identity, the clock or the CLI. */
export interface Caller {
  /** Shown id, or `clock`, `cli`, `system`. */
  readonly id: string
  readonly name: string
  /** The realm the caller belongs to: its portal, or the console. */
  readonly portal: string
  readonly rights: ReadonlySet<string>
  readonly through: 'page' | 'api' | 'cli' | 'timer' | 'job'
  /** The row id behind `id`, where a person asks. */
  readonly person?: string
  /** Set for a partner's people and keys: only this partner's portals exist for them. */
  readonly partner?: string
  readonly onBehalfOf?: string
  readonly ip?: string
  readonly requestId?: string
  readonly idempotencyKey?: string
}

/** What an operation works with: everything it does is in this one transaction. */
export interface Work {
  readonly tx: Tx
  readonly now: Instant
  readonly caller: Caller
  /** The portal the transaction is set to. */
  readonly portal: string
  readonly installation: Installation
  /** What the audit line and the event say; nothing secret. */
  note(about: {
    subject?: string
    reason?: string
    outcome?: string
    details?: Record<string, unknown>
  }): void
  mail(letter: Letter): Promise<void>
  enqueue<D extends object>(type: JobType<D>, data: D): Promise<void>
}

export interface Operation<I extends z.ZodType = z.ZodType, R = unknown> {
  /** Audit line, event, API operationId and CLI verb. */
  readonly name: string
  /** One sentence for the API reference and the audit page. */
  readonly summary: string
  readonly input: I
  /** Asked before `run`; null where the operation itself is the proof, as with a mailed token. */
  readonly right: string | null
  /** The portal it happens in; the caller's own unless it says otherwise. */
  readonly portal?: (input: z.output<I>, caller: Caller) => string
  /** Left out of the events that others can receive; it is audited all the same. */
  readonly quiet?: boolean
  /** What the network has to be asked first, while no transaction is open; null lets it run. */
  before?(installation: Installation, input: z.output<I>): Promise<Refusal | null>
  run(work: Work, input: z.output<I>): Promise<Done<R> | Refusal>
}

export const operation = <I extends z.ZodType, R>(declared: Operation<I, R>): Operation<I, R> =>
  declared

export const done = <R>(value: R): Done<R> => ({ ok: true, value })

/** An event that a reaction follows, once its transaction has committed. */
export const reactionJob = jobType<EventData>('reaction', 10)

export interface EventData {
  id: string
  name: string
  portal: string
  subject: string | null
  at: string
  data: Record<string, unknown>
}

/** Rolls the transaction back and carries the refusal out of it. */
class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * The one way to change anything: validates, asks the right, and in one transaction honours the
 * idempotency key, runs, writes the audit line, the event and what is to follow. A refusal changes
 * nothing. May be called twice at once: what must not happen twice is up to `run`'s locks.
 * @throws DatabaseUnavailable; anything else thrown is a bug.
 */
export async function perform<I extends z.ZodType, R>(
  installation: Installation,
  operation: Operation<I, R>,
  caller: Caller,
  input: unknown,
): Promise<Done<R> | Refusal> {
  const parsed = operation.input.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  if (operation.right !== null && !caller.rights.has(operation.right)) return refuse('forbidden')
  const no = await operation.before?.(installation, parsed.data)
  if (no) return no
  const portal = operation.portal?.(parsed.data, caller) ?? caller.portal
  try {
    const { value, head } = await installation.db.write({ portal }, (tx) =>
      transact(installation, operation, caller, portal, parsed.data, input, tx),
    )
    if (head) installation.anchors.note(head)
    return done(value)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

async function transact<I extends z.ZodType, R>(
  installation: Installation,
  operation: Operation<I, R>,
  caller: Caller,
  portal: string,
  input: z.output<I>,
  raw: unknown,
  tx: Tx,
): Promise<{ value: R; head: AuditHead | null }> {
  const now = await installation.clock.now(tx)
  const [earlier] = await Promise.all([
    recall<R>(installation, tx, operation, caller, raw, now, portal),
    // Triggers that keep a history date it as the operation does.
    tx.run(`select set_config('app.now', $1, true)`, [now], 'date_transaction'),
  ])
  if (earlier) return { value: earlier.value, head: null }

  let about: Parameters<Work['note']>[0] = {}
  const work: Work = {
    tx,
    now,
    caller,
    portal,
    installation,
    note: (more) => (about = { ...about, ...more }),
    mail: (letter) => queueMail(work, letter),
    enqueue: (type, data) => installation.jobs.enqueue(tx, type, data),
  }
  const result = await operation.run(work, input)
  if (!result.ok) throw new Refused(result)

  await remember(installation, tx, caller, result.value, portal)
  const event: EventData = {
    id: newId(),
    name: operation.name,
    portal,
    subject: about.subject ?? null,
    at: now.toString(),
    data: about.details ?? {},
  }
  if (operation.quiet) await react(work, event)
  else await emit(work, event)
  const head = await appendAudit(tx, portal, {
    at: now,
    operation: operation.name,
    outcome: about.outcome ?? 'done',
    actor: caller.id,
    actor_name: caller.name,
    on_behalf_of: caller.onBehalfOf ?? null,
    through: caller.through,
    subject: about.subject ?? null,
    reason: about.reason ?? null,
    details: about.details ?? {},
    ip: caller.ip ?? null,
    request_id: caller.requestId ?? null,
  })
  return { value: result.value, head }
}

/** Writes an event, and in the same transaction what follows from it: reactions, and those who are told. */
export async function emit(
  work: Pick<Work, 'tx' | 'installation'>,
  event: EventData,
): Promise<void> {
  const { tx, installation } = work
  await tx.db
    .insertInto('events')
    .values({
      portal_id: event.portal,
      id: event.id,
      name: event.name,
      at: Temporal.Instant.from(event.at),
      subject: event.subject,
      data: JSON.stringify(event.data),
    })
    .execute()
  await installation.follow(tx, installation, event)
  await react(work, event)
}

async function react(
  { tx, installation }: Pick<Work, 'tx' | 'installation'>,
  event: EventData,
): Promise<void> {
  if (installation.reactsTo.has(event.name)) await installation.jobs.enqueue(tx, reactionJob, event)
}

/** Runs `work` with the transaction set to another portal, then sets it back. */
export async function within<T>(
  tx: Tx,
  portal: string,
  back: string,
  work: () => Promise<T>,
): Promise<T> {
  await sql`select set_config('app.portal_id', ${portal}, true)`.execute(tx.db)
  const result = await work()
  await sql`select set_config('app.portal_id', ${back}, true)`.execute(tx.db)
  return result
}

/** Longer ones are refused rather than cut, since two could be cut to the same. */
const LONGEST_KEY = 255

/**
 * The result of an earlier request with the same Idempotency-Key, else null with the key taken. A
 * second request at the same moment waits here for the first to commit.
 * @throws Refused where the body was another.
 */
async function recall<R>(
  installation: Installation,
  tx: Tx,
  { name }: { name: string },
  caller: Caller,
  raw: unknown,
  now: Instant,
  portal: string,
): Promise<{ value: R } | null> {
  const { idempotencyKey: key } = caller
  if (key === undefined) return null
  if (key.length > LONGEST_KEY)
    throw new Refused(invalidField('Idempotency-Key', 'too_long', { maximum: LONGEST_KEY }))
  const bodyHash = createHash('sha256')
    .update(name)
    .update('\0')
    .update(JSON.stringify(raw))
    .digest()
  return within(tx, caller.portal, portal, async () => {
    const taken = await tx.db
      .insertInto('idempotency_keys')
      .values({
        portal_id: caller.portal,
        caller: caller.id,
        key,
        body_hash: bodyHash,
        created_at: now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('key')
      .executeTakeFirst()
    if (taken) return null
    const earlier = await tx.db
      .selectFrom('idempotency_keys')
      .select(['body_hash', 'sealed_result'])
      .where('portal_id', '=', caller.portal)
      .where('caller', '=', caller.id)
      .where('key', '=', key)
      .executeTakeFirstOrThrow()
    if (!earlier.body_hash.equals(bodyHash))
      throw new Refused({ ...refuse('idempotency_mismatch', { field: 'Idempotency-Key' }) })
    const opened = open(
      await installation.keys.of(tx, caller.portal),
      resultPlace(caller, key),
      earlier.sealed_result!,
    )
    return JSON.parse(opened.toString()) as { value: R }
  })
}

/** Keeps the result for a repeat of the request; sealed, since it may be the one showing of a secret. */
async function remember(
  { keys }: Installation,
  tx: Tx,
  caller: Caller,
  value: unknown,
  portal: string,
): Promise<void> {
  const { idempotencyKey: key } = caller
  if (key === undefined) return
  await within(tx, caller.portal, portal, async () => {
    const sealed = seal(
      await keys.of(tx, caller.portal),
      resultPlace(caller, key),
      JSON.stringify({ value }),
    )
    await tx.db
      .updateTable('idempotency_keys')
      .set({ sealed_result: sealed })
      .where('portal_id', '=', caller.portal)
      .where('caller', '=', caller.id)
      .where('key', '=', key)
      .execute()
  })
}

const resultPlace = (caller: Caller, key: string) => ({
  portal: caller.portal,
  table: 'idempotency_keys',
  row: `${caller.id} ${key}`,
  column: 'sealed_result',
})

/** The clock's own caller: its rights are those of the operations it may bring about. */
export const clockCaller = (portal: string): Caller => ({
  id: 'clock',
  name: 'Clock',
  portal,
  rights: new Set(['clock']),
  through: 'timer',
})

/** A job that continues what somebody began. */
export const jobCaller = (portal: string, rights: string[] = ['job']): Caller => ({
  id: 'system',
  name: 'Gatehouse',
  portal,
  rights: new Set(rights),
  through: 'job',
})

export const requestId = () => show('request', newId())

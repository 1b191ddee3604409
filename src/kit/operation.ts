import type { z } from 'zod'
import { appendAudit, type AuditHead, type AuditLine } from './audit.ts'
import type { Instant } from './clock.ts'
import type { Tx } from './db/database.ts'
import { emit, react, type EventData } from './events.ts'
import { recall, remember } from './idempotency.ts'
import { newId, show } from './ids.ts'
import type { Installation, Services } from './installation.ts'
import type { JobType } from './jobs.ts'
import { queueMail, type OutgoingMail } from './mail.ts'
import { refuse, type Done, type Refusal } from './refusal.ts'
import type { Language } from './texts.ts'
import { invalid } from './validation.ts'
import { refuseHalves } from './whole-text.ts'

/** Who asks, in whose realm, and with which rights. Built by identity, the clock or the CLI. */
export interface Caller {
  /** Shown id, or `clock`, `cli`, `system`. */
  readonly id: string
  readonly name: string
  /** The realm the caller belongs to: its portal, or the console. */
  readonly portal: string
  readonly rights: ReadonlySet<string>
  readonly through: 'page' | 'api' | 'cli' | 'timer' | 'job' | 'procedure'
  /** The row id behind `id`, where a person asks. */
  readonly person?: string
  /** Row id of the web session they ask in. */
  readonly session?: string
  /** Set for a partner's people and keys: only this partner's portals exist for them. */
  readonly partner?: string
  readonly onBehalfOf?: string
  readonly ip?: string
  readonly requestId?: string
  readonly idempotencyKey?: string
  /** Versions of which what is changed must have one, by `If-Match`; of an empty list none is. */
  readonly ifMatch?: readonly number[]
  /** What it follows from, for reactions that must not go round in circles. */
  readonly follows?: string
}

/** What an operation works with: everything it does is in this one transaction. */
export interface OperationContext {
  readonly tx: Tx
  readonly now: Instant
  readonly caller: Caller
  /** The portal the transaction is set to. */
  readonly portal: string
  readonly installation: Services
  /** What the audit line and the event say; nothing secret. */
  note(about: {
    subject?: string
    reason?: string
    outcome?: string
    details?: Record<string, unknown>
    /** For the audit line alone, whose readers may see what those who hear of the event may not. */
    unsaid?: Record<string, unknown>
  }): void
  /** Lines of the audit trail beside the operation's own, before it: what happened to each of many. */
  noteEach(lines: readonly Noted[]): void
  /**
   * Compares the version of what is changed, once it is locked, with what the change is based on.
   * @param said the version that the input names, if it names one
   * @returns the refusal where somebody was faster
   */
  basedOn(version: number, said?: number): Refusal | null
  /** @param mail null where there is nobody to write to */
  mail(mail: OutgoingMail | null): Promise<void>
  enqueue<D extends object>(type: JobType<D>, data: D): Promise<void>
}

/** What happened to one of many, in words of its own. */
export interface Noted {
  /** As the audit trail names it. */
  operation: string
  subject: string | null
  reason?: string
  outcome?: string
  details?: Record<string, unknown>
}

/** A text in each language. */
export type InWords = Readonly<Record<Language, string>>
type ByName = Readonly<Record<string, InWords>>

export interface Operation<I extends z.ZodType = z.ZodType, R = unknown, P = unknown> {
  /** Audit line, event, API operationId and CLI verb. */
  readonly name: string
  /** What it did, once it has happened: the line of the audit trail, in words. */
  readonly done?: InWords
  /** What became of it, by the names that it notes. */
  readonly outcomes?: ByName
  /** What particulars that it notes are called there, by name. A name means the same whoever notes it. */
  readonly details?: ByName
  /** What values of particulars are called. */
  readonly values?: ByName
  /** One sentence for the API reference and the audit page. */
  readonly summary: string
  readonly input: I
  /** Asked before `run`; null where the operation itself is the proof, as with a mailed token. */
  readonly right: string | null
  /** The portal it happens in; the caller's own unless it says otherwise. */
  readonly portal?: (input: z.output<I>, caller: Caller) => string
  /**
   * Row ids of the people it is done to, where `run` locks them: they are locked before it, in one order with
   * the caller. Two who do it to each other at once then wait, rather than be told of a deadlock a second later.
   */
  readonly subjects?: (input: z.output<I>) => readonly string[]
  /** Left out of the events that others can receive; it is audited all the same. */
  readonly quiet?: boolean
  /** What the network has to be asked first, while no transaction is open; null lets it run. */
  before?(installation: Installation, input: z.output<I>): Promise<Refusal | null>
  /**
   * What takes long and changes nothing: done while no transaction is open, so that it holds neither a
   * connection nor a lock. `run` is handed it, and looks again at whatever may have changed since.
   */
  prepare?(
    installation: Installation,
    input: z.output<I>,
    caller: Caller,
  ): Promise<Done<P> | Refusal>
  run(op: OperationContext, input: z.output<I>, prepared: P): Promise<Done<R> | Refusal>
}

/** What is asked of a caller once more, inside the transaction that they change something in. */
export interface Asking {
  readonly caller: Caller
  /** What the operation asks for. */
  readonly right: string
  /** The portal the transaction is set to, and is left set to. */
  readonly portal: string
  readonly subjects: readonly string[]
  readonly now: Instant
}

const declaredByName = new Map<string, Partial<Pick<Operation, 'done' | 'summary' | 'outcomes'>>>()

const particulars = { details: new Map<string, InWords>(), values: new Map<string, InWords>() }

/**
 * A line that an operation writes for each of many beside its own.
 * @returns the name that the line bears
 */
export function lineOfMany(name: string, done: InWords): string {
  declaredByName.set(name, { done })
  return name
}

export function operation<I extends z.ZodType, R, P = undefined>(
  declared: Operation<I, R, P>,
): Operation<I, R, P> {
  declaredByName.set(declared.name, declared)
  for (const kind of ['details', 'values'] as const)
    for (const [name, words] of Object.entries(declared[kind] ?? {}))
      particulars[kind].set(name, words)
  return declared
}

/** What an operation of this name did, in words: as it declares, else what it is for; undefined of none. */
export function inWords(name: string, language: Language): string | undefined {
  const { done, summary } = declaredByName.get(name) ?? {}
  return done?.[language] ?? summary
}

/** What became of it, as the operation declares; undefined where it does not. */
export const outcomeInWords = (
  operation: string,
  outcome: string,
  language: Language,
): string | undefined => declaredByName.get(operation)?.outcomes?.[outcome]?.[language]

/** What a particular of the audit trail is called, or its value, as an operation declares; undefined where none does. */
export const particularInWords = (
  kind: keyof typeof particulars,
  name: string,
  language: Language,
): string | undefined => particulars[kind].get(name)?.[language]

export const done = <R>(value: R): Done<R> => ({ ok: true, value })

/** Rolls the transaction back and carries the refusal out of it. */
class Refused extends Error {
  readonly refusal: Refusal

  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}

/**
 * The one way to change anything: validates, asks the right, and in one transaction looks again whether the
 * caller still may, who is held so until the commit; honours the idempotency key, runs, writes the audit
 * line, the event and what is to follow. A refusal changes nothing. May be called twice at once: what must not happen twice is up to `run`'s locks.
 * @throws DatabaseUnavailable; anything else thrown is a bug.
 */
export async function perform<I extends z.ZodType, R>(
  installation: Installation,
  operation: Operation<I, R>,
  caller: Caller,
  input: unknown,
): Promise<Done<R> | Refusal> {
  const halves = refuseHalves(input)
  if (halves) return halves
  const parsed = operation.input.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  if (operation.right !== null && !caller.rights.has(operation.right)) return refuse('forbidden')
  const no = (await operation.before?.(installation, parsed.data)) ?? null
  const prepared = no ?? (await operation.prepare?.(installation, parsed.data, caller)) ?? null
  const portal = operation.portal?.(parsed.data, caller) ?? caller.portal
  const given: Given<I> = { input: parsed.data, raw: input, prepared }
  try {
    const { value, head } = await installation.db.write({ portal }, (tx) =>
      transact(installation, operation, caller, portal, given, tx),
    )
    if (head) installation.anchors.note(head)
    return done(value)
  } catch (error) {
    if (error instanceof Refused) return error.refusal
    throw error
  }
}

/**
 * What an operation is given, and what was found before its transaction: a refusal waits until it is known to
 * be no repeat.
 */
interface Given<I extends z.ZodType> {
  input: z.output<I>
  raw: unknown
  prepared: Done<unknown> | Refusal | null
}

async function transact<I extends z.ZodType, R>(
  installation: Installation,
  operation: Operation<I, R>,
  caller: Caller,
  portal: string,
  { input, raw, prepared }: Given<I>,
  tx: Tx,
): Promise<{ value: R; head: AuditHead | null }> {
  const now = await installation.clock.now(tx)
  const [gone] = await Promise.all([
    operation.right === null
      ? null
      : installation.stillMay(tx, {
          caller,
          right: operation.right,
          portal,
          subjects: operation.subjects?.(input) ?? [],
          now,
        }),
    // Triggers that keep a history date it as the operation does.
    tx.run(`set local app.now = '${now.toString()}'`),
  ])
  if (gone) throw new Refused(gone)
  const earlier = await recall<R>(installation, tx, operation, caller, raw, now)
  if (earlier && !earlier.ok) throw new Refused(earlier)
  if (earlier) return { value: earlier.value, head: null }
  if (prepared && !prepared.ok) throw new Refused(prepared)

  let about: Parameters<OperationContext['note']>[0] = {}
  let compared = false
  const each: Noted[] = []
  const op: OperationContext = {
    tx,
    now,
    caller,
    portal,
    installation,
    note: (more) => (about = { ...about, ...more }),
    noteEach: (lines) => void each.push(...lines),
    basedOn: (version, said) => {
      compared = true
      return based(version, said) ?? based(version, ...(caller.ifMatch ?? [version]))
    },
    mail: async (outgoing) => (outgoing === null ? undefined : queueMail(op, outgoing)),
    enqueue: (type, data) => installation.jobs.enqueue(tx, type, data),
  }
  const result = await operation.run(op, input, prepared?.value)
  if (!result.ok) throw new Refused(result)
  // A condition on what has no version is not met; left out, whoever set it would believe it was.
  if (caller.ifMatch && !compared) throw new Refused(refuse('changed_meanwhile'))

  await remember(installation, tx, caller, result.value)
  const event: EventData = {
    id: newId(),
    name: operation.name,
    portal,
    subject: about.subject ?? null,
    at: now.toString(),
    data: about.details ?? {},
    ...(caller.follows !== undefined && { follows: caller.follows }),
  }
  if (operation.quiet) await react(op, event)
  else await emit(op, event)
  const said = (line: Partial<Noted>): AuditLine => ({
    at: now,
    operation: line.operation ?? operation.name,
    outcome: line.outcome ?? 'done',
    actor: caller.id,
    actor_name: caller.name,
    on_behalf_of: caller.onBehalfOf ?? null,
    through: caller.through,
    subject: line.subject ?? null,
    reason: line.reason ?? null,
    details: line.details ?? {},
    ip: caller.ip ?? null,
    request_id: caller.requestId ?? null,
  })
  const { unsaid, ...told } = about
  const whole = { ...told, details: { ...told.details, ...unsaid } }
  const head = await appendAudit(tx, [...each.map(said), said(whole)])
  return { value: result.value, head }
}

const based = (version: number, ...said: readonly (number | undefined)[]): Refusal | null =>
  said.some((one) => one === undefined || one === version) ? null : refuse('changed_meanwhile')

/**
 * Performs another operation as a part of this one, in its transaction: with its own line in the audit trail
 * and its own event, or not at all where it refuses. Its right is not asked: whoever may do the whole may do
 * its parts, and the whole asks for that. What an operation asks or prepares beforehand is not done here.
 */
export async function performPart<I extends z.ZodType, R>(
  op: OperationContext,
  operation: Operation<I, R>,
  input: unknown,
): Promise<Done<R> | Refusal> {
  const parsed = operation.input.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { tx, portal, now, caller } = op
  let about: Parameters<OperationContext['note']>[0] = {}
  const each: Noted[] = []
  const part: OperationContext = {
    ...op,
    note: (more) => (about = { ...about, ...more }),
    noteEach: (lines) => void each.push(...lines),
    // What the request's condition is about is what the whole changes.
    basedOn: (version, said) => based(version, said),
  }
  await tx.run('savepoint part')
  const result = await operation.run(part, parsed.data, undefined)
  if (!result.ok) {
    // Released too: it would else stand before that of the part around this one, which is called the same.
    await tx.run('rollback to savepoint part')
    await tx.run('release savepoint part')
    return result
  }
  const { subject = null, details = {}, unsaid, reason, outcome } = about
  const event: EventData = {
    id: newId(),
    name: operation.name,
    portal,
    subject,
    at: now.toString(),
    data: details,
    ...(caller.follows !== undefined && { follows: caller.follows }),
  }
  if (operation.quiet) await react(op, event)
  else await emit(op, event)
  await tx.run('release savepoint part')
  const whole = { ...details, ...unsaid }
  op.noteEach([...each, { operation: operation.name, subject, details: whole, reason, outcome }])
  return result
}

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

export const requestId = () => show('httpRequest', newId())

import type { Tables } from './db/tables.ts'
import type { DueQueue } from './due/queue.ts'
import type { QueueWorker } from './due/worker.ts'
import type { Installation } from './installation.ts'
import type { Attempt, JobHandler, JobType } from './jobs.ts'
import type { MailKind } from './mail-kind.ts'
import type { Operation } from './operation.ts'
import type { LateMails } from './paced-mail/sending.ts'
import type { Addition } from './place.ts'
import type { PlaceholderSource } from './placeholders/placeholder.ts'

/**
 * What deleting a portal does with its rows of a table.
 * - `erased`: by the batch.
 * - `chain`: append-only for the application, so erased by the one database function that may.
 * - `kept`: part of the tombstone, without names.
 * - `console`: no portal but the console ever has a row.
 */
export type AtDeletion = 'erased' | 'chain' | 'kept' | 'console'

/**
 * What merging two cards does with a row that refers to the card that goes.
 * - `moved`: goes over to the card that is left, by its column alone.
 * - `merged`: goes over, and what both cards have becomes one: the feature says how in `onMerge`, or merging itself
 *   of what it knows.
 * - `gone`: goes with the card: it is of no use to another.
 * - `none`: only somebody who has registered, or staff, has such a row, and whoever goes is neither. Were
 *   there one all the same, the database would refuse the merge, or it is worth nothing without its person.
 */
export type AtMerge = 'moved' | 'merged' | 'gone' | 'none'

/** A table of a portal's rows: what its deletion does with them, and a merge with each column that names a person. */
export interface TableDeclaration {
  readonly table: keyof Tables
  readonly deletion: AtDeletion
  readonly persons: Readonly<Record<string, AtMerge>>
}

const table =
  (deletion: AtDeletion) =>
  (name: keyof Tables, persons: Readonly<Record<string, AtMerge>> = {}): TableDeclaration => ({
    table: name,
    deletion,
    persons,
  })

export const erased = table('erased')
export const chain = table('chain')
export const kept = table('kept')
export const consoleOnly = table('console')

/** A kind of job with its handler; `runs` makes one. */
export interface JobDeclaration {
  readonly type: JobType<object>
  run(installation: Installation, data: object, attempt: Attempt): Promise<void>
}

export const runs = <D extends object>(
  type: JobType<D>,
  run: (installation: Installation, data: D, attempt: Attempt) => Promise<void>,
): JobDeclaration => ({ type, run: run as JobDeclaration['run'] })

/** A queue of due work; `why` says for the schedule why the clock looks after it. */
export interface QueueDeclaration {
  readonly queue: DueQueue<{ portal: string }>
  readonly why: string
  readonly worker: (
    installation: Installation,
    features: DeclaredWork,
  ) => { readonly handlers: readonly JobHandler[] }
}

export const worksOff = <Q extends { portal: string }>(
  queue: DueQueue<Q>,
  why: string,
  worker: (installation: Installation, features: DeclaredWork) => QueueWorker<Q>,
): QueueDeclaration => ({ queue: queue as unknown as DueQueue<{ portal: string }>, why, worker })

/** What queues need to know of all features. */
export interface DeclaredWork {
  readonly operations: ReadonlyMap<string, Operation>
  /** How mails of many are composed, by kind. */
  readonly lateMails: LateMails
}

/** What a feature declares of itself, below the web. */
export interface KitFeature {
  /** Modules: each operation that they export is the feature's. A twin for the clock has the other's name, and is left out. */
  readonly operations?: readonly object[]
  /** Tables with rows of portals, those that refer to others first. */
  readonly tables?: readonly TableDeclaration[]
  readonly jobs?: readonly JobDeclaration[]
  readonly queues?: readonly QueueDeclaration[]
  /** Mails that portals may write in their own words, in the order of the settings. */
  readonly mails?: readonly MailKind[]
  /** What its things bring into texts that people write, such as `{{contact.first_name}}`. */
  readonly placeholders?: readonly PlaceholderSource[]
  /** How mails of many are composed at the moment they may leave, by kind. */
  readonly lateMails?: LateMails
  /** What it adds to places of lower features, such as a panel on their page. */
  readonly additions?: readonly Addition[]
}

/** What lower features use of all that are declared. */
export interface Declared {
  /** Those that refer to others first. */
  readonly tables: readonly TableDeclaration[]
  readonly mails: ReadonlyMap<string, MailKind>
  readonly placeholders: readonly PlaceholderSource[]
  readonly additions: readonly Addition[]
  readonly queues: readonly QueueDeclaration[]
}

const isOperation = (value: unknown): value is Operation =>
  typeof value === 'object' &&
  value !== null &&
  'run' in value &&
  'input' in value &&
  'right' in value

export const declaredOperations = (features: readonly KitFeature[]): Operation[] =>
  features
    .flatMap(({ operations = [] }) => operations)
    .flatMap((module) => Object.values(module).filter(isOperation))

/**
 * Every operation that the features declare, by name: what can happen at all.
 * @throws Error where two have one name
 */
export function operationsOf(features: readonly KitFeature[]): ReadonlyMap<string, Operation> {
  const byName = new Map<string, Operation>()
  for (const operation of declaredOperations(features)) {
    if (byName.has(operation.name)) throw new Error(`two operations are called ${operation.name}`)
    byName.set(operation.name, operation)
  }
  return byName
}

/** @param features lower ones first */
export const declaredBy = (features: readonly KitFeature[]): Declared => ({
  tables: features.toReversed().flatMap(({ tables = [] }) => tables),
  mails: new Map(features.flatMap(({ mails = [] }) => mails).map((mail) => [mail.kind, mail])),
  placeholders: features.flatMap(({ placeholders = [] }) => placeholders),
  additions: features.flatMap(({ additions = [] }) => additions),
  queues: features.flatMap(({ queues = [] }) => queues),
})

export const lateMailsOf = (features: readonly KitFeature[]): LateMails =>
  Object.fromEntries(features.flatMap(({ lateMails = {} }) => Object.entries(lateMails)))

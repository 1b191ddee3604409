import { sql } from 'kysely'
import type { Tx } from './db/database.ts'

export type Instant = Temporal.Instant

const machineNow = (): Instant => Temporal.Instant.fromEpochMilliseconds(Date.now())

/** The test clock's row; null in production, where it is never read. */
export interface TestClock {
  offset_ms: number
  frozen_at: Instant | null
}

/** The only reader of the time. Rules take `now` as an argument. */
export interface Clock {
  readonly movable: boolean
  /** Now, by a test clock's row that the caller has already read with its own statement. */
  at(test: TestClock | null): Instant
  now(tx: Tx): Promise<Instant>
  /** What clocks elsewhere show, such as the one in somebody's telephone, however far this one was moved. */
  elsewhere(tx: Tx): Promise<Instant>
}

/** An installation in production runs on the machine's clock alone, and spends no statement on it. */
export const machineClock: Clock = {
  movable: false,
  at: machineNow,
  now: async () => machineNow(),
  elsewhere: async () => machineNow(),
}

/**
 * The sandbox's clock: ahead of the machine's by what people have moved it forward, or standing still
 * where a test has frozen it. It lives in the database so that every process reads the same.
 */
export const sandboxClock: Clock = {
  movable: true,
  at: (test) =>
    Temporal.Instant.fromEpochMilliseconds(
      (test?.frozen_at?.epochMilliseconds ?? Date.now()) + (test?.offset_ms ?? 0),
    ),
  now: async (tx) => sandboxClock.at((await readTestClock(tx)) ?? null),
  elsewhere: async (tx) => (await readTestClock(tx))?.frozen_at ?? machineNow(),
}

export async function readTestClock(tx: Tx): Promise<TestClock | undefined> {
  return tx.db.selectFrom('test_clock').select(['offset_ms', 'frozen_at']).executeTakeFirst()
}

/** Moves the test clock forward; both columns are read back so that concurrent moves add up. */
export async function moveTestClock(tx: Tx, milliseconds: number): Promise<Instant> {
  const row = await tx.db
    .insertInto('test_clock')
    .values({ offset_ms: milliseconds })
    .onConflict((conflict) =>
      conflict.column('only_one').doUpdateSet({
        offset_ms: sql`test_clock.offset_ms + ${milliseconds}`,
      }),
    )
    .returning(['offset_ms', 'frozen_at'])
    .executeTakeFirstOrThrow()
  return sandboxClock.at(row)
}

/** Milliseconds of this machine's own count since it booted: no setting of the clock moves it. */
export const monotonicMs = (): number => Number(process.hrtime.bigint() / 1_000_000n)

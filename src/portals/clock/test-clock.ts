import { z } from 'zod'
import { carrySessions } from '../../identity/index.ts'
import { moveTestClock, readTestClock, type Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { wakeDue } from '../../kit/due/queue.ts'
import { CONSOLE } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import type { Done, Refusal } from '../../kit/refusal.ts'
import { because } from '../../kit/validation.ts'
import { recordDailyCounts } from '../dashboard/daily-counts.ts'
import { issueDueReports } from '../billing/reports/due.ts'
import { refuse } from '../refusals.ts'
import { sweep } from '../timers/sweep.ts'
import { fallingWithin, type Falling } from './falling.ts'

const YEARS = 10
const EPOCH = Temporal.Instant.from('1970-01-01T00:00Z')

/** `P31D`, `PT6H`: more than nothing and at most ten years. */
const forward = z
  .string()
  .max(60)
  .refine((text) => {
    try {
      const duration = Temporal.Duration.from(text)
      const ms = later(EPOCH, duration).epochMilliseconds
      const most = later(EPOCH, Temporal.Duration.from({ years: YEARS })).epochMilliseconds
      return duration.sign > 0 && ms >= 1 && ms <= most
    } catch {
      return false
    }
  }, because('duration'))
  .meta({ examples: ['P31D', 'PT6H'] })

/** Months and years are taken by the calendar in UTC. */
const later = (from: Instant, duration: Temporal.Duration): Instant =>
  from.toZonedDateTimeISO('UTC').add(duration).toInstant()

export const advanceClock = operation({
  name: 'clock.advance',
  done: { en: 'Moved the test clock forward', es: 'Adelantó el reloj de prueba' },
  details: {
    advance: { en: 'By', es: 'Cuánto' },
  },
  summary: 'Moves the test clock forward, and brings about what falls due until then',
  input: z.strictObject({ advance: forward }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  // Counted before it moves: what is swept is soon done, and due no more.
  async prepare(installation, { advance }) {
    const due = await installation.db.read('installation', async (tx) => {
      const from = await installation.clock.now(tx)
      const until = later(from, Temporal.Duration.from(advance))
      return fallingWithin(tx, installation, { from, until })
    })
    return done(due)
  },
  async run({ tx, now, note, installation }, { advance }, due) {
    if (!installation.clock.movable) return refuse('clock_fixed')
    const to = later(now, Temporal.Duration.from(advance))
    const milliseconds = to.epochMilliseconds - now.epochMilliseconds
    const moved = await moveTestClock(tx, milliseconds)
    // Whoever moves the clock would otherwise be signed out by it.
    await carrySessions(tx, milliseconds)
    note({ details: { advance, from: now.toString(), to: moved.toString(), due } })
    return done({ now: moved.toString(), due })
  },
})

/** Moves the test clock and answers when portals' timers and bills are done, and all else that fell due has begun. */
export async function advance(
  installation: Installation,
  caller: Caller,
  input: unknown,
): Promise<Done<{ now: string; due: Falling }> | Refusal> {
  const moved = await perform(installation, advanceClock, caller, input)
  if (!moved.ok) return moved
  await sweep(installation)
  await issueDueReports(installation)
  for (const { queue } of installation.declared.queues) await wakeDue(installation, queue)
  await recordDailyCounts(installation)
  return moved
}

/** What the clock shows, and how far people have moved it. Plain data. */
export async function clockNow(
  tx: Tx,
  { clock }: Pick<Installation, 'clock'>,
): Promise<{ now: Instant; movable: boolean; aheadMs: number }> {
  const test = clock.movable ? ((await readTestClock(tx)) ?? null) : null
  return { now: clock.at(test), movable: clock.movable, aheadMs: test?.offset_ms ?? 0 }
}

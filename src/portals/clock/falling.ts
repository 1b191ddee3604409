import type { Tx } from '../../kit/db/database.ts'
import type { Span } from '../../kit/due/queue.ts'
import type { Installation } from '../../kit/installation.ts'
import { reportsJob } from '../billing/reports/due.ts'
import { reportsFalling } from '../billing/reports/queries.ts'

/** How much of the clock's work falls due, beside what portals' timers bring, by the name of the job that sweeps it. */
export type Falling = Readonly<Record<string, number>>

/** Every sweep that brings something about by the clock alone, with how much that is. */
const sweeps = ({ declared }: Pick<Installation, 'declared'>) => [
  { name: reportsJob.name, falls: reportsFalling },
  ...declared.queues.flatMap(({ queue: { sweep, falls } }) =>
    falls ? { name: sweep.name, falls } : [],
  ),
]

/** Of everything that is swept how much falls due within a span; what does not is left out. Needs the installation's scope. */
export async function fallingWithin(
  tx: Tx,
  installation: Pick<Installation, 'declared'>,
  span: Span,
): Promise<Falling> {
  const falling: [string, number][] = []
  for (const { name, falls } of sweeps(installation)) falling.push([name, await falls(tx, span)])
  return Object.fromEntries(falling.filter(([, n]) => n > 0))
}

/** The names of all of them. */
export const sweptByClock = (installation: Pick<Installation, 'declared'>): string[] =>
  sweeps(installation).map(({ name }) => name)

/** Several moves of the clock together. */
export function together(moves: readonly Falling[]): Falling {
  const sum: Record<string, number> = {}
  for (const move of moves)
    for (const [name, n] of Object.entries(move)) sum[name] = (sum[name] ?? 0) + n
  return sum
}

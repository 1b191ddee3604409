import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { SUSPENSION_DAYS } from '../status/portal-status.ts'
import { happenedBetween, type Happened } from './happened.ts'
import { changesSince, warningsLeft } from './queries.ts'

/** More would not be read. */
const LOOKED_AT = 5000

/** What the clock brought about after `from` and until `to`. Needs the installation's scope. */
export async function happened(tx: Tx, from: Instant, to: Instant): Promise<Happened[]> {
  const changes = await changesSince(tx, from.subtract({ hours: 24 * SUSPENSION_DAYS }), LOOKED_AT)
  return happenedBetween(changes, await warningsLeft(tx, to), from, to)
}

import { spendWithin } from '../../kit/limits.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { capsOf } from './thread.ts'

const HOUR = 3600
const DAY = 24 * HOUR

/**
 * Counts a thread that somebody starts, with its first message; whoever acts in a client's name is counted
 * as themselves, by what a client may. What is refused afterwards was not counted.
 */
export async function spendThread(op: OperationContext): Promise<Refusal | null> {
  const points = capsOf(op.caller.rights).threadsADay
  const seconds = await spent(op, { name: 'threads', points, seconds: DAY })
  if (seconds === null) return spendMessage(op)
  const hours = Math.ceil(seconds / HOUR)
  const refusal = refuse('too_many_threads', { values: { most: points, hours } })
  return { ...refusal, retryAfterSeconds: seconds }
}

/** Counts a message. */
export async function spendMessage(op: OperationContext): Promise<Refusal | null> {
  const points = capsOf(op.caller.rights).messagesAnHour
  const seconds = await spent(op, { name: 'messages', points, seconds: HOUR })
  if (seconds === null) return null
  const minutes = Math.ceil(seconds / 60)
  const refusal = refuse('too_many_messages', { values: { most: points, minutes } })
  return { ...refusal, retryAfterSeconds: seconds }
}

/** @returns null where there was one left, else the seconds until there are more */
async function spent(
  { tx, installation, portal, caller, now }: OperationContext,
  limit: { name: string; points: number; seconds: number },
): Promise<number | null> {
  const key = `${portal} ${caller.id}`
  const { allowed, resetSeconds } = await spendWithin(tx, installation, { ...limit, key }, now)
  return allowed ? null : Math.max(1, resetSeconds)
}

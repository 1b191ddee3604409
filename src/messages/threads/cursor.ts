import { z } from 'zod'
import { parseId, show } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'

/** A thread's place in somebody's list, which is newest first. */
export interface ListKey {
  at: Temporal.Instant
  id: string
}

/** Microseconds since 1970, as exact as the database is, and the thread's id. */
export const showKey = ({ at, id }: ListKey): string =>
  `${at.epochNanoseconds / 1000n}-${show('thread', id)}`

export function parseKey(text: string): ListKey | null {
  const [, micros, shown] = /^(\d{1,16})-(thr_\w+)$/.exec(text) ?? []
  const id = shown && parseId('thread', shown)
  return id ? { at: Temporal.Instant.fromEpochNanoseconds(BigInt(micros!) * 1000n), id } : null
}

/** A cursor in an endpoint's query. */
export const listKey = z
  .string()
  .max(100)
  .transform((text, context) => {
    const key = parseKey(text)
    if (!key) context.addIssue({ code: 'custom', ...because('format') })
    return key as ListKey
  })

import type { Done, Refusal } from '../kit/refusal.ts'

/** What came of a step that has to succeed. @throws where it was refused: the story is wrong */
export function settled<R>(result: Done<R> | Refusal): R {
  if (result.ok) return result.value
  throw new Error(`demo: ${result.code} ${result.fields.map(({ field }) => field).join(' ')}`)
}

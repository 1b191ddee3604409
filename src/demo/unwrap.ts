import type { Done, Refusal } from '../kit/refusal.ts'

/**
 * What came of a step that has to succeed.
 * @param step what it was, for whoever has to find out why it did not
 * @throws where it was refused: the story is wrong
 */
export function unwrap<R>(result: Done<R> | Refusal, step: string): R {
  if (result.ok) return result.value
  const fields = result.fields.map(({ field, say }) => `${field}: ${say('en')}`)
  const why = [`${result.code}: ${result.say('en')}`, ...fields].join(' ')
  throw new Error(`The demo could not be filled in: ${step} was refused (${why})`)
}

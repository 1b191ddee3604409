import type { Refusal } from './refusal.ts'
import { invalidFields, type Wrong } from './validation.ts'

// JSON and programs can write half of a character that takes two code units: the database refuses it in
// documents and keeps � elsewhere, so it is refused wherever text comes in.

/** No input of ours is nested deeper; what is, is refused as a field that there is not. */
const MOST_DEEP = 20

/** At most so many code units of a whole text, and none of its characters halved. */
export function cut(text: string, most: number): string {
  const part = text.slice(0, most)
  return part.isWellFormed() ? part : part.slice(0, -1)
}

/** Refuses an input in which any text has half a character, by the names of its fields; null where none has. */
export const refuseHalves = (input: unknown): Refusal | null => refusal(halvesIn(input, [], 0))

function halvesIn(value: unknown, path: readonly string[], depth: number): string[] {
  if (typeof value === 'string') return value.isWellFormed() ? [] : [path.join('.') || 'body']
  if (!isPlain(value) || depth > MOST_DEEP) return []
  return Object.entries(value).flatMap(([key, one]) =>
    key.isWellFormed()
      ? halvesIn(one, [...path, key], depth + 1)
      : [[...path, key.toWellFormed()].join('.')],
  )
}

const isPlain = (value: unknown): value is object =>
  Array.isArray(value) ||
  (typeof value === 'object' &&
    value !== null &&
    [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null))

/** Refuses parameters of an address that are not UTF-8; of an endpoint also those with what no text may hold. */
export function refuseBrokenQuery(
  url: string,
  { endpoint }: { endpoint: boolean },
): Refusal | null {
  const from = url.indexOf('?')
  const query = from === -1 ? '' : url.slice(from + 1)
  if (!query.includes('%')) return null
  const wrong = query.split('&').flatMap((pair): Wrong[] => {
    const [name = ''] = pair.split('=', 1)
    const text = decoded(pair)
    if (text === null) return [{ field: decoded(name) ?? 'query', text: 'character' }]
    return endpoint && text.includes('\0')
      ? [{ field: decoded(name) ?? 'query', text: 'control' }]
      : []
  })
  return wrong.length === 0 ? null : invalidFields(wrong)
}

/** As browsers read what is percent-encoded, a sign that stands alone included; null where it is not UTF-8. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' ').replaceAll(/%(?![0-9a-f]{2})/gi, '%25'))
  } catch {
    return null
  }
}

/**
 * Refuses a form whose text is not UTF-8: whoever decodes it puts � in its place without a word, more of them
 * than were sent.
 * @param bytes the body as it came
 */
export function refuseBrokenForm(
  bytes: Uint8Array,
  form: Readonly<Record<string, unknown>>,
): Refusal | null {
  const read = Object.entries(form).flatMap(([field, value]) => {
    const count = [value].flat().reduce<number>((sum, one) => sum + replacedIn(one), 0)
    return count > 0 ? [{ field, count }] : []
  })
  if (read.length === 0) return null
  const sent =
    Buffer.from(bytes)
      .toString('latin1')
      .match(/%EF%BF%BD|\u00ef\u00bf\u00bd/gi)?.length ?? 0
  const all = read.reduce((sum, { count }) => sum + count, 0)
  return all > sent ? refusal(read.map(({ field }) => field)) : null
}

const replacedIn = (sent: unknown): number => {
  const text = sent instanceof File ? sent.name : sent
  return typeof text === 'string' ? text.split('\ufffd').length - 1 : 0
}

const refusal = (fields: readonly string[]): Refusal | null =>
  fields.length === 0 ? null : invalidFields(fields.map((field) => ({ field, text: 'character' })))

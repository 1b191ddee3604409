import type { Range } from '../../kit/file-store/reading.ts'

/*
 * What a request for a content asks for by its headers, after RFC 9110: conditions in the order of its section 13.2.2,
 * ranges by its section 14.
 */

/** Whether a list of tags has this one; a weak one only where that is enough. `*` is met by whatever is there. */
function names(header: string, etag: string, { weakly }: { weakly: boolean }): boolean {
  if (header.trim() === '*') return true
  return [...header.matchAll(/(W\/)?("[^"]*")/g)].some(
    ([, weak, tag]) => tag === etag && (weakly || weak === undefined),
  )
}

/** The status that its conditions end a request with; null where they are met. */
export function endedBy(headers: Headers, etag: string): 304 | 412 | null {
  const match = headers.get('if-match')
  if (match !== null && !names(match, etag, { weakly: false })) return 412
  const none = headers.get('if-none-match')
  return none !== null && names(none, etag, { weakly: true }) ? 304 : null
}

/**
 * The one range that a request asks for; null for all, undefined where the file has none such. Several are answered
 * with all, as is what is no range, and a range of what has changed: a server may, and whoever asks must take it.
 */
export function rangeAsked(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  { etag, bytes }: { etag: string; bytes: number },
): Range | null | undefined {
  const still = headers.get('if-range')
  if (method !== 'GET' || (still !== null && still !== etag)) return null
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/i.exec(headers.get('range') ?? '') ?? []
  if (first === '' && last === '') return null
  if (first === '') return suffix(Number(last), bytes)
  const from = Number(first)
  if (last !== '' && Number(last) < from) return null
  const to = last === '' ? bytes : Math.min(bytes, Number(last) + 1)
  return from < to ? { from, to } : undefined
}

/** The last bytes. Of an empty file that is all of it, which no range can name. */
function suffix(length: number, bytes: number): Range | null | undefined {
  if (length === 0) return undefined
  return bytes === 0 ? null : { from: Math.max(0, bytes - length), to: bytes }
}

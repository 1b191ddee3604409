/** In which a file may be written; Latin-1 is read as the Windows-1252 that it nearly always is. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const
export type Encoding = (typeof ENCODINGS)[number]

/** As people know them. */
export const ENCODING_NAMES: Record<Encoding, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
}

export interface ReadText {
  text: string
  encoding: Encoding
}

const MARKS: readonly [Encoding, readonly number[]][] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** What stands in no text: where it does, a guess at the encoding was wrong, or the bytes are something else. */
// oxlint-disable-next-line no-control-regex
const NO_TEXT = /[\0-\x08\x0e-\x19\x1b-\x1f]/

/**
 * The text of a file, by its byte order mark, else by zero bytes, as every other one is in UTF-16, else as
 * UTF-8 where it is that throughout, else as what spreadsheets of Windows write. The last takes any bytes, so
 * whoever sends a file is shown which it was.
 * @returns null where it is no text; a byte order mark is left out
 */
export function readText(bytes: Uint8Array): ReadText | null {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]
  if (marked) return decoded(bytes, marked, /\0/)
  const wide = byZeros(bytes)
  if (wide) return decoded(bytes, wide, NO_TEXT)
  return decoded(bytes, 'utf-8', /\0/) ?? decoded(bytes, 'windows-1252', NO_TEXT)
}

/** Names of columns, separators and line ends have their zeros before or after, whatever else is written. */
function byZeros(bytes: Uint8Array): Encoding | null {
  const zeros = [0, 0]
  for (let at = bytes.indexOf(0); at >= 0; at = bytes.indexOf(0, at + 1)) zeros[at % 2]!++
  const [even, odd] = zeros as [number, number]
  // A stray one makes no UTF-16.
  if (Math.max(even, odd) * 50 < bytes.length || even + odd === 0) return null
  return even > odd ? 'utf-16be' : 'utf-16le'
}

function decoded(bytes: Uint8Array, encoding: Encoding, noText: RegExp): ReadText | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return noText.test(text) ? null : { text, encoding }
  } catch {
    return null
  }
}

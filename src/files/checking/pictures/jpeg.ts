import { MOST_BOXES, type Blanked, type Read } from './blanking.ts'

const WINDOW = 65_536

const SCAN = 0xda
const END = 0xd9
const APP2 = 0xe2
/** Says how colours were packed. */
const ADOBE = 0xee
const JFIF = 0xe0
const COMMENT = 0xfe

/** Filling, a 0xff among pixels, and marks to restart at have nothing behind them and end nothing. */
const isMarker = (byte: number) =>
  byte !== 0x00 && byte !== 0xff && byte !== 0x01 && (byte < 0xd0 || byte > 0xd8)

/** Where the next marker begins, however many pixels lie before it; null where none does. */
async function markerFrom(read: Read, from: number, bytes: number): Promise<number | null> {
  for (let at = from; at + 1 < bytes;) {
    const piece = await read(at, Math.min(bytes, at + WINDOW))
    for (let mark = piece.indexOf(0xff); mark >= 0; mark = piece.indexOf(0xff, mark + 1))
      if (mark + 1 < piece.length && isMarker(piece[mark + 1]!)) return at + mark
    // The last byte once more: it may begin one.
    at += piece.length - 1
  }
  return null
}

/**
 * Segments of applications and comments, but for those that pixels are read by; and whatever lies behind the end,
 * where phones put further pictures with a place of their own, and others what is no picture at all.
 */
export async function inJpeg(read: Read, bytes: number): Promise<Blanked[] | null> {
  const blanks: Blanked[] = []
  let at = await markerFrom(read, 2, bytes)
  for (let boxes = 0; at !== null; boxes++) {
    if (boxes > MOST_BOXES) return null
    const kind = (await read(at, at + 2))[1]!
    if (kind === END) return [...blanks, { from: at + 2, to: bytes }]
    const head = await read(at + 2, Math.min(bytes, at + 4 + 12))
    const length = head.length < 2 ? 0 : head.readUInt16BE()
    if (length < 2) return null
    const isKept =
      kind === JFIF ||
      kind === ADOBE ||
      (kind === APP2 && head.subarray(2, 14).toString('latin1') === 'ICC_PROFILE\0') ||
      !((kind >= 0xe0 && kind <= 0xef) || kind === COMMENT)
    const end = at + 2 + length
    if (!isKept) blanks.push({ from: at + 4, to: Math.min(bytes, end) })
    if (end >= bytes) return blanks
    // Behind the head of a scan come its pixels.
    at = await markerFrom(read, end, bytes)
    if (kind === SCAN && at === null) return blanks
  }
  return blanks
}

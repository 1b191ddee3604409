import { crc32 } from 'node:zlib'
import type { LogoType } from './logo.ts'

/**
 * Whether an image reaches its own end: an upload that broke off looks like a whole one by its header, and is
 * then half a picture on every page. Its parts are counted as their format says; nothing is unpacked.
 */
export const isWhole = (type: LogoType, bytes: Buffer): boolean => REACHES_END[type](bytes)

const REACHES_END: Record<LogoType, (bytes: Buffer) => boolean> = {
  'image/png': wholePng,
  'image/jpeg': wholeJpeg,
  'image/webp': wholeWebp,
}

const SIGNATURE = 8

/** Chunks of length, name, data and a checksum over the latter two, with pixels among them, up to `IEND`. */
function wholePng(bytes: Buffer): boolean {
  let pixels = false
  for (let at = SIGNATURE; at + 12 <= bytes.length;) {
    const end = at + 8 + bytes.readUInt32BE(at)
    if (end + 4 > bytes.length) return false
    if (crc32(bytes.subarray(at + 4, end)) !== bytes.readUInt32BE(end)) return false
    const name = bytes.toString('latin1', at + 4, at + 8)
    if (name === 'IEND') return pixels
    pixels ||= name === 'IDAT'
    at = end + 4
  }
  return false
}

const [SCAN, END] = [0xda, 0xd9]
/** Markers without a length: they stand alone. */
const isAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)

/** Segments of a marker, a length and data; after the beginning of a scan its pixels, up to the next marker. */
function wholeJpeg(bytes: Buffer): boolean {
  let pixels = false
  let at = 0
  for (;;) {
    if (bytes[at++] !== 0xff) return false
    while (bytes[at] === 0xff) at++
    const marker = bytes[at++]
    if (marker === undefined) return false
    if (marker === END) return pixels
    if (isAlone(marker)) continue
    if (at + 2 > bytes.length) return false
    at += bytes.readUInt16BE(at)
    if (marker !== SCAN) continue
    pixels = true
    at = nextMarker(bytes, at)
  }
}

/** Where the next one stands after pixels, among which 0xff is followed by 0, or by a mark to restart at. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1]
    if (next !== 0 && next !== 0xff && !(next !== undefined && next >= 0xd0 && next <= 0xd7))
      return at
  }
  return bytes.length
}

/** A box that says how long it is, of chunks of name, length and data, with pixels among them. */
function wholeWebp(bytes: Buffer): boolean {
  if (bytes.length < 20) return false
  const end = 8 + bytes.readUInt32LE(4)
  if (end > bytes.length) return false
  let pixels = false
  let at = 12
  while (at + 8 <= end) {
    const name = bytes.toString('latin1', at, at + 4)
    const size = bytes.readUInt32LE(at + 4)
    if (at + 8 + size > end) return false
    pixels ||= ['VP8 ', 'VP8L', 'ANMF'].includes(name)
    at += 8 + size + (size % 2)
  }
  return pixels
}

import { crc32 } from 'node:zlib'
import { MOST_BOXES, type Blanked, type Read } from './blanking.ts'

/** Those that pixels are shown by, of those that need not be there: colours, transparency, resolution, frames. */
const SHOWN = new Set(
  'tRNS gAMA cHRM sRGB iCCP sBIT bKGD hIST pHYs sPLT cICP mDCV cLLI acTL fcTL fdAT'.split(' '),
)

/** A text or a place is not longer than this. */
const MOST_BYTES = 16e6

const ZEROS = Buffer.alloc(65_536)

function sumOfZeros(name: Buffer, length: number): Buffer {
  let sum = crc32(name)
  for (let left = length; left > 0; left -= ZEROS.length)
    sum = crc32(ZEROS.subarray(0, Math.min(left, ZEROS.length)), sum)
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(sum)
  return bytes
}

/** Chunks that pixels are not shown by, each with the sum that is right then; and what lies behind the end. */
export async function inPng(read: Read, bytes: number): Promise<Blanked[] | null> {
  const blanks: Blanked[] = []
  let at = 8
  for (let boxes = 0; at + 12 <= bytes; boxes++) {
    if (boxes > MOST_BOXES) return null
    const head = Buffer.from(await read(at, at + 8))
    const length = head.readUInt32BE()
    const name = head.subarray(4)
    const end = at + 12 + length
    if (!/^[A-Za-z]{4}$/.test(name.toString('latin1'))) return null
    // A small letter first says that who does not know it shows the picture all the same.
    const isKept = (name[0]! & 0x20) === 0 || SHOWN.has(name.toString('latin1'))
    if (!isKept && length > MOST_BYTES) return null
    if (!isKept && end <= bytes)
      blanks.push(
        { from: at + 8, to: end - 4 },
        { from: end - 4, to: end, with: sumOfZeros(name, length) },
      )
    else if (!isKept) blanks.push({ from: at + 8, to: bytes })
    if (name.toString('latin1') === 'IEND') return [...blanks, { from: end, to: bytes }]
    at = end
  }
  return [...blanks, { from: at, to: bytes }]
}

import { MOST_BOXES, type Blanked, type Read } from './blanking.ts'

/** What pixels are shown by. */
const SHOWN = new Set(['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF', 'ICCP'])

/** Chunks that pixels are not shown by; and what lies behind the end. */
export async function inWebp(read: Read, bytes: number): Promise<Blanked[] | null> {
  const blanks: Blanked[] = []
  const end = Math.min(bytes, 8 + (await read(4, 8)).readUInt32LE())
  let at = 12
  for (let boxes = 0; at + 8 <= end; boxes++) {
    if (boxes > MOST_BOXES) return null
    const head = await read(at, at + 8)
    const name = head.subarray(0, 4).toString('latin1')
    const length = head.readUInt32LE(4)
    const next = at + 8 + length + (length % 2)
    if (!SHOWN.has(name)) blanks.push({ from: at + 8, to: Math.min(bytes, at + 8 + length) })
    at = next
  }
  return [...blanks, { from: end, to: bytes }]
}

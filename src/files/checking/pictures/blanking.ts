/** Bytes of a file, from one up to another. @throws RangeError where it ends before */
export type Read = (from: number, to: number) => Promise<Buffer>

/** What zeros are written over; with bytes, those instead. */
export interface Blanked {
  from: number
  to: number
  with?: Buffer
}

/** Boxes beyond this many are nobody's picture. */
export const MOST_BOXES = 100_000

/** The same bytes, as many, with zeros in the place of some: everything else stays where it is. */
export async function* blanked(
  source: AsyncIterable<Buffer>,
  blanks: readonly Blanked[],
): AsyncIterable<Buffer> {
  const sorted = blanks.filter(({ from, to }) => to > from).toSorted((a, b) => a.from - b.from)
  let [at, next] = [0, 0]
  for await (const piece of source) {
    const end = at + piece.length
    const copy = Buffer.from(piece)
    for (let one = next; one < sorted.length && sorted[one]!.from < end; one++) {
      const { from, to, with: bytes } = sorted[one]!
      const [first, last] = [Math.max(from, at), Math.min(to, end)]
      if (last <= first) continue
      if (bytes) bytes.copy(copy, first - at, first - from, last - from)
      else copy.fill(0, first - at, last - at)
    }
    while (next < sorted.length && sorted[next]!.to <= end) next++
    at = end
    yield copy
  }
}

/**
 * Reads a file in windows: who walks its boxes asks for a few bytes at a time, and each chunk is opened once.
 * @param open its bytes from one up to another
 */
export function windowed(
  open: (from: number, to: number) => AsyncIterable<Buffer>,
  bytes: number,
  size = 65_536,
): Read {
  let [start, held] = [0, Buffer.alloc(0) as Buffer]
  return async (from, to) => {
    if (from < 0 || to < from || to > bytes) throw new RangeError('it ends before')
    if (from < start || to > start + held.length) {
      const pieces: Buffer[] = []
      for await (const piece of open(from, Math.min(bytes, Math.max(to, from + size))))
        pieces.push(piece)
      start = from
      held = Buffer.concat(pieces)
    }
    return held.subarray(from - start, to - start)
  }
}

import { MOST_BOXES, type Blanked, type Read } from './blanking.ts'

/** Boxes of boxes are read whole: those of a photo have a few kilobytes. */
const MOST_META = 4e6

interface Box {
  name: string
  /** Where what is in it begins. */
  from: number
  to: number
}

async function boxAt(read: Read, at: number, end: number): Promise<Box | null> {
  const head = await read(at, Math.min(end, at + 16))
  if (head.length < 8) return null
  const name = head.subarray(4, 8).toString('latin1')
  const short = head.readUInt32BE()
  if (short === 0) return { name, from: at + 8, to: end }
  if (short !== 1) return short < 8 ? null : { name, from: at + 8, to: at + short }
  if (head.length < 16) return null
  const long = Number(head.readBigUInt64BE(8))
  return long < 16 || !Number.isSafeInteger(long) ? null : { name, from: at + 16, to: at + long }
}

async function boxesIn(read: Read, from: number, to: number): Promise<Box[] | null> {
  const boxes: Box[] = []
  for (let at = from; at < to;) {
    const box = await boxAt(read, at, to)
    if (!box || box.to > to || boxes.length > MOST_BOXES) return null
    boxes.push(box)
    at = box.to
  }
  return boxes
}

/** A number of so many bytes, and where it ends. */
const numbersIn = (bytes: Buffer) => {
  let at = 0
  return {
    skip: (count: number) => void (at += count),
    next: (size: number): number => {
      if (size === 0) return 0
      const [from, to] = [at, (at += size)]
      if (to > bytes.length) throw new RangeError('it ends before')
      if (size === 8) return Number(bytes.readBigUInt64BE(from))
      return bytes.readUIntBE(from, size)
    },
  }
}

/** Ids of items that are no picture: place and camera, and texts. */
async function idsOfWords(read: Read, { from, to }: Box): Promise<Set<number> | null> {
  const version = (await read(from, from + 1))[0]!
  const entries = await boxesIn(read, from + (version === 0 ? 6 : 8), to)
  if (!entries) return null
  const ids = new Set<number>()
  for (const entry of entries) {
    const head = await read(entry.from, Math.min(entry.to, entry.from + 14))
    // Of the form before nobody says what an item is.
    if (head[0]! < 2) return null
    const isLong = head[0] === 3
    const id = isLong ? head.readUInt32BE(4) : head.readUInt16BE(4)
    const kind = head
      .subarray(isLong ? 10 : 8)
      .subarray(0, 4)
      .toString('latin1')
    if (kind === 'Exif' || kind === 'mime' || kind === 'uri ') ids.add(id)
  }
  return ids
}

/** Where items lie, of those that are asked for; null where one lies somewhere that cannot be told. */
async function placesOf(
  read: Read,
  { from, to }: Box,
  { ids, data }: { ids: ReadonlySet<number>; data: Box | undefined },
): Promise<Blanked[] | null> {
  const numbers = numbersIn(Buffer.from(await read(from, to)))
  const version = numbers.next(1)
  numbers.skip(3)
  const sizes = numbers.next(2)
  const [offset, length, base, index] = [
    sizes >> 12,
    (sizes >> 8) & 15,
    (sizes >> 4) & 15,
    sizes & 15,
  ]
  const places: Blanked[] = []
  for (let items = numbers.next(version < 2 ? 2 : 4); items > 0; items--) {
    const id = numbers.next(version < 2 ? 2 : 4)
    const how = version === 0 ? 0 : numbers.next(2) & 15
    numbers.skip(2)
    const start = numbers.next(base)
    for (let extents = numbers.next(2); extents > 0; extents--) {
      if (version > 0) numbers.skip(index)
      const first = start + numbers.next(offset)
      const bytes = numbers.next(length)
      if (!ids.has(id)) continue
      if (how > 1 || (how === 1 && !data) || bytes === 0) return null
      const at = how === 1 ? data!.from + first : first
      places.push({ from: at, to: at + bytes })
    }
  }
  return places
}

/**
 * Items of a photo of a phone's that are no pixels. It is turned by a box of its own, which stays. One that is a
 * film at the same time has more places than are known here.
 */
export async function inHeif(read: Read, bytes: number): Promise<Blanked[] | null> {
  const boxes = await boxesIn(read, 0, bytes)
  const meta = boxes?.find(({ name }) => name === 'meta')
  if (!boxes || !meta || meta.to - meta.from > MOST_META) return null
  if (boxes.some(({ name }) => name === 'moov' || name === 'moof')) return null
  const inside = await boxesIn(read, meta.from + 4, meta.to)
  const named = (name: string) => inside?.find((box) => box.name === name)
  const [items, places] = [named('iinf'), named('iloc')]
  if (!items || !places) return null
  const ids = await idsOfWords(read, items)
  const words = ids && (await placesOf(read, places, { ids, data: named('idat') }))
  if (!words) return null
  const others = [...boxes, ...inside!].filter(({ name }) => name === 'uuid')
  return [...words, ...others.map(({ from, to }) => ({ from, to }))]
}

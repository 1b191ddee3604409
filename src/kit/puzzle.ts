import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from './clock.ts'
import type { MasterKey } from './keys.ts'

/** A form that is open this long has to be sent again. */
const OPEN_SECONDS = 3600

/** Many small parts take every visitor about as long, where one large one would take some ten times as long as others. */
export const PARTS = 16

/** What a puzzle is for: it is worth nothing in another form, or to another network. */
export interface PuzzleFor {
  form: string
  network: string
}

export interface Puzzle {
  /** The whole of it, signed: it is not stored anywhere. */
  challenge: string
  bits: number
}

/**
 * A small proof of work, in place of a stranger's captcha: the answer is a number for each part that,
 * written behind the challenge, gives a SHA-256 beginning with so many zero bits. On average 2^bits hashes
 * find each, and one checks it. @param about.bits of each part
 */
export function setPuzzle(
  keys: MasterKey,
  whom: PuzzleFor,
  { bits, now }: { bits: number; now: Instant },
): Puzzle {
  const until = now.add({ seconds: OPEN_SECONDS }).epochMilliseconds
  const terms = `${until}.${bits}.${randomBytes(16).toString('base64url')}`
  return { challenge: `${terms}.${signature(keys, whom, terms)}`, bits }
}

/**
 * A challenge that is ours, for this form and network, and still open; else null. The hash stands for it
 * where it is written down: it is for whoever takes it to see that it is taken once.
 */
export function readPuzzle(
  keys: MasterKey,
  whom: PuzzleFor,
  challenge: string,
  now: Instant,
): (Puzzle & { hash: Buffer }) | null {
  const [, terms, until, bits, signed] =
    /^((\d{1,15})\.(\d{1,2})\.[\w-]{22})\.([\w-]{43})$/.exec(challenge) ?? []
  if (!terms || !until || !bits || !signed) return null
  const right = Buffer.from(signature(keys, whom, terms))
  if (!timingSafeEqual(right, Buffer.from(signed))) return null
  if (now.epochMilliseconds >= Number(until)) return null
  return { challenge, bits: Number(bits), hash: hash('sha256', challenge, 'buffer') }
}

export function isSolution(puzzle: Puzzle, answer: string): boolean {
  const numbers = answer.split('.')
  return numbers.length === PARTS && numbers.every((number, part) => fits(puzzle, part, number))
}

/** As a browser does it. For tests, and for programs that are meant to get in. */
export function solvePuzzle(puzzle: Puzzle): string {
  const solve = (part: number) => {
    for (let number = 0; ; number++) if (fits(puzzle, part, String(number))) return String(number)
  }
  return Array.from({ length: PARTS }, (_, part) => solve(part)).join('.')
}

function fits({ challenge, bits }: Puzzle, part: number, number: string): boolean {
  if (!/^\d{1,9}$/.test(number)) return false
  return zeroBits(hash('sha256', `${challenge}:${part}:${number}`, 'buffer')) >= bits
}

function zeroBits(digest: Buffer): number {
  const first = digest.findIndex((byte) => byte !== 0)
  return first < 0 ? digest.length * 8 : first * 8 + Math.clz32(digest[first]!) - 24
}

const signature = (keys: MasterKey, { form, network }: PuzzleFor, terms: string) =>
  createHmac('sha256', keys.derive('puzzle', 32))
    .update(JSON.stringify([form, network, terms]))
    .digest('base64url')

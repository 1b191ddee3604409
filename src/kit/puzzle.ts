import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Instant } from './clock.ts'
import type { Keys } from './keys.ts'

/** A form that is open this long has to be sent again. */
const OPEN_SECONDS = 3600

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
 * A small proof of work, in place of a stranger's captcha: the answer is a number that, written behind the
 * challenge, gives a SHA-256 beginning with so many zero bits. On average 2^bits hashes find it, one checks it.
 */
export function setPuzzle(
  keys: Keys,
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
  keys: Keys,
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

export function isSolution({ challenge, bits }: Puzzle, answer: string): boolean {
  if (!/^\d{1,16}$/.test(answer)) return false
  return zeroBits(hash('sha256', `${challenge}:${answer}`, 'buffer')) >= bits
}

/** As a browser does it. For tests, and for programs that are meant to get in. */
export function solvePuzzle(puzzle: Puzzle): string {
  for (let answer = 0; ; answer++) if (isSolution(puzzle, String(answer))) return String(answer)
}

function zeroBits(digest: Buffer): number {
  const first = digest.findIndex((byte) => byte !== 0)
  return first < 0 ? digest.length * 8 : first * 8 + Math.clz32(digest[first]!) - 24
}

const signature = (keys: Keys, { form, network }: PuzzleFor, terms: string) =>
  createHmac('sha256', keys.derive('puzzle', 32))
    .update(JSON.stringify([form, network, terms]))
    .digest('base64url')

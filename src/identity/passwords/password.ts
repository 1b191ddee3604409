import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { because } from '../../kit/validation.ts'
import { Turns } from '../../kit/turns.ts'
import { COST } from './cost.ts'

const derive = promisify(argon2)

/**
 * How many are computed at once, so that a flood of sign-ins leaves a core for everything else. Portals
 * take turns: guesses at one do not keep the people of another waiting.
 */
const turns = new Turns(2)

/** NIST SP 800-63B-4 asks for 15 characters, or 8 beside a second factor, and for no rules of composition. */
const ALONE = 15
const BESIDE = 8

const key = (
  password: string,
  nonce: Buffer,
  portal: string,
  { memory, passes, parallelism, tagLength } = COST,
) => {
  const message = password.normalize('NFKC')
  const parameters = { message, nonce, memory, passes, parallelism, tagLength }
  return turns.take(portal, () => derive('argon2id', parameters))
}

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** @returns a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash` */
export async function hashPassword(password: string, portal = ''): Promise<string> {
  const salt = randomBytes(16)
  const hash = await key(password, salt, portal)
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(hash)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** A hash of nothing anyone knows: verified against where there is no real one, for the same time. */
const DECOY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(32))}`

/** @param stored PHC string, or null: then the answer is no, at the same cost. */
export async function verifyPassword(
  password: string,
  stored: string | null,
  portal = '',
): Promise<boolean> {
  const parts = PHC.exec(stored ?? DECOY)
  if (!parts) throw new Error('not an Argon2id PHC string')
  const [, memory, passes, parallelism, salt, hash] = parts
  const expected = Buffer.from(hash!, 'base64')
  const actual = await key(password, Buffer.from(salt!, 'base64'), portal, {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(actual, expected) && stored !== null
}

/** A password being typed to sign in: anything, but not a book. */
export const typedPassword = z.string().min(1).max(1024)

/** Shorter than a password may be alone. */
export const isShort = (password: string): boolean => [...password].length < ALONE

const chosen = (minimum: number) =>
  z
    .string()
    .max(1024)
    .refine(
      (password) => [...password].length >= minimum,
      because(minimum === ALONE ? 'password_long' : 'password_beside'),
    )
    .refine((password) => !guessable(password), because('password_known'))

/** A password being chosen by somebody who has nothing else. */
export const newPassword = chosen(ALONE)

/** The same by somebody who may have a second factor; without one, refuse what `isShort`. */
export const newPasswordBeside = chosen(BESIDE)

/** Rows that fingers or the alphabet run along, one way or the other. */
const RUNS = [
  'abcdefghijklmnopqrstuvwxyz',
  'qwertyuiopasdfghjklzxcvbnm',
  '12345678901234567890',
].flatMap((row) => [row, [...row].toReversed().join('')])
const COMMON = /password|contraseña|letmein|welcome|gatehouse/g

/** A few letters over and over, a text repeated, or nothing much beside runs and the commonest words. */
function guessable(password: string): boolean {
  const text = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  return new Set(text).size < 5 || /^(.+?)\1+$/.test(text) || own(text).length < 4
}

/** What is left of a text without common words, and without runs of three and more. */
function own(text: string): string {
  const rest = text.replaceAll(COMMON, '')
  let kept = ''
  for (let at = 0; at < rest.length;) {
    let length = 1
    while (at + length < rest.length && isRun(rest.slice(at, at + length + 1))) length++
    if (length < 3) kept += rest.slice(at, at + length)
    at += length
  }
  return kept
}

const isRun = (piece: string) => RUNS.some((row) => row.includes(piece))

/** Is made of the person's own name or e-mail and little else. */
export function resembles(password: string, about: readonly (string | null)[]): boolean {
  let rest = password.toLowerCase()
  for (const part of about.flatMap((text) => text?.toLowerCase().split(/[\s@.]+/) ?? []))
    if (part.length > 2) rest = rest.replaceAll(part, '')
  return rest.replaceAll(/[^\p{L}\p{N}]/gu, '').length < 6
}

import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { z } from 'zod'
import { because } from '../../kit/validation.ts'

const derive = promisify(argon2)

/** OWASP's second choice for Argon2id: 19 MiB, two passes. */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

/** How many are computed at once, so that a flood of sign-ins leaves a core for everything else. */
const AT_ONCE = 2

/** Without a second factor NIST SP 800-63B-4 asks for 15 characters, and for no rules of composition. */
const MINIMUM = 15

let running = 0
const waiting: (() => void)[] = []

async function bounded<T>(work: () => Promise<T>): Promise<T> {
  while (running >= AT_ONCE) await new Promise<void>((go) => waiting.push(go))
  running++
  try {
    return await work()
  } finally {
    running--
    waiting.shift()?.()
  }
}

const key = (password: string, nonce: Buffer, { memory, passes, parallelism, tagLength } = COST) =>
  bounded(() =>
    derive('argon2id', {
      message: password.normalize('NFKC'),
      nonce,
      memory,
      passes,
      parallelism,
      tagLength,
    }),
  )

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** @returns a PHC string: `$argon2id$v=19$m=…,t=…,p=…$salt$hash` */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await key(password, salt)
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(salt)}$${base64(hash)}`
}

const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/

/** A hash of nothing anyone knows: verified against where there is no real one, for the same time. */
const DECOY = `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${base64(randomBytes(16))}$${base64(randomBytes(32))}`

/** @param stored PHC string, or null: then the answer is no, at the same cost. */
export async function verifyPassword(password: string, stored: string | null): Promise<boolean> {
  const parts = PHC.exec(stored ?? DECOY)
  if (!parts) throw new Error('not an Argon2id PHC string')
  const [, memory, passes, parallelism, salt, hash] = parts
  const expected = Buffer.from(hash!, 'base64')
  const actual = await key(password, Buffer.from(salt!, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  })
  return timingSafeEqual(actual, expected) && stored !== null
}

/** A password being typed to sign in: anything, but not a book. */
export const typedPassword = z.string().min(1).max(1024)

/** A password being chosen. */
export const newPassword = z
  .string()
  .max(1024)
  .refine((password) => [...password].length >= MINIMUM, because('password_long'))
  .refine((password) => !guessable(password), because('password_known'))

/** One letter over and over, a run of the keyboard or the alphabet, or a word repeated. */
function guessable(password: string): boolean {
  const text = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
  if (new Set(text).size < 5) return true
  const runs = 'abcdefghijklmnopqrstuvwxyz qwertyuiop asdfghjkl zxcvbnm 12345678901234567890'
  const stripped = text.replaceAll(
    /(password|contraseña|letmein|welcome|qwerty|gatehouse|123)+/g,
    '',
  )
  return stripped.length < 4 || runs.includes(text.slice(0, 12)) || /^(.{1,6})\1+$/.test(text)
}

/** Is made of the person's own name or e-mail and little else. */
export function resembles(password: string, about: string[]): boolean {
  let rest = password.toLowerCase()
  for (const part of about.flatMap((text) => text.toLowerCase().split(/[\s@.]+/)))
    if (part.length > 2) rest = rest.replaceAll(part, '')
  return rest.length < 6
}

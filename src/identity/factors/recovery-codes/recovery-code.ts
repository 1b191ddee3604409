import { createHmac, hkdfSync, randomBytes } from 'node:crypto'

/** How many are made at once. */
export const CODES = 10

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LETTERS = 16

/** Ten codes of 80 bits each, in groups that are read off paper without losing one's place. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: CODES }, () =>
    [...randomBytes(LETTERS)]
      .map((byte) => ALPHABET[byte & 31])
      .join('')
      .replaceAll(/(.{4})(?=.)/g, '$1-'),
  )

/** A code as it was made, however it was typed; null where it is none. Letters that look like digits are. */
export function readRecoveryCode(typed: string): string | null {
  const letters = typed
    .toLowerCase()
    .replaceAll(/[\s-]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')
  return /^[0-9a-hjkmnp-tv-z]{16}$/.test(letters) ? letters : null
}

/** Keyed by the portal's key and bound to the person: the table alone lets nobody try codes. */
export function hashRecoveryCode(key: Buffer, person: string, code: string): Buffer {
  const own = Buffer.from(hkdfSync('sha256', key, '', 'recovery_codes', 32))
  return createHmac('sha256', own)
    .update(JSON.stringify([person, readRecoveryCode(code)]))
    .digest()
}

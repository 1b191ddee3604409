import { timingSafeEqual } from 'node:crypto'
import type { MasterKey } from '../../kit/keys.ts'

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const LETTERS = 32
const GROUP = 4

/**
 * The code that proves who started this installation: 160 bits in eight groups of four letters. It is
 * derived, so that every process prints and takes the same one, and nothing has to be stored.
 */
export function setUpCode({ keys }: { keys: MasterKey }): string {
  const bytes = keys.derive('set-up code', LETTERS)
  const letters = [...bytes].map((byte) => ALPHABET[byte & 31]).join('')
  return letters.match(new RegExp(`.{${GROUP}}`, 'g'))!.join('-')
}

/** Takes it as people type it: any case, any spaces, an o for a nought. */
export function isSetUpCode(installation: { keys: MasterKey }, typed: string): boolean {
  const plain = (text: string) =>
    text
      .toLowerCase()
      .replaceAll(/[^0-9a-z]/g, '')
      .replaceAll('o', '0')
      .replaceAll(/[il]/g, '1')
  const given = Buffer.from(plain(typed))
  const right = Buffer.from(plain(setUpCode(installation)))
  return given.length === right.length && timingSafeEqual(given, right)
}

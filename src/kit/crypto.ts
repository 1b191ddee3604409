import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Logger } from 'pino'

/** The place a sealed value belongs to: moved elsewhere, it no longer opens. */
export interface Place {
  portal: string
  table: string
  row: string
  column: string
}

/** Ciphertext that was altered or moved, or that another key sealed. */
export class CannotOpen extends Error {}

const VERSION = 1

/**
 * AES-256-GCM with the place bound in as associated data.
 * @returns version byte, 12 bytes of nonce, 16 of tag, ciphertext.
 */
export function seal(key: Buffer, place: Place, plain: Buffer | string): Buffer {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  cipher.setAAD(bound(place))
  const body = Buffer.concat([cipher.update(plain as string, 'utf8'), cipher.final()])
  return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body])
}

/** @throws CannotOpen */
export function open(key: Buffer, place: Place, sealed: Buffer): Buffer {
  if (sealed.length < 29 || sealed[0] !== VERSION)
    throw new CannotOpen(`not sealed: ${name(place)}`)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13))
    decipher.setAAD(bound(place))
    decipher.setAuthTag(sealed.subarray(13, 29))
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()])
  } catch (error) {
    throw new CannotOpen(`cannot open ${name(place)}`, { cause: error })
  }
}

/** @returns null, and logs it, where it does not open: one broken row must not shut the list it stands in */
export function openOrLog(key: Buffer, place: Place, sealed: Buffer, log: Logger): string | null {
  try {
    return open(key, place, sealed).toString()
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    log.error({ err: error, place }, 'sealed text was altered or moved')
    return null
  }
}

const name = ({ portal, table, row, column }: Place) => `${table}.${column} of ${row} in ${portal}`
const bound = (place: Place) =>
  Buffer.from(JSON.stringify([place.portal, place.table, place.row, place.column]))

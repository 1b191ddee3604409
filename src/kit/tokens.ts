import { hash as digest, randomBytes } from 'node:crypto'

/** A new secret of 256 bits for a mail, a cookie or a key: the text goes out, only the hash is kept. */
export function newToken(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url')
  return { token, hash: hashToken(token) }
}

/** SHA-256 is enough for a secret of full entropy; passwords go through Argon2id instead. */
export const hashToken = (token: string): Buffer => digest('sha256', token, 'buffer')

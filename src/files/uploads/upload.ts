import { z } from 'zod'
import type { Logger } from 'pino'
import { open, openOrLog, seal } from '../../kit/crypto.ts'

/** What was sent and belongs to nothing goes after so long. */
export const KEPT_HOURS = 24
/** Being sent at one time by one person, and by all: of each some chunk is held. */
export const AT_ONCE_OF_PERSON = 8
export const AT_ONCE = 400

// Control characters, marks that turn the direction of text, and separators of lines.
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu
const NAME_LENGTH = 200

/**
 * What a file is called here: its own name without folders, and without what is not seen. Whatever was typed or a
 * phone made up is a name then, so nobody is asked to rename a photo; only one of which nothing is left is refused.
 */
export const cleanName = (sent: string): string => {
  const [last = ''] = sent.normalize('NFC').split(/[/\\]/).slice(-1)
  const seen = withoutUnseen(last)
  return /^\.*$/.test(seen) ? '' : shortened(seen)
}

/** A name as it is seen. */
export const withoutUnseen = (name: string): string =>
  name.normalize('NFC').replaceAll(INVISIBLE, '').trim()

/** A name that is too long loses of its middle, and keeps what its ending says. */
function shortened(name: string): string {
  const letters = [...name]
  if (letters.length <= NAME_LENGTH) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  return letters.slice(0, NAME_LENGTH - [...ending].length).join('') + ending
}

export const fileName = z.string().max(4096).transform(cleanName).pipe(z.string().min(1))

const place = (portal: string, upload: string) => ({
  portal,
  table: 'file_uploads',
  row: upload,
  column: 'sealed_name',
})

export const sealUploadName = (key: Buffer, portal: string, upload: string, name: string): Buffer =>
  seal(key, place(portal, upload), name)

/** @returns null, and logs it, where it does not open */
export const uploadNameOrLog = (
  key: Buffer,
  portal: string,
  { id, sealedName }: { id: string; sealedName: Buffer },
  log: Logger,
): string | null => openOrLog(key, place(portal, id), sealedName, log)

/** @throws CannotOpen */
export const openUploadName = (
  key: Buffer,
  portal: string,
  upload: string,
  sealed: Buffer,
): string => open(key, place(portal, upload), sealed).toString()

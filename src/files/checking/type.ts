import { fileTypeFromBuffer } from 'file-type'

/** Enough of a file to tell what it is. */
export const TYPE_BYTES = 65_536

export const UNKNOWN = 'application/octet-stream'

/** What a file is by what is in it, whatever it is called. @param start its first bytes */
export async function typeOf(start: Buffer): Promise<string> {
  const type = await fileTypeFromBuffer(start).catch(() => undefined)
  if (type) return type.mime.split(';')[0]!
  return isText(start) ? 'text/plain' : UNKNOWN
}

function isText(start: Buffer): boolean {
  if (start.length === 0) return false
  // The last letter may be cut off; no letter is longer than four bytes.
  const whole = start.length < TYPE_BYTES ? start : start.subarray(0, -4)
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(whole)
    // oxlint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text)
  } catch {
    return false
  }
}

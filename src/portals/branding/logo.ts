import { imageSize } from 'image-size'
import { isWhole } from './whole.ts'

/** Bytes of a logo at most. */
export const LOGO_BYTES = 262_144
/** What a request with one may have: of what is somewhat too large it is said at its field. */
export const takes = { bytes: 4 * LOGO_BYTES }
/**
 * Pixels on each side at most. A few kilobytes can unpack to gigabytes in every browser that is shown them;
 * how many is read from the header, and nothing is unpacked here.
 */
export const LOGO_SIDE = 4096

/** What an image of each type has at these offsets. SVG is not here: it can carry scripts. */
const SIGNATURES = {
  'image/png': [[0, Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')]],
  'image/jpeg': [[0, Buffer.of(0xff, 0xd8, 0xff)]],
  'image/webp': [
    [0, Buffer.from('RIFF')],
    [8, Buffer.from('WEBP')],
  ],
} as const

export type LogoType = keyof typeof SIGNATURES
export const LOGO_TYPES = Object.keys(SIGNATURES) as LogoType[]

/** The type an image shows by its bytes, whatever it is called; null for one that we do not serve. */
export const logoType = (bytes: Buffer): LogoType | null =>
  LOGO_TYPES.find((type) =>
    SIGNATURES[type].every(([at, mark]) => bytes.subarray(at, at + mark.length).equals(mark)),
  ) ?? null

/** What is wrong with an image as a logo; its type where nothing is. */
export function checkLogo(
  bytes: Buffer,
): { type: LogoType } | { wrong: 'logo_too_large' | 'logo_type' | 'logo_pixels' | 'logo_cut' } {
  if (bytes.length > LOGO_BYTES) return { wrong: 'logo_too_large' }
  const type = logoType(bytes)
  if (!type) return { wrong: 'logo_type' }
  if (!isWhole(type, bytes)) return { wrong: 'logo_cut' }
  const size = sizeOf(bytes)
  if (!size) return { wrong: 'logo_type' }
  const fits = [size.width, size.height].every((side) => side >= 1 && side <= LOGO_SIDE)
  return fits ? { type } : { wrong: 'logo_pixels' }
}

/** Null where the header does not say. */
function sizeOf(bytes: Buffer): { width: number; height: number } | null {
  try {
    return imageSize(bytes)
  } catch {
    return null
  }
}

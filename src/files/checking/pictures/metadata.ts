import { inHeif } from './heif.ts'
import { inJpeg } from './jpeg.ts'
import type { Blanked, Read } from './blanking.ts'
import { inPng } from './png.ts'
import { inWebp } from './webp.ts'

type Find = (read: Read, bytes: number) => Promise<Blanked[] | null>

const FINDERS: Record<string, Find> = {
  'image/jpeg': inJpeg,
  'image/png': inPng,
  'image/apng': inPng,
  'image/webp': inWebp,
  'image/heic': inHeif,
  'image/heif': inHeif,
  'image/heic-sequence': inHeif,
  'image/heif-sequence': inHeif,
  'image/avif': inHeif,
}

/** What carries where and with what a picture was taken. */
export const isPicture = (type: string): boolean => type in FINDERS

/** Decoded, turned and written anew; of all others nothing but what they say beside their pixels is taken away. */
export const isDecoded = (type: string): boolean =>
  type === 'image/jpeg' || type === 'image/png' || type === 'image/webp'

/**
 * Where a picture says more than its pixels: place, camera, time, texts, pictures behind the picture. Found by its
 * boxes alone, so that nothing is decoded for it.
 * @returns null where its boxes make no sense
 */
export const metadataOf = (type: string, read: Read, bytes: number): Promise<Blanked[] | null> =>
  FINDERS[type]!(read, bytes).catch((error: unknown) => {
    if (error instanceof RangeError) return null
    throw error
  })

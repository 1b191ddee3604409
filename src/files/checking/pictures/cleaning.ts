import type { Installation } from '../../../kit/installation.ts'
import { Turns } from '../../../kit/turns.ts'
import { keepDraft, type Draft } from '../../contents/drafts.ts'
import { UNKNOWN } from '../type.ts'
import { blanked, windowed } from './blanking.ts'
import { CannotDecode, decode, MOST_PICTURE_BYTES } from './decoding.ts'
import { isDecoded, isPicture, metadataOf } from './metadata.ts'

/** A version's bytes as they were sent. */
export interface Sent {
  portal: string
  bytes: number
  type: string
  /** From one up to another. */
  open: (from: number, to: number) => AsyncIterable<Buffer>
}

export interface Cleaned {
  /** As it is shown to be. */
  type: string
  /** What takes the place of what was sent; null where that stays. */
  content: Draft | null
  thumbnail: Draft | null
}

/** One at a time in a process, portals in turn: each takes a processor, and up to a gigabyte. */
const turns = new Turns(1)

/**
 * Sees to it that a picture tells nothing but what is on it. A photo is written anew from its pixels, upright; what
 * cannot be decoded keeps its bytes, with zeros where it says more. Where its boxes make no sense, no program that
 * heeds them shows it: then it is kept like a file of which nobody knows what it is, and never shown as a picture.
 */
export async function clean(installation: Installation, sent: Sent): Promise<Cleaned> {
  const { type, bytes } = sent
  if (!isPicture(type)) return { type, content: null, thumbnail: null }
  if (isDecoded(type) && bytes <= MOST_PICTURE_BYTES)
    try {
      const decoded = await turns.take(sent.portal, () => rewritten(installation, sent))
      if (decoded.content) return decoded
      return { ...(await withoutWords(installation, sent)), thumbnail: decoded.thumbnail }
    } catch (error) {
      if (!(error instanceof CannotDecode)) throw error
    }
  return withoutWords(installation, sent)
}

const rewritten = (
  installation: Installation,
  { portal, bytes, type, open }: Sent,
): Promise<Cleaned> =>
  decode(open(0, bytes), async (decoded) => ({
    type,
    thumbnail: await keepDraft(installation, portal, decoded.thumbnail, decoded.thumbnailBytes),
    content:
      decoded.clean && (await keepDraft(installation, portal, decoded.clean, decoded.cleanBytes)),
  }))

async function withoutWords(
  installation: Installation,
  { portal, bytes, type, open }: Sent,
): Promise<Cleaned> {
  const blanks = await metadataOf(type, windowed(open, bytes), bytes)
  if (!blanks) return { type: UNKNOWN, content: null, thumbnail: null }
  if (blanks.every(({ from, to }) => to <= from)) return { type, content: null, thumbnail: null }
  const content = await keepDraft(installation, portal, blanked(open(0, bytes), blanks), bytes)
  return { type, content, thumbnail: null }
}

import { imageSize } from 'image-size'
import { CannotDecode, decodePicture } from '../../files/index.ts'
import type { RequestContext } from '../../web/index.ts'

/** A logo of more is left out: what it takes to put it on a page would keep everybody else waiting. */
const MOST_PIXELS = 400_000
/** Of so many portals the logos are kept as papers have them. */
const KEPT = 50

const made = new Map<string, Promise<Buffer | null>>()

/**
 * A portal’s logo as papers have it. The library that writes PDFs reads pictures in this process, and one that is
 * broken on purpose would end it: so it is written anew from its pixels first, where nothing else runs, once for each
 * logo.
 * @returns null where it is no picture that PDFs know, or too large
 */
export function logoForPaper(
  { portal, installation }: Pick<RequestContext, 'portal' | 'installation'>,
  logo: { type: string; bytes: Buffer },
): Promise<Buffer | null> {
  const name = `${portal.id} ${portal.logo_version}`
  const kept = made.get(name)
  if (kept) return kept
  const making = rewritten(logo).catch((error: unknown) => {
    made.delete(name)
    if (!(error instanceof CannotDecode))
      installation.log.warn({ err: error, portal: portal.id }, 'a logo could not be put on paper')
    return null
  })
  made.set(name, making)
  if (made.size > KEPT) made.delete(made.keys().next().value!)
  return making
}

async function rewritten({ type, bytes }: { type: string; bytes: Buffer }): Promise<Buffer | null> {
  // PDFs know no other pictures.
  if (type !== 'image/png' && type !== 'image/jpeg') return null
  const { width, height } = imageSize(bytes)
  if (width * height > MOST_PIXELS) return null
  return decodePicture(once(bytes), async ({ thumbnail, clean }) => {
    // What it says comes in this order.
    for await (const _ of thumbnail);
    return clean ? Buffer.concat(await Array.fromAsync(clean)) : null
  })
}

async function* once(bytes: Buffer) {
  yield bytes
}

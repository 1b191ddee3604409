import { parseId, show } from '../../kit/ids.ts'
import type { Arrived } from '../../ui/index.ts'
import type { SignedInContext } from '../../web/index.ts'
import { uploadOf } from './queries.ts'
import { nameOf } from './uploads.ts'

/** Of ids that a form sends, those of files that are there for whoever sends it, with what they are called. */
export async function arrivedOf(
  { installation, portal, person, read }: SignedInContext,
  shown: readonly string[],
): Promise<Arrived[]> {
  const key = await installation.keys.held(portal.id)
  const ids = shown.flatMap((one) => parseId('upload', one) ?? [])
  const uploads = await read((tx) => Promise.all(ids.map((id) => uploadOf(tx, person.id, id))))
  return uploads.flatMap((upload) =>
    upload ? [{ id: show('upload', upload.id), name: nameOf(key, portal.id, upload) }] : [],
  )
}

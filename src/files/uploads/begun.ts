import { show } from '../../kit/ids.ts'
import { inUnits } from '../../kit/size.ts'
import type { BegunFile, BegunFiles } from '../../ui/index.ts'
import { listOf, type SignedInContext } from '../../web/index.ts'
import { uploadsOf } from './queries.ts'
import { uploadNameOrLog } from './upload.ts'

/**
 * What of somebody's files belongs to nothing yet, where they add some: what has arrived with the form, and all else.
 * Nobody who looks as somebody else is told of theirs.
 * @param field that the form sends them in
 */
export async function begunFiles(
  { installation, portal, person, preview, language, form, read }: SignedInContext,
  field: string,
): Promise<BegunFiles> {
  const uploads = await read((tx) => uploadsOf(tx, person.id, installation.caps.arrivingFiles))
  const begun: { arrived: BegunFile[]; others: BegunFile[] } = { arrived: [], others: [] }
  if (uploads.length === 0) return begun
  const key = await installation.keys.held(portal.id)
  const sent = listOf(form, field)
  for (const upload of uploads) {
    const file = {
      id: show('upload', upload.id),
      name: uploadNameOrLog(key, portal.id, upload, installation.log),
      size: inUnits(upload.bytes, language),
      held: upload.arrivedAt ? undefined : inUnits(upload.held, language),
    }
    if (upload.arrivedAt && sent.includes(file.id)) begun.arrived.push(file)
    else if (!preview) begun.others.push(file)
  }
  return begun
}

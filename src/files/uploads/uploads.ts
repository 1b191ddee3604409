import { z } from 'zod'
import { reached } from '../../kit/caps.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { removalQueue } from '../contents/removing.ts'
import { doomContents, holdFileUsage, insertContent } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import {
  arrivingBytes,
  countUploads,
  deleteUpload,
  insertUpload,
  lockUpload,
  type Upload,
} from './queries.ts'
import { overQuota, quotaOf, tooLarge, tooMuchArriving } from './quota.ts'
import { endWriting } from './receiving.ts'
import { fileName, KEPT_HOURS, openUploadName, sealUploadName } from './upload.ts'

export const beginUpload = operation({
  name: 'upload.begin',
  done: { en: 'Began to send a file', es: 'Empezó a enviar un archivo' },
  summary: 'Begins to send a file; its bytes follow, and may be gone on with after a cut',
  input: z.strictObject({
    name: fileName.describe('As it is called where it comes from; folders are left out'),
    bytes: z.int().min(0).describe('How many there are; a file without any is refused'),
  }),
  right: 'files:use',
  quiet: true,
  async run(op, { name, bytes }) {
    const { tx, portal, now, caller, installation, note } = op
    const person = caller.person
    if (person === undefined) return refuse('nobody_sends')
    if (bytes === 0) return refuse('empty_file', { field: 'bytes' })
    const most = await reached(op, 'arrivingFiles', person, (most) =>
      countUploads(tx, { person, now }, most),
    )
    if (most !== null) return refuse('too_many_arriving', { values: { most } })
    const quota = quotaOf(installation, await holdFileUsage(tx))
    if (bytes > quota.largest) return tooLarge(quota)
    if (bytes > quota.left) return overQuota(caller, quota)
    if ((await arrivingBytes(tx, { person, now })) + bytes > quota.ofPerson)
      return tooMuchArriving(quota)
    const upload = newId()
    // Its content is known by the same id, by which one finds what became of an upload that was claimed.
    const content = upload
    const expiresAt = now.add({ hours: KEPT_HOURS })
    const key = await installation.keys.of(tx, portal)
    const sealedName = sealUploadName(key, portal, upload, name)
    await insertContent(tx, { id: content, bytes, now })
    await insertUpload(tx, { id: upload, content, person, sealedName, expiresAt, now })
    note({ subject: show('upload', upload), details: { bytes } })
    return done({ upload, bytes, held: 0, expiresAt })
  },
})

export const withdrawUpload = operation({
  name: 'upload.withdraw',
  done: { en: 'Withdrew a file that was sent', es: 'Retiró un archivo enviado' },
  summary: 'Withdraws a file that was sent, or is being sent, and belongs to nothing yet',
  input: z.strictObject({ upload: id('upload') }),
  right: 'files:use',
  quiet: true,
  // Before its row is locked, on which whoever writes would wait in turn.
  async prepare(_, { upload }, { person }) {
    if (person) await endWriting(person, upload)
    return done(null)
  },
  async run(op, { upload: id }) {
    const { tx, now, caller, note } = op
    const { person } = caller
    const upload = person && (await lockUpload(tx, { person, now }, id))
    if (!upload) return kitRefuse('not_found')
    await deleteUpload(tx, id)
    await removeContents(op, [upload.content])
    // Somebody may have gone on with it meanwhile; they find it gone.
    void endWriting(person, id)
    note({ subject: show('upload', id) })
    return done({ upload: id })
  },
})

/** Sees to it that contents are removed which nothing shows any more. */
export async function removeContents(
  { tx, portal, now, enqueue }: OperationContext,
  contents: readonly string[],
): Promise<void> {
  await doomContents(tx, contents, now)
  if (contents.length > 0) await enqueue(removalQueue.wake, { portal })
}

export interface Claimed {
  content: string
  name: string
  bytes: number
}

/**
 * Takes a file that somebody has sent whole, for what it is to belong to: from now on its content is that one's to
 * keep. Of any number who claim it at once one gets it.
 */
export async function claimUpload(
  { tx, portal, now, caller: { person }, installation }: OperationContext,
  id: string,
): Promise<Done<Claimed> | Refusal> {
  const upload = person ? await lockUpload(tx, { person, now }, id) : undefined
  if (!upload) return invalidField('upload', 'no_such')
  if (!upload.arrivedAt) return refuse('not_arrived', { field: 'upload' })
  const key = await installation.keys.of(tx, portal)
  await deleteUpload(tx, id)
  return done({ content: upload.content, name: nameOf(key, portal, upload), bytes: upload.bytes })
}

export const nameOf = (key: Buffer, portal: string, { id, sealedName }: Upload): string =>
  openUploadName(key, portal, id, sealedName)

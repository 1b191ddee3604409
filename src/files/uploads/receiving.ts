import { append } from '../../kit/file-store/writing.ts'
import { FileStoreUnavailable } from '../../kit/file-store/file-store.ts'
import { contentKey } from '../../kit/file-store/sealed-chunks.ts'
import { Counts } from '../../kit/http/counts.ts'
import { newId } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { setBytes } from '../contents/queries.ts'
import type { ArrivingBody } from '../../web/index.ts'
import { refuse } from '../refusals.ts'
import { lockUpload, saveHeld, setWriter, uploadOf, type Whose } from './queries.ts'
import { AT_ONCE, AT_ONCE_OF_PERSON } from './upload.ts'

/** Uploads that are being written in this process: whoever goes on with one ends what writes to it. */
const writing = new Map<string, { sender: string; cutOff: () => void; over: Promise<void> }>()
const senders = new Counts()

export interface Received {
  held: number
  bytes: number
  isWhole: boolean
}

/** Whose upload it is, and where the bytes go on. */
interface Going {
  portal: string
  whose: Whose
  /** Of whom so many may be sent at once: a person, or a network without one. */
  sender: string
  upload: string
  /** How many bytes are held, by the sender's word. */
  offset: number
  /** How long the file is was not said: it is when it has come. */
  isOpenEnded?: boolean
}

/**
 * Takes bytes of a file as they come, until they end or are cut off; what it tells is on disk. Sent twice at
 * once, the one that came later goes on: the first is a connection that died and does not know it yet.
 */
export async function receive(
  installation: Installation,
  going: Going,
  source: ArrivingBody,
): Promise<Done<Received> | Refusal> {
  const { sender } = going
  if (senders.of(sender) >= AT_ONCE_OF_PERSON)
    return { ...refuse('too_many_at_once'), retryAfterSeconds: 5 }
  if (senders.all >= AT_ONCE) return { ...kitRefuse('busy'), retryAfterSeconds: 5 }
  senders.add(sender)
  try {
    return await inTurn(going, source, () => takeAndWrite(installation, going, source.bytes))
  } finally {
    senders.remove(sender)
  }
}

/** One writer of an upload at a time: the one before is cut off, and has ended when the next begins. */
async function inTurn<T>(
  { upload, sender }: Going,
  { cutOff }: ArrivingBody,
  work: () => Promise<T>,
): Promise<T> {
  const before = writing.get(upload)
  const over = Promise.withResolvers<void>()
  const own = { sender, cutOff, over: over.promise }
  writing.set(upload, own)
  before?.cutOff()
  await before?.over
  try {
    return await work()
  } finally {
    over.resolve()
    if (writing.get(upload) === own) writing.delete(upload)
  }
}

/** Ends what writes to somebody's upload. @returns when it has, and its place among those at once is free */
export async function endWriting(sender: string, upload: string): Promise<void> {
  const own = writing.get(upload)
  if (own?.sender !== sender) return
  own.cutOff()
  await own.over
}

async function takeAndWrite(
  installation: Installation,
  going: Going,
  source: AsyncIterable<Buffer>,
): Promise<Done<Received> | Refusal> {
  const { portal, whose, upload: id, offset, isOpenEnded } = going
  const { db, keys, files, clock } = installation
  const writer = newId()
  const claim = await db.write({ portal }, async (tx) => {
    const upload = await lockUpload(tx, { ...whose, now: await clock.now(tx) }, id)
    if (!upload) return kitRefuse('not_found')
    if (upload.held !== offset || upload.arrivedAt) return refuse('wrong_offset')
    await setWriter(tx, id, writer)
    return done(upload)
  })
  if (!claim.ok) return claim
  const { content, bytes, held: before } = claim.value
  try {
    const key = contentKey(await keys.held(portal), content)
    const name = { portal, content }
    const { held, isWhole, isTooLong } = await append(files.folder, name, {
      key,
      bytes,
      isOpenEnded,
      held: before,
      source,
    })
    const isKept = await db.write({ portal }, async (tx) => {
      if (isOpenEnded && isWhole) await setBytes(tx, content, held)
      const arrivedAt = isWhole ? await clock.now(tx) : null
      return saveHeld(tx, { id, writer, held, arrivedAt })
    })
    if (!isKept) return await overtaken(installation, going)
    return isTooLong ? refuse('longer_than_said') : done({ held, bytes, isWhole })
  } catch (error) {
    if (!(error instanceof FileStoreUnavailable)) throw error
    installation.log.error({ err: error, portal }, 'files cannot be kept')
    return refuse('files_unavailable')
  }
}

/** Somebody else went on with it, or it was withdrawn: what was written meanwhile of one that is gone is swept. */
async function overtaken(
  { db, clock }: Installation,
  { portal, whose, upload }: Going,
): Promise<Refusal> {
  const existing = await db.read({ portal }, async (tx) =>
    uploadOf(tx, { ...whose, now: await clock.now(tx) }, upload),
  )
  return existing ? refuse('wrong_offset') : kitRefuse('not_found')
}

import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { networkOf } from '../../kit/http/address.ts'
import { newId, parseId, show } from '../../kit/ids.ts'
import { spendWithin, type Limit } from '../../kit/limits.ts'
import { done, operation, type Caller, type OperationContext } from '../../kit/operation.ts'
import { Place } from '../../kit/place.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { inUnits } from '../../kit/size.ts'
import { hashToken } from '../../kit/tokens.ts'
import { invalidField } from '../../kit/validation.ts'
import type { BegunFile } from '../../ui/index.ts'
import type { RequestContext } from '../../web/index.ts'
import { holdFileUsage, insertContent } from '../contents/queries.ts'
import { refuse } from '../refusals.ts'
import {
  arrivingBytes,
  deleteUpload,
  guestUpload,
  holdUploadFor,
  insertUpload,
  keepUpload,
  lockGuestUpload,
  lockUpload,
} from './queries.ts'
import { overQuota, quotaOf, tooLarge } from './quota.ts'
import { fileName, KEPT_HOURS, sealUploadName, uploadNameOrLog } from './upload.ts'
import { nameOf, removeContents } from './uploads.ts'

/**
 * What a form takes of whoever fills it in, whether they have a session or not: the largest file, in bytes. Null where
 * the request is not about such a form. Declared by the features that have one.
 */
export const guestForms = new Place<
  (ctx: RequestContext, field: string) => Promise<Done<{ largest: number }> | Refusal | null>
>()

/** What one network may send so to a portal in an hour. */
const perNetwork = (portal: string, network: string): Limit => ({
  name: 'files.guests',
  key: `${portal} ${network}`,
  points: 60,
  seconds: 3600,
})

/** As whom somebody without a session is counted. */
export const guestSender = ({ ip }: Pick<Caller, 'ip'>): string =>
  `guest ${networkOf(ip ?? 'unknown')}`

const PREFIX = 'guest_'
const secret = z
  .string()
  .max(100)
  .regex(/^guest_[0-9a-f]{48}$/)

export const beginGuestUpload = operation({
  name: 'guest_upload.begin',
  done: {
    en: 'Began to send a file with a form',
    es: 'Empezó a enviar un archivo con un formulario',
  },
  summary: 'Begins to take a file that somebody sends with a form, with or without a session',
  input: z.strictObject({ name: fileName, bytes: z.int().min(1) }),
  right: null,
  quiet: true,
  async run(op, { name, bytes }) {
    const { tx, portal, now, caller, installation, note } = op
    const limit = perNetwork(portal, networkOf(caller.ip ?? 'unknown'))
    const { allowed, resetSeconds } = await spendWithin(tx, installation, limit, now)
    if (!allowed) return { ...refuse('sent_many_files'), retryAfterSeconds: resetSeconds }
    const quota = quotaOf(installation, await holdFileUsage(tx))
    if (bytes > quota.largest) return tooLarge(quota)
    if (bytes > quota.left) return overQuota(caller, quota)
    // All of them together hold no more than one person may, so that no crowd of strangers takes all the room.
    if ((await arrivingBytes(tx, { person: null, now })) + bytes > quota.ofPerson)
      return refuse('no_room_here', { field: 'bytes' })
    const upload = newId()
    const token = PREFIX + randomBytes(24).toString('hex')
    const key = await installation.keys.of(tx, portal)
    await insertContent(tx, { id: upload, bytes, now })
    await insertUpload(tx, {
      id: upload,
      content: upload,
      person: null,
      guest: hashToken(token),
      sealedName: sealUploadName(key, portal, upload, name),
      expiresAt: now.add({ hours: KEPT_HOURS }),
      now,
    })
    note({ subject: show('upload', upload), details: { bytes } })
    return done({ upload, token })
  },
})

export const withdrawGuestUpload = operation({
  name: 'guest_upload.withdraw',
  done: { en: 'Withdrew a file of a form', es: 'Retiró un archivo de un formulario' },
  summary: 'Withdraws a file that came with a form which was not sent yet',
  input: z.strictObject({ token: secret }),
  right: null,
  quiet: true,
  async run(op, { token }) {
    const upload = await lockGuestUpload(op.tx, hashToken(token), op.now)
    if (!upload) return kitRefuse('not_found')
    await deleteUpload(op.tx, upload.id)
    await removeContents(op, [upload.content])
    op.note({ subject: show('upload', upload.id) })
    return done({})
  },
})

/** Those of some secrets that have arrived and are there, in the order in which they were sent. */
export async function guestFiles(
  tx: Tx,
  {
    installation,
    portal,
    now,
    language,
  }: Pick<RequestContext, 'installation' | 'portal' | 'now' | 'language'>,
  tokens: readonly string[],
): Promise<BegunFile[]> {
  const files: BegunFile[] = []
  if (tokens.length === 0) return files
  const key = await installation.keys.of(tx, portal.id)
  for (const token of new Set(tokens)) {
    const upload = await guestUpload(tx, hashToken(token), now)
    if (upload?.arrivedAt)
      files.push({
        id: token,
        name: uploadNameOrLog(key, portal.id, upload, installation.log),
        size: inUnits(upload.bytes, language),
      })
  }
  return files
}

/** What was sent with a form that is gone on with later waits as long as that. */
export async function keepGuestUploads(
  { tx, now }: OperationContext,
  tokens: readonly string[],
  until: Instant,
): Promise<void> {
  for (const token of new Set(tokens)) {
    const upload = await lockGuestUpload(tx, hashToken(token), now)
    if (upload) await keepUpload(tx, upload.id, until)
  }
}

/** So long it waits for what completes the form; that is asked about every few minutes, for days. */
const HELD_DAYS = 30

/**
 * Takes what has arrived whole for what it was sent with: somebody's own by its id, else by its secret. Of any number
 * who send it at once, one gets it.
 * @param heldFor row id of what it was sent with
 * @returns row ids and names; the files that it becomes have the same ids
 */
export async function holdUploads(
  { tx, portal, now, caller: { person }, installation }: OperationContext,
  sent: readonly string[],
  heldFor: string,
): Promise<Done<{ id: string; name: string }[]> | Refusal> {
  const until = now.add({ hours: 24 * HELD_DAYS })
  const key = await installation.keys.of(tx, portal)
  const held: { id: string; name: string }[] = []
  for (const one of new Set(sent)) {
    const id = parseId('upload', one)
    const upload =
      id === null
        ? await lockGuestUpload(tx, hashToken(one), now)
        : person && (await lockUpload(tx, { person, now }, id))
    if (!upload) return invalidField('upload', 'no_such')
    if (!upload.arrivedAt) return refuse('not_arrived', { field: 'upload' })
    await holdUploadFor(tx, upload.id, { heldFor, until })
    held.push({ id: upload.id, name: nameOf(key, portal, upload) })
  }
  return done(held)
}

import type { Instant } from '../../kit/clock.ts'
import { machineClock } from '../../kit/clock.ts'
import type { ContentName, FileStore } from '../../kit/file-store/file-store.ts'
import { isId } from '../../kit/file-store/file-store.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobType } from '../../kit/jobs.ts'
import { doomContents } from '../contents/queries.ts'
import { removalQueue } from '../contents/removing.ts'
import { letGo } from '../moving/queries.ts'
import { deleteUpload, expiredUploads, lockExpired } from '../uploads/queries.ts'
import { holdElsewhere, storesOf, unreferred } from './queries.ts'

/** What is younger may belong to something that is under way. */
const UNDER_WAY = Temporal.Duration.from({ hours: 1 })
/** Looked up in the database at once. */
const BATCH = 500

/**
 * Run every hour: whatever a process left that was killed, and what was sent and belongs to nothing. Each file in
 * the stores is held against its row, so that nothing takes room that nobody knows of.
 */
export const sweepFilesJob = jobType<object>('sweep_stores', 0)

/** @param underWay how old what is swept has to be */
export async function sweepFiles(
  installation: Installation,
  underWay: Temporal.Duration = UNDER_WAY,
): Promise<void> {
  await withdrawExpired(installation)
  await doomUnreferred(installation)
  const before = machineClock.at(null).subtract(underWay)
  for (const store of installation.files.all)
    for await (const portal of store.portals())
      await sweepPortal(installation, store, portal, before)
  await installation.files.bucket?.forgetParts(before)
}

async function withdrawExpired({ db, clock, jobs }: Installation): Promise<void> {
  for (;;) {
    const { now, expired } = await db.read('installation', async (tx) => {
      const now = await clock.now(tx)
      return { now, expired: await expiredUploads(tx, now, BATCH) }
    })
    for (const { portal, id } of expired)
      await db.write({ portal }, async (tx) => {
        const upload = await lockExpired(tx, id, now)
        if (!upload) return
        await deleteUpload(tx, id)
        await doomContents(tx, [upload.content], now)
        await jobs.enqueue(tx, removalQueue.wake, { portal })
      })
    if (expired.length < BATCH) return
  }
}

async function doomUnreferred({ db, clock, jobs }: Installation): Promise<void> {
  const { now, left } = await db.read('installation', async (tx) => {
    const now = await clock.now(tx)
    return { now, left: await unreferred(tx, now.subtract(UNDER_WAY)) }
  })
  for (const { portal, id } of left)
    await db.write({ portal }, async (tx) => {
      await doomContents(tx, [id], now)
      await jobs.enqueue(tx, removalQueue.wake, { portal })
    })
}

async function sweepPortal(
  installation: Installation,
  store: FileStore,
  portal: string,
  before: Instant,
): Promise<void> {
  let batch: string[] = []
  const sweepBatch = async () => {
    const rows = await installation.db.read({ portal }, (tx) => storesOf(tx, batch))
    const storeOf = new Map(rows.map(({ id, store }) => [id, store]))
    for (const content of batch)
      if (storeOf.get(content) !== store.kind)
        await sweepOne(
          installation,
          store,
          { portal, content },
          { before, isKnown: storeOf.has(content) },
        )
    batch = []
  }
  for await (const content of store.list(portal)) {
    if (isId(content)) batch.push(content)
    if (batch.length >= BATCH) await sweepBatch()
  }
  if (batch.length > 0) await sweepBatch()
}

/** Of what no row knows there never comes one: rows are there before their bytes. What is known elsewhere is held. */
async function sweepOne(
  { db, log }: Installation,
  store: FileStore,
  name: ContentName,
  { before, isKnown }: { before: Instant; isKnown: boolean },
): Promise<void> {
  const { portal, content } = name
  const changedAt = await store.changedAt(name)
  if (changedAt === null || Temporal.Instant.compare(changedAt, before) >= 0) return
  if (isKnown && !(await db.write({ portal }, (tx) => holdElsewhere(tx, content, store.kind))))
    return
  await store.remove(name)
  if (isKnown) await db.write({ portal }, (tx) => letGo(tx, content))
  log.info({ portal, content, store: store.kind }, 'swept bytes of a file that nobody knew of')
}

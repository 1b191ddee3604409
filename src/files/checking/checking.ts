import type { Instant } from '../../kit/clock.ts'
import type { Tx } from '../../kit/db/database.ts'
import { attempt } from '../../kit/due/attempt.ts'
import { dueQueue, wakeIn } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import { openRange } from '../../kit/file-store/reading.ts'
import { contentKey } from '../../kit/file-store/sealed-chunks.ts'
import type { Installation } from '../../kit/installation.ts'
import { jobCaller, perform } from '../../kit/operation.ts'
import { removalQueue } from '../contents/removing.ts'
import { clean, type Cleaned } from './pictures/cleaning.ts'
import {
  HELD_AGAIN_MS,
  holdUnchecked,
  nextHoldEnds,
  portalsUnchecked,
  putOff,
  saveChecked,
  takeUnchecked,
  type Checked,
} from './queries.ts'
import { refuseFile } from './refusing.ts'
import { TYPE_BYTES, typeOf } from './type.ts'

/** Versions of files that came, portal by portal: none is given out before it was looked at. */
export const checkingQueue = dueQueue<{ portal: string }>({
  names: { wake: 'check_files', sweep: 'sweep_files' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsUnchecked,
  falls: null,
})

type Outcome =
  | ({ state: 'ready' } & Cleaned)
  | { state: 'refused'; type: string; threat: string }
  /** It could not be read, or there is nobody to say whether it is dangerous. */
  | { state: 'later'; error: unknown }

async function look(
  installation: Installation,
  portal: string,
  { content, bytes, store }: Checked,
): Promise<Outcome> {
  const { keys, files, scanner } = installation
  try {
    const key = contentKey(await keys.held(portal), content)
    const open = (from: number, to: number) =>
      openRange(files.of(store), { portal, content }, { key, bytes, range: { from, to } })
    const start: Buffer[] = []
    for await (const piece of open(0, Math.min(bytes, TYPE_BYTES))) start.push(piece)
    const type = await typeOf(Buffer.concat(start))
    // As it was sent: what is dangerous in it may be what cleaning takes away.
    const threat = scanner && (await scanner.find(open(0, bytes)))
    if (threat !== null) return { state: 'refused', type, threat }
    return { state: 'ready', ...(await clean(installation, { portal, bytes, type, open })) }
  } catch (error) {
    return { state: 'later', error }
  }
}

/** Where all are held, perhaps by a process that is gone, the queue is woken when the first hold is over. */
async function takeNext(installation: Installation, tx: Tx, now: Instant): Promise<Checked | null> {
  const version = await takeUnchecked(tx, now)
  if (version) return version
  const seconds = await nextHoldEnds(tx, now)
  if (seconds !== null)
    await wakeIn(
      installation,
      tx,
      checkingQueue,
      { portal: tx.portal },
      Temporal.Duration.from({ seconds: seconds + 1 }),
    )
  return null
}

async function checkNext(installation: Installation, portal: string): Promise<Next> {
  const result = await attempt(installation, portal, {
    take: (tx, now) => takeNext(installation, tx, now),
    hold: { everyMs: HELD_AGAIN_MS, again: holdUnchecked },
    act: (version) => look(installation, portal, version),
    record: async (tx, now, version, outcome) => {
      if (outcome.state === 'later')
        await putOff(tx, version, now.add({ minutes: Math.min(60, 2 ** version.tries) }))
      if (outcome.state === 'ready') {
        await saveChecked(tx, version, { ...outcome, now })
        // What was sent lies there still, or what was made for a version that is gone.
        if (outcome.content || outcome.thumbnail)
          await installation.jobs.enqueue(tx, removalQueue.wake, { portal })
      }
      return { version, outcome }
    },
  })
  if (result === null) return 'nothing'
  const { version, outcome } = result
  if (outcome.state === 'refused') {
    const { file, number } = version
    const { threat, type } = outcome
    // Until then it is held: whoever dies here finds it again.
    await perform(installation, refuseFile, jobCaller(portal), { file, number, threat, type })
  }
  if (outcome.state !== 'later') return 'done'
  installation.log.error({ err: outcome.error, portal }, 'a file could not be looked at')
  return 'failed'
}

export const checkingWorker = (installation: Installation) =>
  new QueueWorker(installation, checkingQueue, ({ portal }) => checkNext(installation, portal))

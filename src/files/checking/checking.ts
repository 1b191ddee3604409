import { attempt } from '../../kit/due/attempt.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import { openRange } from '../../kit/file-store/reading.ts'
import { contentKey } from '../../kit/file-store/sealed-chunks.ts'
import type { Installation } from '../../kit/installation.ts'
import { portalsUnchecked, putOff, saveChecked, takeUnchecked, type Checked } from './queries.ts'
import { TYPE_BYTES, typeOf } from './type.ts'

/** Versions of files that came, portal by portal: none is given out before it was looked at. */
export const checkingQueue = dueQueue<{ portal: string }>({
  names: { wake: 'check_files', sweep: 'sweep_files' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsUnchecked,
})

type Outcome =
  | { state: 'ready' | 'refused'; type: string; threat: string | null }
  /** It could not be read. */
  | { state: 'later'; error: unknown }

async function look(
  { keys, files }: Installation,
  portal: string,
  { content, bytes, store }: Checked,
): Promise<Outcome> {
  try {
    const key = contentKey(await keys.held(portal), content)
    const range = { from: 0, to: Math.min(bytes, TYPE_BYTES) }
    const start: Buffer[] = []
    for await (const piece of openRange(
      files.of(store),
      { portal, content },
      { key, bytes, range },
    ))
      start.push(piece)
    return { state: 'ready', type: await typeOf(Buffer.concat(start)), threat: null }
  } catch (error) {
    return { state: 'later', error }
  }
}

async function checkNext(installation: Installation, portal: string): Promise<Next> {
  const outcome = await attempt(installation, portal, {
    take: takeUnchecked,
    act: (version) => look(installation, portal, version),
    record: async (tx, now, version, outcome) => {
      if (outcome.state === 'later')
        await putOff(tx, version, now.add({ minutes: Math.min(60, 2 ** version.tries) }))
      else await saveChecked(tx, version, { ...outcome, now })
      return outcome
    },
  })
  if (outcome === null) return 'nothing'
  if (outcome.state !== 'later') return 'done'
  installation.log.error({ err: outcome.error, portal }, 'a file could not be looked at')
  return 'failed'
}

export const checkingWorker = (installation: Installation) =>
  new QueueWorker(installation, checkingQueue, ({ portal }) => checkNext(installation, portal))

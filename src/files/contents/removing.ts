import { attempt } from '../../kit/due/attempt.ts'
import { dueQueue } from '../../kit/due/queue.ts'
import { QueueWorker, type Next } from '../../kit/due/worker.ts'
import type { Installation } from '../../kit/installation.ts'
import { deleteContent, portalsWithDoomed, takeDoomed } from './queries.ts'

/** Contents that nothing shows any more, portal by portal: first their bytes go, then the row that knew of them. */
export const removalQueue = dueQueue<{ portal: string }>({
  names: { wake: 'remove_contents', sweep: 'sweep_contents' },
  key: ({ portal }) => portal,
  atOnce: 2,
  due: portalsWithDoomed,
  falls: null,
})

/** What fails is held, and done again by the sweep once the hold is over. */
async function removeNext(installation: Installation, portal: string): Promise<Next> {
  const removed = await attempt(installation, portal, {
    take: takeDoomed,
    act: ({ id, store }) => installation.files.of(store).remove({ portal, content: id }),
    record: (tx, _, { id }) => deleteContent(tx, id),
  })
  return removed === null ? 'nothing' : 'done'
}

export const removalWorker = (installation: Installation) =>
  new QueueWorker(installation, removalQueue, ({ portal }) => removeNext(installation, portal))

import { z } from 'zod'
import { CONSOLE } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'

/** Far more than an operator would leave lying. */
const LOOKED_THROUGH = 10_000

export const retryJob = operation({
  name: 'job.retry',
  done: { en: 'Tried a job again', es: 'Volvió a intentar una tarea' },
  details: {
    queue: { en: 'Queue', es: 'Cola' },
    failure: { en: 'What went wrong', es: 'Qué falló' },
  },
  summary: 'Puts a parked job back in its queue',
  input: z.strictObject({ queue: z.string().max(100), job: z.string().max(100) }),
  right: 'installation:operate',
  portal: () => CONSOLE,
  async run({ installation, note }, { queue, job }) {
    const parked = await installation.jobs.queues.failed(LOOKED_THROUGH)
    const match = parked.find(({ id, queue: its }) => id === job && its === queue)
    if (!match) return refuse('not_found')
    // On the queue's own connection, since it cannot do it on ours. Should this transaction fail, the
    // job runs once more without a line in the trail; jobs can run twice, so nothing is harmed.
    await installation.jobs.retry(queue, job)
    note({ subject: job, details: { queue, failure: match.failure, tries: match.tries } })
    return done({ queue, job })
  },
})

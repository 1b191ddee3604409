import { dueQueue } from '../../../kit/due/queue.ts'
import { portalsWithDueRuns, runsFalling } from './queries.ts'

/** Each portal's runs, the oldest first. */
export const procedureQueue = dueQueue<{ portal: string }>({
  names: { wake: 'procedure_run', sweep: 'procedures_due' },
  key: ({ portal }) => portal,
  // More would only take connections from those who wait for a page.
  atOnce: 4,
  due: portalsWithDueRuns,
  falls: runsFalling,
})

import { open, seal } from './crypto.ts'
import type { Installation } from './installation.ts'
import { jobType, type JobType } from './jobs.ts'
import type { OperationContext } from './operation.ts'

/** What a queue keeps of work that names somebody: nobody reads it there, and it goes with its portal. */
export interface Sealed {
  portal: string
  sealed: string
}

export const sealedJobType = (name: string, retries: number): JobType<Sealed> =>
  jobType<Sealed>(name, retries)

const place = (portal: string, { name }: JobType<Sealed>) => ({
  portal,
  table: 'jobs',
  row: name,
  column: 'sealed',
})

/** Queues work whose content is sealed under the portal's key. */
export async function enqueueSealed(
  { tx, portal, installation, enqueue }: OperationContext,
  type: JobType<Sealed>,
  content: object,
): Promise<void> {
  const key = await installation.keys.of(tx, portal)
  const sealed = seal(key, place(portal, type), JSON.stringify(content))
  await enqueue(type, { portal, sealed: sealed.toString('base64') })
}

/** @throws CannotOpen where the portal has no key any more */
export async function openJob(
  { keys }: Installation,
  type: JobType<Sealed>,
  { portal, sealed }: Sealed,
): Promise<unknown> {
  const key = await keys.held(portal)
  return JSON.parse(open(key, place(portal, type), Buffer.from(sealed, 'base64')).toString())
}

import { CONSOLE } from '../../kit/ids.ts'
import type { FailedJob } from '../../kit/job-queues.ts'

/** The portal that a job is about, by what it carries; null for the installation's own. */
export function portalOfJob({ data }: Pick<FailedJob, 'data'>): string | null {
  const { portal } = (data ?? {}) as { portal?: unknown }
  return typeof portal === 'string' && /^[0-9a-f-]{36}$/.test(portal) && portal !== CONSOLE
    ? portal
    : null
}

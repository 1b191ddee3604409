import type { Instant } from '../../kit/clock.ts'

/** What is done to build a portal, in order; each in a transaction of its own, and harmless twice. */
export const BUILD_STEPS = ['key', 'address', 'settings', 'owner', 'open'] as const
export type BuildStep = (typeof BUILD_STEPS)[number]

export interface Creation {
  steps_done: number
  attempts: number
  failure: string | null
  sealed_owner: Buffer | null
  started_at: Instant
  finished_at: Instant | null
}

export interface Progress {
  steps: { name: BuildStep; state: 'done' | 'doing' | 'failed' | 'waiting' }[]
  done: number
  of: number
  /** What went wrong at the step that failed last, and how often it has. */
  failure: { message: string; attempts: number } | null
  finished: boolean
  finishedAt: Instant | null
}

export function progressOf(creation: Creation): Progress {
  const { steps_done, attempts, failure, finished_at } = creation
  const state = (index: number) => {
    if (index < steps_done) return 'done'
    if (index > steps_done) return 'waiting'
    return failure === null ? 'doing' : 'failed'
  }
  return {
    steps: BUILD_STEPS.map((name, index) => ({ name, state: state(index) })),
    done: steps_done,
    of: BUILD_STEPS.length,
    failure: failure === null ? null : { message: failure, attempts },
    finished: finished_at !== null,
    finishedAt: finished_at,
  }
}

/** Where the owner's name and e-mail wait, sealed, until the owner is invited. */
export const ownerPlace = (portal: string) => ({
  portal,
  table: 'portal_creations',
  row: portal,
  column: 'sealed_owner',
})

/** The first staff person of a portal. */
export interface Owner {
  name: string
  email: string
  language?: string
  /** The secret of their invitation, where they are led on with it rather than by mail alone. */
  entrance?: string
}

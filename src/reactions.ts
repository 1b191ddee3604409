import { startRuns, TRIGGERING } from './cases/index.ts'
import { settleBankDebits } from './paid-access/index.ts'
import type { EventData } from './kit/events.ts'
import type { Installation } from './kit/installation.ts'

/** When something happened in one domain, do something in another. Runs after the commit, at least once. */
export interface Reaction {
  when: string
  then: (installation: Installation, event: EventData) => Promise<void>
}

export const reactions: readonly Reaction[] = [
  // Nobody awaits a line of this list.
  // oxlint-disable-next-line unicorn/no-thenable
  ...TRIGGERING.map((when) => ({ when, then: startRuns })),
  // oxlint-disable-next-line unicorn/no-thenable
  { when: 'portal.configure', then: settleBankDebits },
]

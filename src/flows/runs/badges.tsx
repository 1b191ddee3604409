import { Badge, type Tone } from '../../ui/index.ts'
import type { Run } from './run.ts'
import type { ShownStep } from './view.ts'
import { t } from './texts.ts'

const STATE = { open: 'blue', done: 'green', ended: 'grey', stuck: 'red', unpaid: 'amber' } as const

/** How somebody stands in a flow. */
export function RunBadge({ run }: { run: Pick<Run, 'state' | 'stuckAt' | 'startedAt'> }) {
  const state =
    run.state !== 'open'
      ? run.state
      : run.stuckAt
        ? 'stuck'
        : run.startedAt === null
          ? 'unpaid'
          : 'open'
  return <Badge tone={STATE[state]}>{t(`state.${state}`)}</Badge>
}

export const STANDING_TONES: Record<ShownStep['standing'], Tone> = {
  waiting: 'grey',
  current: 'blue',
  done: 'green',
  skipped: 'amber',
}

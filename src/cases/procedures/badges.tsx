import { Badge, type Tone } from '../../ui/index.ts'
import type { ProcedureState } from './procedure.ts'
import type { RunState } from './runs/run.ts'
import { t } from './texts.ts'

const STATE: Record<ProcedureState, Tone> = { on: 'green', off: 'grey', removed: 'grey' }
const RUN: Record<RunState, Tone> = {
  waiting: 'amber',
  running: 'blue',
  done: 'green',
  skipped: 'grey',
  failed: 'red',
}

export const StateBadge = ({ state }: { state: ProcedureState }) => (
  <Badge tone={STATE[state]}>{t(`state.${state}`)}</Badge>
)

export const RunBadge = ({ state }: { state: RunState }) => (
  <Badge tone={RUN[state]}>{t(`run.${state}`)}</Badge>
)

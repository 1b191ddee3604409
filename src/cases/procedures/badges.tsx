import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import type { ProcedureState } from './procedure.ts'
import type { RunState } from './runs/run.ts'
import { words } from './texts.ts'

const STATE: Record<ProcedureState, Tone> = { on: 'green', off: 'grey', removed: 'grey' }
const RUN: Record<RunState, Tone> = {
  waiting: 'amber',
  running: 'blue',
  done: 'green',
  skipped: 'grey',
  failed: 'red',
}

export const StateBadge = ({ state, language }: { state: ProcedureState; language: Language }) => (
  <Badge tone={STATE[state]}>{words(language)(`state.${state}`)}</Badge>
)

export const RunBadge = ({ state, language }: { state: RunState; language: Language }) => (
  <Badge tone={RUN[state]}>{words(language)(`run.${state}`)}</Badge>
)

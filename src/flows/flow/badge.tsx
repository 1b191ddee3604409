import { Badge, type Tone } from '../../ui/index.ts'
import type { FlowState } from './flow.ts'
import { t } from './texts.ts'

const TONES: Record<FlowState, Tone> = {
  draft: 'grey',
  published: 'green',
  changed: 'amber',
  removed: 'grey',
}

export const FlowBadge = ({ state }: { state: FlowState }) => (
  <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
)

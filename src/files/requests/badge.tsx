import { Badge, type Tone } from '../../ui/index.ts'
import type { RequestState } from './request.ts'
import { t } from './texts.ts'
import type { ShownRequest } from './view.ts'

const TONES: ReadonlyMap<RequestState, Tone> = new Map([
  ['open', 'blue'],
  ['answered', 'amber'],
  ['accepted', 'green'],
  ['withdrawn', 'grey'],
])

/** Where a request stands. */
export const RequestBadge = ({ request }: { request: Pick<ShownRequest, 'state' | 'late'> }) =>
  request.late ? (
    <Badge tone="red">{t('late')}</Badge>
  ) : (
    <Badge tone={TONES.get(request.state)!}>{t(request.state)}</Badge>
  )

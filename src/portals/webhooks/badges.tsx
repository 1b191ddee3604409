import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import type { DeliveryState } from './deliveries/delivery.ts'
import type { Endpoint } from './queries.ts'
import { t, words, type Text } from './texts.ts'

/** Enabled, failing for now, or disabled. */
export function EndpointBadge({
  endpoint: { state, failingSince },
}: {
  endpoint: Pick<Endpoint, 'state' | 'failingSince'>
}) {
  const seen = state === 'enabled' && failingSince ? 'failing' : state
  const tones = { enabled: 'green', failing: 'amber', disabled: 'grey' } as const
  return <Badge tone={tones[seen]}>{t(`state.${seen}`)}</Badge>
}

const TONES: Record<DeliveryState | 'retried', Tone> = {
  queued: 'blue',
  retried: 'amber',
  held: 'grey',
  succeeded: 'green',
  failed: 'red',
}

export function DeliveryBadge({
  state,
  attempts = 0,
}: {
  state: DeliveryState
  attempts?: number
}) {
  const seen = state === 'queued' && attempts > 0 ? 'retried' : state
  return <Badge tone={TONES[seen]}>{t(`delivery.${seen}`)}</Badge>
}

/** What came back: a status, or in words why none did. */
export function answerWords(
  language: Language,
  { status, error }: { status: number | null; error: string | null },
): string | null {
  if (error !== null) {
    const key = `error.${error}`
    return key in words.words[language] && key !== 'error.other'
      ? t(key as Text)
      : t('error.other', { code: error })
  }
  return status === null ? null : String(status)
}

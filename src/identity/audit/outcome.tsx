import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import { outcomeWords } from './operation-words.ts'

const TONES: Record<string, Tone> = {
  done: 'grey',
  judged: 'grey',
  mailed: 'grey',
  unknown: 'amber',
}

/** Whatever is neither done nor otherwise known was refused. */
export const outcomeTone = (outcome: string): Tone => TONES[outcome] ?? 'red'

/** What became of it; nothing where it simply happened. */
export const Outcome = ({ outcome, language }: { outcome: string; language: Language }) =>
  outcome === 'done' ? null : (
    <Badge tone={outcomeTone(outcome)}>{outcomeWords(outcome, language)}</Badge>
  )

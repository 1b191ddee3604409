import { useLanguage } from '../../kit/reader.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import { outcomeWords, type Happened } from './operation-words.ts'

/** What simply took its course, and needs no word: a password that was checked is followed by what came of it. */
const ORDINARY = new Set(['done', 'judged'])
const TONES: Record<string, Tone> = {
  mailed: 'grey',
  unknown: 'amber',
  enough: 'amber',
  ...Object.fromEntries(
    'asked told nothing_to_tell joined_by_email taken known sign_in connect invitation'
      .split(' ')
      .map((outcome) => [outcome, 'grey' as const]),
  ),
}

export const isOrdinary = (outcome: string): boolean => ORDINARY.has(outcome)

/** Whatever is not known otherwise was refused. */
export const outcomeTone = (outcome: string): Tone =>
  isOrdinary(outcome) ? 'grey' : (TONES[outcome] ?? 'red')

/** What became of it, where that says something. */
export const Outcome = ({ of }: { of: Happened }) => {
  const language = useLanguage()
  return isOrdinary(of.outcome) ? null : (
    <Badge tone={outcomeTone(of.outcome)}>{outcomeWords(of, language)}</Badge>
  )
}

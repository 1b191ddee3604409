import type { Language } from '../../kit/texts.ts'
import { Badge } from '../../ui/index.ts'
import type { Person } from './person.ts'
import { t, words } from './texts.ts'

type Seated = Pick<Person, 'seat' | 'disabled_at'>

/** A PRO seat of somebody disabled is theirs, and on no bill. */
export const isNotCounted = ({ seat, disabled_at }: Seated): boolean =>
  seat === 'pro' && disabled_at !== null

export const SeatBadge = ({ person }: { person: Seated }) => {
  return (
    <>
      <Badge tone={person.seat === 'pro' && !isNotCounted(person) ? 'blue' : 'grey'}>
        {t(`seat.${person.seat}`)}
      </Badge>
      {isNotCounted(person) ? <span class="muted step-note">{t('seat.not_counted')}</span> : null}
    </>
  )
}

/** The same in one line of text. */
export const seatWords = (person: Seated, language: Language): string => {
  const t = words(language)
  const seat = t(`seat.${person.seat}`)
  return isNotCounted(person) ? `${seat}, ${t('seat.not_counted')}` : seat
}

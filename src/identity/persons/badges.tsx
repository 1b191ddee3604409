import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import type { Person, PersonStatus } from './person.ts'
import { words } from './texts.ts'

const TONES: Record<PersonStatus, Tone> = {
  active: 'green',
  invited: 'blue',
  locked: 'red',
  disabled: 'grey',
}

export const StatusBadge = ({ status, language }: { status: PersonStatus; language: Language }) => (
  <Badge tone={TONES[status]}>{words(language)(`status.${status}`)}</Badge>
)

export const SeatBadge = ({ seat, language }: { seat: Person['seat']; language: Language }) => (
  <Badge tone={seat === 'pro' ? 'blue' : 'grey'}>{words(language)(`seat.${seat}`)}</Badge>
)

import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import type { RegistrationState } from './state.ts'
import { words } from './texts.ts'

const TONES: Record<RegistrationState, Tone> = {
  not_invited: 'grey',
  invited: 'blue',
  expired: 'amber',
  used_up: 'amber',
  registered: 'green',
  locked: 'red',
  disabled: 'grey',
}

export const registrationWord = (state: RegistrationState, language: Language): string =>
  words(language)(`registration.${state}`)

interface BadgeProps {
  state: RegistrationState
  /** Where it is said why they cannot get in. */
  href?: string
}

/** The word beside a person's name, wherever it stands; in a row of a list it leads to why. */
export const RegistrationBadge = ({ state, href }: BadgeProps) => {
  const badge = <Badge tone={TONES[state]}>{registrationWord(state, useLanguage())}</Badge>
  return href ? (
    <a class="badge-link" href={href}>
      {badge}
    </a>
  ) : (
    badge
  )
}

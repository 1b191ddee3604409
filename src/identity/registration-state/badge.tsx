import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import type { RegistrationState } from './state.ts'
import { words } from './texts.ts'

const TONES: Record<RegistrationState, Tone> = {
  not_invited: 'grey',
  invited: 'blue',
  expired: 'amber',
  registered: 'green',
  locked: 'red',
  disabled: 'grey',
}

export const registrationWord = (state: RegistrationState, language: Language): string =>
  words(language)(`registration.${state}`)

export const RegistrationBadge = (props: { state: RegistrationState }) => {
  const language = useLanguage()
  return <Badge tone={TONES[props.state]}>{registrationWord(props.state, language)}</Badge>
}

import type { ContactRole } from '../../identity/index.ts'
import type { Language } from '../../kit/texts.ts'
import { Badge, type Tone } from '../../ui/index.ts'
import type { Registration } from './contact.ts'
import { words } from './texts.ts'

const TONES: Record<Registration, Tone> = {
  registered: 'green',
  invited: 'blue',
  expired: 'amber',
  not_invited: 'grey',
  locked: 'red',
  disabled: 'grey',
}

export const RegistrationBadge = ({ is, language }: { is: Registration; language: Language }) => (
  <Badge tone={TONES[is]}>{words(language)(`registration.${is}`)}</Badge>
)

export const roleWords = (role: ContactRole, language: Language): string =>
  words(language)(`role.${role}`)

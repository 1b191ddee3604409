import type { ContactRole } from '../../identity/index.ts'
import type { Language } from '../../kit/texts.ts'
import { words } from './texts.ts'

export const roleWords = (role: ContactRole, language: Language): string =>
  words(language)(`role.${role}`)

import type { Language } from '../kit/texts.ts'

/** A language as those who speak it write its name at the head of a line: "Español". */
export function languageName(language: Language): string {
  const name = new Intl.DisplayNames(language, { type: 'language' }).of(language) ?? language
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1)
}

import { LANGUAGES, type Language } from '../../kit/texts.ts'
import { locale, type Option } from '../../ui/index.ts'
import { CURRENCIES } from '../inputs.ts'
import { capital } from './status.tsx'

export const languageName = (reader: Language, language: Language): string =>
  capital(new Intl.DisplayNames(reader, { type: 'language' }).of(language) ?? language)

/** The languages that ship, each with its name in the reader's. */
export const languageOptions = (reader: Language): Option[] =>
  LANGUAGES.map((language) => ({ value: language, label: languageName(reader, language) }))

/** Every currency with its name in the reader's language. */
export function currencyOptions(reader: Language): Option[] {
  const names = new Intl.DisplayNames(locale(reader), { type: 'currency' })
  return CURRENCIES.map((code) => ({ value: code, label: `${code} · ${names.of(code) ?? code}` }))
}

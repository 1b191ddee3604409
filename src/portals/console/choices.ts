import { LANGUAGES, type Language } from '../../kit/texts.ts'
import type { Option } from '../../ui/index.ts'

const ZONES = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** Every time zone, and the chosen one even where it goes by an old name. */
export const timeZoneOptions = (chosen?: string): Option[] =>
  (chosen && !ZONES.includes(chosen) ? [chosen, ...ZONES] : ZONES).map((zone) => ({
    value: zone,
    label: zone.replaceAll('_', ' '),
  }))

/** The languages that ship, each with its name in the reader's. */
export const languageOptions = (reader: Language): Option[] => {
  const names = new Intl.DisplayNames(reader, { type: 'language' })
  return LANGUAGES.map((language) => {
    const name = names.of(language) ?? language
    return { value: language, label: name.charAt(0).toLocaleUpperCase() + name.slice(1) }
  })
}

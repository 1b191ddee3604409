import { MessageFormat } from 'messageformat'
import { useLanguage } from './reader.ts'

/** Languages that ship. The person's own, else the portal's, else the first. */
export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]

export const isLanguage = (value: unknown): value is Language =>
  LANGUAGES.includes(value as Language)

/** The regional form each language is written in: day before month, 24 hours. */
export const locale = (language: Language) => ({ en: 'en-GB', es: 'es-ES' })[language]

type Values = Record<string, string | number>
type Words = Record<string, string>

/** Looks a text up and fills it in; bound to one language. */
export type Translate<K extends string = string> = (key: K, values?: Values) => string

export interface Catalogue<K extends string> {
  (language: Language): Translate<K>
  /** In the language of whoever reads what is being rendered; throws where nothing is. */
  readonly t: Translate<K>
  readonly words: Record<Language, Record<K, string>>
}

/**
 * A domain's texts, English first; the type makes Spanish name the same keys.
 * Texts with `{` are Unicode MessageFormat 2 and are compiled on first use.
 */
export function catalogue<E extends Words>(words: {
  en: E
  es: { [K in keyof E]: string }
}): Catalogue<keyof E & string> {
  type Key = keyof E & string
  const translators = Object.fromEntries(
    LANGUAGES.map((language) => [language, translator(language, words[language] as Words)]),
  ) as Record<Language, Translate<Key>>
  return Object.assign((language: Language) => translators[language], {
    t: ((key, values) => translators[useLanguage()](key, values)) as Translate<Key>,
    words: words as unknown as Record<Language, Record<Key, string>>,
  })
}

/** One of a catalogue's texts in each language, for what is declared in words. */
export const inEach = <K extends string>({ words: { en, es } }: Catalogue<K>, key: K) => ({
  en: en[key],
  es: es[key],
})

/** Filled-in texts remembered per catalogue and language; the oldest goes first. */
const KEPT = 1000

function translator(language: Language, words: Words): Translate {
  const compiled = new Map<string, MessageFormat>()
  const filled = new Map<string, string>()
  return (key, values = {}) => {
    const text = words[key]
    if (text === undefined) throw new Error(`no text ${key} in ${language}`)
    if (!text.includes('{')) return text
    // Formatting a number costs as much as the rest of a page's frame, and counts repeat.
    const existing = Object.values(values).every((value) => typeof value === 'number')
      ? `${key} ${Object.values(values).join(' ')}`
      : undefined
    const before = existing === undefined ? undefined : filled.get(existing)
    if (before !== undefined) return before
    let message = compiled.get(key)
    if (!message) {
      message = new MessageFormat(language, text, { bidiIsolation: 'none' })
      compiled.set(key, message)
    }
    const result = message.format(values, (error) => {
      throw error
    })
    if (existing !== undefined) {
      if (filled.size >= KEPT) filled.delete(filled.keys().next().value!)
      filled.set(existing, result)
    }
    return result
  }
}

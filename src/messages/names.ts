import type { Language } from '../kit/texts.ts'
import { words } from './texts.ts'

/** Names said before the rest is only counted. */
const SAID = 3

/** "Ann, Bob and Cho", "Ann, Bob, Cho and 4 more"; in a thread of one's own, "Only you". */
export function namesOf(language: Language, names: readonly string[]): string {
  const t = words(language)
  if (names.length === 0) return t('thread.alone')
  const count = names.length - SAID
  if (count > 0) return t('thread.others', { names: names.slice(0, SAID).join(', '), count })
  return new Intl.ListFormat(language).format(names)
}

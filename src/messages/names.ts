import type { Language } from '../kit/texts.ts'
import { t } from './texts.ts'

// Made once: making one costs more than the page's line it is for.
const LISTS = { en: new Intl.ListFormat('en'), es: new Intl.ListFormat('es') }

/**
 * "Ann, Bob and Cho", or where there are more than `most`, "Ann, Bob and 4 more". In a thread of
 * one's own, "Only you".
 */
export function namesOf(language: Language, names: readonly string[], most = 2): string {
  if (names.length === 0) return t('thread.alone')
  // One more takes no more room than to count it.
  if (names.length <= most + 1) return LISTS[language].format(names)
  return t('thread.others', {
    names: names.slice(0, most).join(', '),
    count: names.length - most,
  })
}

import { startOf } from '../../kit/day.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { dateOf } from '../../ui/index.ts'
import { t } from './texts.ts'
import type { ShownAudience } from './view.ts'

/** "Ann, Bob and 4 others". */
export function namesOf(people: readonly { name: string }[]): string {
  const language = useLanguage()
  const names = people.map(({ name }) => name)
  if (names.length <= 3) return new Intl.ListFormat(language).format(names)
  return t('others', { names: names.slice(0, 2).join(', '), count: names.length - 2 })
}

/** An audience in words: somebody by name, a group by its own and who is in it. */
export function audienceName({ audience, name, people }: ShownAudience): string {
  if (!audience.isGroup) return name
  return t(audience.kind === 'case' ? 'group.case' : 'group', { name, count: people.length })
}

/** A day in the reader's words. */
export const inWords = (day: string, language: Language) => dateOf(language, startOf(day), 'UTC')

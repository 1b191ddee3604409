import type { Reachable } from '../../identity/index.ts'
import type { Language } from '../../kit/texts.ts'
import { CheckboxField } from '../../ui/index.ts'
import { useSignedInContext } from '../../web/index.ts'
import {
  canSignIn,
  grouped,
  isInvitable,
  standingOf,
  type Group,
  type Outcome,
  type Told,
} from './reach.ts'
import { t, words } from './texts.ts'

/** "Ann, Bob and 4 others". */
function who({ count, names }: Group, language: Language): string {
  const rest = count - names.length
  return rest > 0
    ? words(language)('others', { names: names.join(', '), count: rest })
    : new Intl.ListFormat(language).format(names)
}

const AFTER = {
  mailed: 'after.mailed',
  invited: 'after.invited',
  waiting: 'after.waiting',
  not_invited: 'after.not_in',
  lapsed: 'after.not_in',
  no_email: 'after.no_email',
  cannot_be: 'after.cannot_be',
  disabled: 'after.disabled',
} as const satisfies Record<Outcome, string>

/** What became of telling people, a sentence for each outcome; empty where there was nobody to tell. */
export const toldInWords = (told: Told, language: Language): string =>
  (Object.keys(AFTER) as Outcome[])
    .flatMap((outcome) => {
      const group = told[outcome]
      return group
        ? words(language)(AFTER[outcome], { who: who(group, language), count: group.count })
        : []
    })
    .join(' ')

/** Who of those who will see something cannot sign in yet, in sentences; none where all can. */
export function standingsInWords(people: readonly Reachable[], language: Language): string[] {
  const groups = grouped(people.map((one) => ({ name: one.name, outcome: standingOf(one) })))
  const { mailed: _, invited: __, ...others } = groups
  const lines = (Object.keys(others) as (keyof typeof others)[]).map((standing) => {
    const group = others[standing]!
    return words(language)(`before.${standing}`, {
      who: who(group, language),
      count: group.count,
    })
  })
  const count = { in: people.filter(canSignIn).length, all: people.length }
  return count.in < count.all ? [words(language)('count', count), ...lines] : lines
}

/** How somebody stands, beside their name; nothing where they are told by mail. */
export function standingInShort(person: Reachable): string | undefined {
  const standing = standingOf(person)
  return standing === 'mailed' || standing === 'disabled' ? undefined : t(`short.${standing}`)
}

/** Offers to invite those who can be, where whoever looks may. */
export function InviteField({
  people,
  checked = false,
  error,
}: {
  people: readonly Reachable[]
  checked?: boolean
  error?: string
}) {
  const { holds } = useSignedInContext()
  if (!holds('people:manage') || !people.some(isInvitable)) return null
  return (
    <CheckboxField
      name="invite"
      label={t('invite')}
      help={t('invite.help')}
      checked={checked}
      error={error}
    />
  )
}

import type { Contact } from '../contacts/contact.ts'
import type { Values } from '../fields/field.ts'

/** Whose values win where both cards have one. */
export const PREFERENCES = ['kept', 'other'] as const
export type Preference = (typeof PREFERENCES)[number]

export type WhyNotMerged = 'merge_self' | 'both_registered' | 'registered_stays' | 'disabled_stays'

type Standing = Pick<Contact, 'id' | 'activated_at' | 'disabled_at'>

/**
 * Somebody who has registered is never lost: their card stays, and two of them stay apart. Nor is it that
 * somebody was kept out: with their card that would go, and they could be invited on the other.
 */
export function whyNotMerged(kept: Standing, other: Standing): WhyNotMerged | null {
  if (kept.id === other.id) return 'merge_self'
  if (other.activated_at) return kept.activated_at ? 'both_registered' : 'registered_stays'
  return other.disabled_at && !kept.disabled_at ? 'disabled_stays' : null
}

/** What is one value on a card. */
export const SINGLE_VALUES = [
  'name',
  'email',
  'user_name',
  'role',
  'phone',
  'company_id',
  'birth_date',
  'language',
] as const
export type MergedCard = Pick<Contact, (typeof SINGLE_VALUES)[number] | 'fields'>

/** With these somebody who has registered signs in, so that they stay theirs. */
const SIGN_IN: ReadonlySet<string> = new Set(['email', 'user_name'])

/**
 * The card that is left. Where one of the two has a value, that is it; where both have, the preferred
 * card's.
 */
export function mergedCard(kept: Contact, other: Contact, prefer: Preference): MergedCard {
  const [first, second] = prefer === 'kept' ? [kept, other] : [other, kept]
  const single = SINGLE_VALUES.map((name) => [
    name,
    SIGN_IN.has(name) && kept.activated_at
      ? (kept[name] ?? other[name])
      : (first[name] ?? second[name]),
  ])
  const fields: Values = { ...second.fields, ...first.fields }
  return { ...Object.fromEntries(single), fields } as MergedCard
}

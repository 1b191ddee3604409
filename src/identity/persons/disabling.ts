import type { Person } from './person.ts'

type Standing = Pick<Person, 'id' | 'kind' | 'activated_at' | 'disabled_at'>

/** Why somebody's access is not taken, by the names of refusals. */
export type WhyNotDisabled =
  | 'not_yourself'
  | 'owner_only'
  | 'disabled'
  | 'last_staff'
  | 'last_partner_person'
  | 'last_operator'

const LAST = {
  staff: 'last_staff',
  partner: 'last_partner_person',
  operator: 'last_operator',
} as const

/** Who is here to administer: everybody but those who are served, once they have come in. */
export const administers = ({ kind, activated_at, disabled_at }: Standing): boolean =>
  kind !== 'contact' && activated_at !== null && disabled_at === null

/**
 * A portal's owner is disabled by nobody but themself and the installation's operator. Of those who administer
 * a portal, a partner or the installation one always stays, whoever asks.
 * @param about.caller row id of who asks; none where it is a program
 * @param about.operates the caller operates the installation
 * @param about.others how many administer beside this person, however many more than one
 */
export function whyNotDisabled(
  person: Standing,
  about: { caller: string | undefined; operates: boolean; isOwner: boolean; others: number },
): WhyNotDisabled | null {
  const { caller, operates, isOwner, others } = about
  const own = person.id === caller
  if (own && !isOwner) return 'not_yourself'
  if (isOwner && !own && !operates) return 'owner_only'
  if (person.disabled_at) return 'disabled'
  return administers(person) && others === 0 ? LAST[person.kind as keyof typeof LAST] : null
}

import { z } from 'zod'
import {
  birthDate,
  CONTACT_ROLES,
  digits,
  email,
  language,
  line,
  personName,
  type ContactRole,
  type RegistrationState,
} from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { dayOf } from '../../kit/day.ts'
import { because } from '../../kit/validation.ts'
import { sentValues, type Values } from '../fields/field.ts'

/** A contact with their card. */
export interface Contact {
  id: string
  name: string
  email: string | null
  /** Of somebody who has registered: it signs in once they have proved it. */
  new_email: string | null
  user_name: string | null
  role: ContactRole
  language: string | null
  phone: string | null
  birth_date: string | null
  company_id: string | null
  company: string | null
  fields: Values
  /** Counts the card's changes. */
  version: number
  created_at: Instant
  activated_at: Instant | null
  last_login_at: Instant | null
  disabled_at: Instant | null
  registration: RegistrationState
  /** The social security number's last four digits are known; they themselves are shown nowhere. */
  digits_known: boolean
}

/** Lower-cased like an e-mail; it has no @, so that it is never somebody else's. */
export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((name) => /^[a-z0-9][a-z0-9._-]{2,59}$/.test(name), because('user_name'))

/** Nobody alive is older; it keeps out years that were typed with a digit missing. */
const EARLIEST = '1850-01-01'
const bornOn = birthDate.refine((day) => day >= EARLIEST, because('past'))

/** What a card holds, as an operation takes it: null takes something away. */
export const card = {
  name: personName,
  email: email
    .nullable()
    .optional()
    .describe(
      'Changing it ends every link that was mailed. Of somebody who has registered it counts once they have proved it by a mailed link; the one before is told',
    ),
  userName: userName.nullable().optional().describe('For signing in, beside the e-mail'),
  role: z.enum(CONTACT_ROLES).optional().describe('Leads cannot be invited'),
  phone: line(40).nullable().optional(),
  company: line(120)
    .nullable()
    .optional()
    .describe('By name; added where there is none of this name yet'),
  birthDate: bornOn.nullable().optional(),
  digits: digits
    .nullable()
    .optional()
    .describe('Last four digits of the social security number: kept, compared, never shown'),
  language: language.nullable().optional().describe('Null means the portal’s'),
  fields: sentValues.optional(),
}

/** What an operation changes of a card, as far as it was said. */
export interface CardChange {
  name?: string
  email?: string | null
  userName?: string | null
  role?: ContactRole
  phone?: string | null
  company?: string | null
  birthDate?: string | null
  digits?: string | null
  language?: string | null
  fields?: Readonly<Record<string, unknown>>
}

/**
 * Parts a change of the e-mail that somebody signs in with from the rest: of those who have registered it has to
 * be proved first.
 * @returns `toProve` null where there is nothing new to prove
 */
export function parted(
  before: Pick<Contact, 'activated_at' | 'email' | 'new_email'>,
  said: CardChange,
): { atOnce: CardChange; toProve: string | null } {
  const { email } = said
  if (before.activated_at === null || email == null || email === before.email)
    return { atOnce: said, toProve: null }
  const { email: _, ...atOnce } = said
  return { atOnce, toProve: email === before.new_email ? null : email }
}

/** A day that has not come yet is nobody's date of birth. Days are counted in UTC. */
export const isBorn = (day: string, now: Instant): boolean => day <= dayOf(now, 'UTC')

/** What a change leaves as it was is not counted as one. @returns names of what differs */
export function changesIn(
  before: Contact,
  { digits, fields, company, ...said }: CardChange,
  values: Values,
): string[] {
  const was: Record<string, unknown> = {
    name: before.name,
    email: before.email,
    userName: before.user_name,
    role: before.role,
    phone: before.phone,
    birthDate: before.birth_date,
    language: before.language,
  }
  const names = Object.entries(said)
    .filter(([name, value]) => value !== undefined && value !== was[name])
    .map(([name]) => name)
  const companyBefore = before.company?.toLowerCase() ?? null
  if (company !== undefined && (company?.toLowerCase() ?? null) !== companyBefore)
    names.push('company')
  // That there is something new is told; what was there before is not compared, so that nobody learns it.
  if (digits !== undefined && (digits !== null || before.digits_known)) names.push('digits')
  if (fields !== undefined && !sameValues(before.fields, values)) names.push('fields')
  return names
}

function sameValues(one: Values, other: Values): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)])
  return [...keys].every((key) => one[key] === other[key])
}

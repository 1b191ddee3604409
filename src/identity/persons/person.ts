import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { isLanguage, LANGUAGES, type Language } from '../../kit/texts.ts'
import { storedTimeZone } from '../../kit/time-zones.ts'
import { because } from '../../kit/validation.ts'
import type { PersonKind } from '../../gate/index.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import type { RegistrationState } from '../registration-state/state.ts'

/** One row per portal and e-mail: the same e-mail in two portals is two persons. */
export interface Person {
  id: string
  kind: PersonKind
  name: string
  /** Null for a contact whom nobody can write to yet. */
  email: string | null
  contact_role: string | null
  /** For signing in beside the e-mail, or without one. */
  user_name: string | null
  seat: 'pro' | 'guest'
  language: string | null
  time_zone: string | null
  /** When they were last mailed an invitation. */
  invited_at: Instant | null
  activated_at: Instant | null
  disabled_at: Instant | null
  disabled_reason: string | null
  bad_attempts: number
  locked_until: Instant | null
  last_login_at: Instant | null
  last_ip: string | null
  created_at: Instant
}

/** What somebody is called by those who know them: nobody is asked for it apart. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/, 1)[0]!

/** A person as they are shown: with how far they are with registering. */
export interface ShownPerson extends Person {
  registration: RegistrationState
}

export const CONTACT_ROLES = ['lead', 'prospect', 'client'] as const
/** What a contact is to the portal's owner. Leads are not invited. */
export type ContactRole = (typeof CONTACT_ROLES)[number]

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/

/** A line of text as people type it: trimmed, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !CONTROL.test(text), because('control'))

// All but tab and newline: nobody types them, and some of them no database or page can hold.
// oxlint-disable-next-line no-control-regex
const CONTROL_IN_LINES = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/

/** Lines of text. Browsers end each with CR LF, which counts as one character. */
export const lines = (max: number) =>
  z
    .string()
    .overwrite((text) => text.replaceAll(/\r\n?/g, '\n').trim())
    .min(1)
    .max(max)
    .refine((text) => text.isWellFormed() && !CONTROL_IN_LINES.test(text), because('control'))

export const personName = line(120)

/** Lower-cased, since mail servers in practice do not tell cases apart and people do not remember them. */
export const email = z.string().trim().toLowerCase().max(254).pipe(z.email())

const USER_NAME = /^[a-z0-9][a-z0-9._-]{2,59}$/

/** How somebody says who they are when they sign in: their e-mail, or their user name, which has no @. */
export const login = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine(
    (text) => (text.includes('@') ? z.email().safeParse(text).success : USER_NAME.test(text)),
    because('login'),
  )
  .describe('E-mail or user name')

export const language = z.enum(LANGUAGES)

/** Whoever is invited to the console, or to own a portal. */
export const newPersonInput = z
  .strictObject({ name: personName, email, language: language.optional() })
  .meta({ id: 'NewPerson' })

/** Stored by its name of today, whatever it was called by. */
export const timeZone = z
  .string()
  .max(100)
  .refine((name) => storedTimeZone(name) !== null, { ...because('zone'), abort: true })
  .overwrite((name) => storedTimeZone(name) ?? name)

/** The person's own language, else the portal's. */
export const languageOf = (
  person: { language?: string | null },
  portal: { language: Language },
): Language => (isLanguage(person.language) ? person.language : portal.language)

export interface NewPerson {
  kind: PersonKind
  name: string
  /** Lower case. */
  email: string
  seat: 'pro' | 'guest'
  /** Of a contact; a client where it is not said. */
  role?: ContactRole
  partner?: string
  language?: string
  /** Of a contact, in the spelling of `identityCheckSchemas`. */
  identityChecks?: Partial<Record<IdentityCheck, string>>
  /** The secret of their invitation, for whoever leads them on by other means as well. */
  invitation?: string
}

import { z } from 'zod'
import { CONTACT_ROLES, line, lines, type ContactRole } from '../../identity/index.ts'
import type { Language } from '../../kit/texts.ts'
import { because } from '../../kit/validation.ts'

/** What staff write in one or both languages; readers of the other get the first. */
export interface Words {
  en: string
  es?: string
}

export const FIELD_KINDS = [
  'text',
  'long_text',
  'email',
  'phone',
  'choice',
  'many_choices',
  'date',
  'number',
  'address',
  'file',
  'consent',
  'section',
] as const
export type FieldKind = (typeof FIELD_KINDS)[number]

/** Where an answer goes beside the submission: the contact's card, their company, or a field of the portal's own. */
export type MapsTo = 'kept' | 'phone' | 'birth_date' | 'digits' | 'company' | `field:${string}`

export interface FormField {
  /** Stays, whatever becomes of the label: `{{form.field_…}}`. */
  key: string
  kind: FieldKind
  label: Words
  help?: Words
  required: boolean
  choices: readonly Words[]
  maps: MapsTo
  /** Only where another field, above it, is answered so. */
  shownIf?: { field: string; is: string }
}

/** What visitors see of a form. */
export interface Definition {
  title: Words
  intro?: Words
  fields: readonly FormField[]
  /** Said once it is sent, unless there is an address to go to. */
  confirmation?: Words
  goTo?: string
}

export type FormState = 'draft' | 'open' | 'archived'

export interface FormRow {
  id: string
  name: string
  link: string
  state: FormState
  role: ContactRole
  invites: boolean
  definition: Definition
  origins: readonly string[]
  notifies: readonly string[]
  version: number
}

export const said = (words: Words | undefined, language: Language): string =>
  words?.[language] ?? words?.en ?? ''

/** Most fields of one form, with its sections. */
export const MOST_FIELDS = 60
export const MOST_CHOICES = 60

/** Fields of one form that ask for files, and files of each: what a page without JavaScript sends at once, in all. */
export const MOST_FILE_FIELDS = 2
export const MOST_FILES = 5
/** Of one file of a visitor, in bytes, where the portal takes larger ones too. */
export const LARGEST_FILE = 25e6

export const formName = line(120)
export const role = z.enum(CONTACT_ROLES).describe('What contacts become by it')
export const link = z
  .string()
  .trim()
  .regex(/^[a-z0-9][a-z0-9-]{1,58}[a-z0-9]$/)
  .describe('In its address, as `/f/kickoff`')

export const shortWords = z
  .strictObject({ en: line(200), es: line(200).optional() })
  .meta({ id: 'ShortWords' })
export const longWords = z
  .strictObject({ en: lines(2000), es: lines(2000).optional() })
  .meta({ id: 'LongWords' })

/** A website by its origin, such as `https://www.example.com`. */
export const origin = z
  .string()
  .trim()
  .max(300)
  .refine((text) => originOf(text) !== null, because('origin'))
  .transform((text) => originOf(text)!)

function originOf(text: string): string | null {
  const url = URL.parse(text)
  if (!url || !['https:', 'http:'].includes(url.protocol) || url.username || url.password)
    return null
  return url.pathname === '/' && url.search === '' && url.hash === '' ? url.origin : null
}

/** An address to go on to: of the web, and of no script. */
export const webAddress = z
  .string()
  .trim()
  .max(2000)
  .refine((text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ''), because('web_address'))

export const fieldKey = z.string().regex(/^[a-z0-9_]{1,40}$/)

export const mapsTo = z
  .string()
  .regex(/^(kept|phone|birth_date|digits|company|field:fld_[0-9a-z]{26})$/)
  .transform((text) => text as MapsTo)
  .describe(
    '`kept`, `phone`, `birth_date`, `digits`, `company`, or `field:` and the id of a field of your own',
  )

/** What kinds of answers fit where they go. */
const FITS: Record<Exclude<MapsTo, `field:${string}`>, readonly FieldKind[]> = {
  kept: FIELD_KINDS,
  phone: ['phone', 'text'],
  birth_date: ['date'],
  digits: ['text'],
  company: ['text'],
}

/** The kind of the portal's own field, where it is one. */
export const fits = (kind: FieldKind, maps: MapsTo, own?: string): boolean => {
  if (!maps.startsWith('field:')) return FITS[maps as keyof typeof FITS].includes(kind)
  if (own === 'number') return kind === 'number'
  if (own === 'date') return kind === 'date'
  if (own === 'choice') return kind === 'choice'
  return own === 'text' && ['text', 'email', 'phone', 'choice', 'number', 'date'].includes(kind)
}

export const hasChoices = (kind: FieldKind): boolean => kind === 'choice' || kind === 'many_choices'

/** Whether another field can be asked for by what this one is answered with. */
export const canDecide = ({ kind }: Pick<FormField, 'kind'>): boolean =>
  kind !== 'section' && kind !== 'file'

/** Names of what every form asks for: nobody takes these away. */
export const ALWAYS = ['firstName', 'lastName', 'email'] as const

/** Keys of what is compared at registration and never shown: not kept with what was sent, nor in a draft. */
export const neverKept = ({ fields }: Pick<Definition, 'fields'>): string[] =>
  fields.filter(({ maps }) => maps === 'digits').map(({ key }) => key)

import { z } from 'zod'
import { line, registrationStates } from '../../identity/index.ts'
import { id } from '../../kit/ids.ts'
import type { CaseDetails, ContactDetails } from './subjects/subject.ts'

export const ROLES = ['lead', 'prospect', 'client'] as const

const is = z.boolean().describe('False turns it round')

/** If: one thing that has to be so, or, with `is` false, must not be so. */
export const condition = z
  .discriminatedUnion('about', [
    z.strictObject({ about: z.literal('case_type'), is, value: line(60) }),
    z.strictObject({ about: z.literal('case_stage'), is, value: line(60) }),
    z.strictObject({ about: z.literal('role'), is, value: z.enum(ROLES) }),
    z.strictObject({ about: z.literal('email'), is }),
    z.strictObject({ about: z.literal('registration'), is, value: registrationStates }),
    z.strictObject({ about: z.literal('invited'), is }),
    z.strictObject({ about: z.literal('registered'), is }),
    z.strictObject({ about: z.literal('company'), is, value: line(120).describe('Its name') }),
    z.strictObject({ about: z.literal('field'), is, field: id('field'), value: line(200) }),
  ])
  .meta({ id: 'Condition' })
export type Condition = z.output<typeof condition>
export type About = Condition['about']

export const ABOUTS = condition.options.map(({ shape }) => shape.about.value)

const ABOUT_CASE: ReadonlySet<About> = new Set(['case_type', 'case_stage'])

/** Does it look at the case, or else at each of its clients? */
export const isAboutCase = ({ about }: Condition): boolean => ABOUT_CASE.has(about)

/** As people type it: whatever case, whatever spaces around it. */
const same = (one: string | number | null | undefined, other: string): boolean =>
  one !== null && one !== undefined && fold(String(one)) === fold(other)
const fold = (text: string) => text.trim().toLocaleLowerCase('en')

export function holdsOfCase(condition: Condition, of: CaseDetails): boolean {
  if (condition.about === 'case_type') return same(of.type, condition.value) === condition.is
  if (condition.about === 'case_stage') return same(of.stage, condition.value) === condition.is
  throw new Error(`${condition.about} is not about a case`)
}

export function holdsOfContact(condition: Condition, of: ContactDetails): boolean {
  switch (condition.about) {
    case 'role':
      return ((of.role ?? 'client') === condition.value) === condition.is
    case 'email':
      return (of.email !== null) === condition.is
    case 'registration':
      return (of.registration === condition.value) === condition.is
    case 'invited':
      return of.invited === condition.is
    case 'registered':
      return of.activated === condition.is
    case 'company':
      return same(of.company, condition.value) === condition.is
    case 'field':
      return same(of.fields[condition.field], condition.value) === condition.is
    default:
      throw new Error(`${condition.about} is not about a contact`)
  }
}

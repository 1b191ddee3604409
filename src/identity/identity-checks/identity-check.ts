import { z } from 'zod'
import { anyDay } from '../../kit/day.ts'
import { because } from '../../kit/validation.ts'

/**
 * What a client states beside the mailed link, as the portal chose: the last four digits of the social
 * security number, the date of birth, or the number of a case.
 */
export const IDENTITY_CHECKS = ['digits', 'birth_date', 'case_number'] as const
export type IdentityCheck = (typeof IDENTITY_CHECKS)[number]

/** Identity checks of which a person has one; anybody may have several cases. */
export const SINGLE: ReadonlySet<IdentityCheck> = new Set(['digits', 'birth_date'])

/** The last four digits, of a number written with or without the rest of it. Only these are ever kept. */
export const digits = z
  .string()
  .max(40)
  .transform((typed) => typed.replaceAll(/[\s.-]/g, ''))
  .refine((typed) => /^(\d{4}|\d{9})$/.test(typed), because('digits'))
  .transform((typed) => typed.slice(-4))

export const birthDate = anyDay

/** As people type it, in whatever case and with whatever spaces. */
export const caseNumber = z
  .string()
  .trim()
  .min(1)
  .max(40)
  .transform((typed) => typed.replaceAll(/\s+/g, ' ').toLowerCase())

/** What was stated, in the one spelling that is hashed; refused where it cannot be one. */
export const identityCheckSchemas: Record<IdentityCheck, z.ZodType<string, string>> = {
  digits,
  birth_date: birthDate,
  case_number: caseNumber,
}

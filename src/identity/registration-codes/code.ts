import { randomInt } from 'node:crypto'
import { z } from 'zod'
import { because } from '../../kit/validation.ts'

/** Digits, since letters sound alike on the phone; twelve, of which a stranger has five guesses. */
const DIGITS = 12
export const CODE_MINUTES = 10

/** A new code, as it is hashed. */
export const newCode = (): string =>
  randomInt(0, 10 ** (DIGITS / 2))
    .toString()
    .padStart(DIGITS / 2, '0') +
  randomInt(0, 10 ** (DIGITS / 2))
    .toString()
    .padStart(DIGITS / 2, '0')

/** As it is read out: "4829 1355 7204". */
export const spoken = (code: string): string => code.replaceAll(/(\d{4})(?=\d)/g, '$1 ')

/** A code as people type what they hear: with any spaces and dashes. */
export const typedCode = z
  .string()
  .max(60)
  .transform((typed) => typed.replaceAll(/[\s.-]/g, ''))
  .refine((typed) => /^\d{12}$/.test(typed), because('code'))

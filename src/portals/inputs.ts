import { z } from 'zod'
import { id } from '../kit/ids.ts'
import { because } from '../kit/validation.ts'

/** What nearly every operation here begins with. */
export const onPortal = z.strictObject({ portal: id('portal') })

/** What is changed of a portal, under the one name that the API's document has for it at each of its addresses. */
export const portalChange = <F extends z.ZodRawShape>(name: string, fields: F) =>
  onPortal.extend(fields).meta({ id: name })

/** The portal that such an operation happens in. */
export const thatPortal = ({ portal }: { portal: string }): string => portal

export const color = z
  .string()
  .trim()
  .toLowerCase()
  .max(100)
  .refine((text) => /^#[0-9a-f]{6}$/.test(text), because('color'))

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0009\u000b\u000c\u000e-\u001f\u007f]/

/** ISO 4217, as far as this machine's Unicode data knows it. */
export const CURRENCIES: readonly string[] = Intl.supportedValuesOf('currency')
const KNOWN: ReadonlySet<string> = new Set(CURRENCIES)

/** A currency by its code. */
export const currency = z
  .string()
  .trim()
  .toUpperCase()
  .max(100)
  .refine((code) => KNOWN.has(code), because('currency'))

/** A few sentences, which may be left out; line breaks are kept. */
export const note = z
  .string()
  .trim()
  .max(500)
  .refine((text) => !CONTROL.test(text), because('control'))
  .default('')

/** What a change was based on; left out, it goes through whatever has happened since. */
export const version = z.int().min(1).optional()

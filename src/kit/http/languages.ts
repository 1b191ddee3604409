import { parseAccept } from 'hono/utils/accept'
import { isLanguage, type Language } from '../texts.ts'

/** The language we have that a browser likes best, by its `Accept-Language`; undefined where it says none of ours. */
export const acceptedLanguage = (header: string | undefined): Language | undefined =>
  parseAccept(header ?? '')
    .filter(({ q }) => q > 0)
    .map(({ type }) => type.split('-')[0]!.toLowerCase())
    .find(isLanguage)

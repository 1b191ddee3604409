import type { Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import type { Errors } from '../../ui/index.ts'
import type { FormValue } from './visit.ts'

/**
 * A refusal's sentences by field, of each the first thing that is wrong with it; what concerns no single
 * field stands under `''`.
 */
export function errorsOf(refusal: Refusal, language: Language): Errors {
  if (refusal.fields.length === 0) return { '': refusal.say(language) }
  const errors: Errors = {}
  for (const { field, say } of refusal.fields) errors[field] ??= say(language)
  return errors
}

/** One line of a form; a file or a name sent twice counts as nothing. */
export const textOf = (value: FormValue | undefined): string =>
  typeof value === 'string' ? value : ''

/** What was typed, to fill a form again; never a password. */
export const typed = (form: Record<string, FormValue>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && !/password|current/i.test(entry[0]),
    ),
  )

import type { Refusal } from '../../kit/refusal.ts'
import { textOf, type FormFields, type SentForm } from '../../web/index.ts'
import type { Answers } from '../form/answers.ts'
import { MOST_FILES } from '../form/form.ts'
import type { Typed } from './pages.tsx'

/** Answers by their field's key; those of many choices and files apart, since they come as lists. */
export const FILLING: FormFields = {
  firstName: 'text',
  lastName: 'text',
  email: 'text',
  'a.*': 'text',
  'm.*': 'list',
  'u.*': 'upload',
}

/** What was typed into a form, as it was typed. */
export function typedIn(form: SentForm): Required<Typed> {
  const answers: Record<string, Answers[string]> = {}
  for (const [name, value] of Object.entries(form)) {
    const key = name.slice(2)
    if (name.startsWith('a.') && typeof value === 'string' && value !== '') answers[key] = value
    if (name.startsWith('m.') && Array.isArray(value) && value.some(Boolean)) answers[key] = value
    // One more than there may be is said to be too many.
    if (name.startsWith('u.') && Array.isArray(value) && value.length > 0)
      answers[key] = value.slice(0, MOST_FILES + 1)
  }
  return {
    firstName: textOf(form, 'firstName'),
    lastName: textOf(form, 'lastName'),
    email: textOf(form, 'email'),
    answers,
  }
}

/** The same faults, named as the page names what they are about. */
export const asOnPage = (refusal: Refusal, { answers }: Pick<Typed, 'answers'>): Refusal => ({
  ...refusal,
  fields: refusal.fields.map((one) => {
    const key = /^answers\.([^.]+)/.exec(one.field)?.[1]
    if (key === undefined) return one
    return { ...one, field: `${typeof answers[key] === 'object' ? 'm' : 'a'}.${key}` }
  }),
})

import { day } from '../../kit/day.ts'
import type { Wrong } from '../../kit/validation.ts'
import { email as emailInput } from '../../identity/index.ts'
import { MOST_FILES, type Definition, type FormField } from './form.ts'

/** By the field's key: what was typed or chosen; of many choices a list. */
export type Answers = Readonly<Record<string, string | readonly string[]>>

const LONGEST: Partial<Record<FormField['kind'], number>> = {
  long_text: 5000,
  address: 500,
  phone: 40,
  number: 20,
}
const USUAL = 500

/** All answers of a form together, in UTF-16 units: what a draft may hold, too. */
export const MOST_ANSWERED = 40_000

/** How the page names a field: those of which several may be chosen come as lists, and so do files. */
export const nameOn = ({ kind, key }: Pick<FormField, 'kind' | 'key'>): string =>
  `${kind === 'many_choices' ? 'm' : kind === 'file' ? 'u' : 'a'}.${key}`

/** Whether a field is asked for, by what stands above it. What is not asked for is not answered, either. */
export function isShown(
  { shownIf }: FormField,
  fields: readonly FormField[],
  answers: Answers,
): boolean {
  if (!shownIf) return true
  const other = fields.find(({ key }) => key === shownIf.field)
  if (!other || !isShown(other, fields.slice(0, fields.indexOf(other)), answers)) return false
  const answer = answers[shownIf.field]
  return typeof answer === 'string' ? answer === shownIf.is : !!answer?.includes(shownIf.is)
}

/**
 * What was sent, as the form asks for it: trimmed, without what it does not ask for.
 * @returns every answer at fault where one is, named as the page names it
 */
export function readAnswers(
  { fields }: Pick<Definition, 'fields'>,
  sent: Answers,
): { answers: Answers } | { wrong: Wrong[] } {
  const answers: Record<string, string | readonly string[]> = {}
  const wrong: Wrong[] = []
  for (const field of fields) {
    if (field.kind === 'section' || !isShown(field, fields, answers)) continue
    const read = READ[field.kind](field, sent[field.key])
    if (typeof read === 'object' && 'text' in read)
      wrong.push({ field: nameOn(field), ...read } as Wrong)
    else if (read.length > 0) answers[field.key] = read
    else if (field.required)
      wrong.push({
        field: nameOn(field),
        text: field.kind === 'file' ? 'choose_file' : 'required',
      })
  }
  return wrong.length > 0 ? { wrong } : { answers }
}

type Read = (
  field: FormField,
  sent: Answers[string] | undefined,
) => string | readonly string[] | Omit<Wrong, 'field'>

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029]/

const text: Read = ({ kind }, sent = '') => {
  if (typeof sent !== 'string') return { text: 'one_text' }
  const typed = sent.replaceAll(/\r\n?/g, '\n').trim()
  const maximum = LONGEST[kind] ?? USUAL
  if (typed.length > maximum) return { text: 'too_long', values: { maximum } }
  const isLine = kind !== 'long_text' && kind !== 'address'
  return CONTROL.test(typed) || (isLine && /[\n\t]/.test(typed)) ? { text: 'control' } : typed
}

/** A text that is of some form as well. */
const such =
  (is: (text: string) => boolean, instead: Wrong['text']): Read =>
  (field, sent) => {
    const read = text(field, sent)
    return typeof read !== 'string' || read === '' || is(read) ? read : { text: instead }
  }

/** A choice is kept by its English words, which both languages share. */
const valuesOf = ({ choices }: FormField) => choices.map(({ en }) => en)
const allowed = (field: FormField) => ({ allowed: valuesOf(field).join(', ') })

const READ: Record<FormField['kind'], Read> = {
  text,
  long_text: text,
  address: text,
  phone: such((typed) => /^[+\d][\d\s().\-/]{2,}$/.test(typed), 'phone'),
  email: such((typed) => emailInput.safeParse(typed).success, 'email'),
  date: such((typed) => day.safeParse(typed).success, 'day'),
  number: such((typed) => /^[+-]?\d{1,15}(\.\d{1,6})?$/.test(typed), 'number'),
  consent: (_, sent) =>
    sent === undefined || sent === '' ? '' : sent === 'on' ? 'on' : { text: 'box' },
  choice: (field, sent = '') =>
    sent === '' || (typeof sent === 'string' && valuesOf(field).includes(sent))
      ? sent
      : { text: 'choice', values: allowed(field) },
  many_choices: (field, sent = []) => {
    const chosen = typeof sent === 'string' ? [sent] : sent
    return chosen.every((one) => valuesOf(field).includes(one))
      ? valuesOf(field).filter((one) => chosen.includes(one))
      : { text: 'choice', values: allowed(field) }
  },
  // What they are known by; whether they are there is asked of whoever keeps them.
  file: (_, sent = []) => {
    const files = [...new Set(typeof sent === 'string' ? [sent] : sent)].filter(Boolean)
    return files.length > MOST_FILES ? { text: 'too_many', values: { maximum: MOST_FILES } } : files
  },
  section: () => '',
}

import type { Context } from 'hono'
import { readFields, type SenderLimits } from '../kit/http/body.ts'
import {
  invalidFields,
  moreWrong,
  sayInForm,
  type ValidationText,
  type Wrong,
} from '../kit/validation.ts'
import { refuseBrokenForm } from '../kit/whole-text.ts'
import type { Done, Refusal } from '../kit/refusal.ts'
import type { Language } from '../kit/texts.ts'
import type { Errors } from '../ui/index.ts'
import type { FieldKind, FormFields, SentForm } from './request-context.ts'

/** The field by which a page's forms say in which preview they were shown. */
export const PREVIEW_FIELD = 'shownIn'

type Sent = string | File

/**
 * Reads the fields that the page declares. Refuses fields that are unknown or of another kind, and names each.
 */
export async function readForm(
  c: Context,
  fields: FormFields,
  limits: SenderLimits,
): Promise<Done<SentForm> | Refusal> {
  const sent = await readFields(c, limits)
  if (!sent.ok) return sent
  const form = readSentFields(sent.value.fields, fields)
  if (!form.ok) return form
  return refuseBrokenForm(sent.value.bytes, form.value) ?? form
}

/** Each field in the kind that the page declares; the others are refused, and each is named. */
export function readSentFields(
  sent: ReadonlyMap<string, Sent[]>,
  fields: FormFields,
): Done<SentForm> | Refusal {
  const form: Record<string, string | string[] | File> = {}
  const wrong: Wrong[] = []
  for (const [field, values] of sent) {
    const kind = kindOf(fields, field)
    if (kind === undefined) wrong.push({ field, text: 'unknown_field' })
    else {
      const read = READ[kind](values)
      if (read === null) wrong.push({ field, text: INSTEAD[kind] })
      else form[field] = read
    }
  }
  return wrong.length > 0 ? invalidFields(wrong) : { ok: true, value: form }
}

/** No field of ours has a longer name. */
const NAME_LENGTH = 100

/** `x.*` stands for every field that begins with `x.`, where a form has what the portal's staff made up. */
export function kindOf(fields: FormFields, field: string): FieldKind | undefined {
  if (field.length > NAME_LENGTH) return undefined
  const any = field.replace(/\..*/s, '.*')
  const existing = [field, any].find((name) => Object.hasOwn(fields, name))
  return existing === undefined ? undefined : fields[existing]
}

/** The value of a field in the kind that the page declares; null where it was sent in another. */
const READ: Record<FieldKind, (sent: Sent[]) => string | string[] | File | null> = {
  text: ([first, ...more]) => (typeof first === 'string' && more.length === 0 ? first : null),
  list: (sent) => (sent.every((one) => typeof one === 'string') ? sent : null),
  upload: (sent) => (sent.every((one) => typeof one === 'string') ? sent.filter(Boolean) : null),
  file: ([first, ...more]) => (first instanceof File && more.length === 0 ? first : null),
  box: ([first, ...more]) => (first === 'on' && more.length === 0 ? first : null),
}

const INSTEAD: Record<FieldKind, ValidationText> = {
  text: 'one_text',
  list: 'one_text',
  upload: 'one_text',
  file: 'one_file',
  box: 'box',
}

/**
 * A refusal's sentences by field of the form, of each the first thing that is wrong with it, also where
 * that is one of a list; what concerns no single field stands under `''`.
 */
export function errorsOf(refusal: Refusal, language: Language): Errors {
  if (refusal.code === 'given_back') return {}
  if (refusal.fields.length === 0) return { '': refusal.say(language) }
  const errors: Errors = {}
  for (const wrong of refusal.fields)
    errors[wrong.field.replace(/\.\d+$/, '')] ??= sayInForm(wrong, language)
  const more = moreWrong(refusal, language)
  return more ? { ...errors, '': more } : errors
}

/** A field's text; '' where it was not sent. */
export function textOf(form: SentForm, field: string): string {
  const value = form[field]
  return typeof value === 'string' ? value : ''
}

/** All values of a field, for boxes of which any number may be ticked. */
export function listOf(form: SentForm, field: string): string[] {
  const value = form[field]
  return Array.isArray(value) ? value : []
}

/** The chosen option; undefined where the value is none of them. */
export const choiceOf = <C extends string>(
  choices: readonly C[],
  text: string | undefined,
): C | undefined => choices.find((choice) => choice === text)

/** What was typed, to fill a form again; never a password. */
export const typed = (form: SentForm): Record<string, string> =>
  Object.fromEntries(
    Object.entries(form).filter(
      (entry): entry is [string, string] =>
        typeof entry[1] === 'string' && !/password|current/i.test(entry[0]),
    ),
  )

import { WITHDRAW_FIELD } from '../ui/index.ts'
import { refuse, type Refusal } from '../kit/refusal.ts'
import { listOf } from './forms.ts'
import { keptFiles } from './streamed-form.ts'
import type { FormFields, RequestContext, SentForm } from './request-context.ts'

const uploadFields = (fields: FormFields) =>
  Object.keys(fields).filter((name) => fields[name] === 'upload')

/** A form that brings files has buttons by which they are withdrawn again where there is no JavaScript. */
export const withWithdrawing = (fields: FormFields): FormFields =>
  uploadFields(fields).length > 0 ? { ...fields, [WITHDRAW_FIELD]: 'list' } : fields

/**
 * Withdraws those of a form's files whose button sent it.
 * @returns the form without them, and why it is shown again rather than taken; null where no such button was pressed
 */
export async function withdrawFrom(
  ctx: RequestContext,
  fields: FormFields,
  form: SentForm,
): Promise<{ form: SentForm; refusal: Refusal } | null> {
  const away = listOf(form, WITHDRAW_FIELD)
  if (away.length === 0) return null
  for (const withdraw of keptFiles.of(ctx.installation))
    for (const id of away) await withdraw(ctx, id)
  const { [WITHDRAW_FIELD]: _, ...rest } = form
  const left = uploadFields(fields).map((name): [string, string[]] => [
    name,
    listOf(form, name).filter((id) => !away.includes(id)),
  ])
  return { form: { ...rest, ...Object.fromEntries(left) }, refusal: refuse('given_back') }
}

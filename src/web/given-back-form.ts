import { WITHDRAW_FIELD } from '../ui/index.ts'
import { refuse, type Refusal } from '../kit/refusal.ts'
import { kindOf, listOf } from './forms.ts'
import { keptFiles } from './streamed-form.ts'
import type { FormFields, RequestContext, SentForm } from './request-context.ts'

/** A form that brings files has buttons by which they are withdrawn again where there is no JavaScript. */
export const withWithdrawing = (fields: FormFields): FormFields =>
  Object.values(fields).includes('upload') ? { ...fields, [WITHDRAW_FIELD]: 'list' } : fields

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
  const left = Object.keys(rest)
    .filter((name) => kindOf(fields, name) === 'upload')
    .map((name): [string, string[]] => [
      name,
      listOf(form, name).filter((id) => !away.includes(id)),
    ])
  return { form: { ...rest, ...Object.fromEntries(left) }, refusal: refuse('given_back') }
}

import type { Context } from 'hono'
import { isCrossSite, requestHeader } from '../kit/http/headers.ts'
import { addressOn, type Installation } from '../kit/installation.ts'
import { Actions, Button, TextArea } from '../ui/index.ts'
import { t } from './texts.ts'
import { readForm, PREVIEW_FIELD } from './forms.ts'
import { withWithdrawing } from './given-back-form.ts'
import { limitsFor } from './body-limits.ts'
import type { SentForm, RouteHandler } from './request-context.ts'

/** What a refusal page keeps of the form that was sent. */
export interface Sent {
  /** Where it was sent. */
  readonly action: string
  /** Every field but the secret ones. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** The text that somebody typed, to be copied. */
  readonly text: string
  /** The form is complete and can be sent again. */
  readonly whole: boolean
}

/** Passwords, codes and what proves who somebody is stay out of every page. */
const isSecret = (field: string) =>
  /password/i.test(field) ||
  ['current', 'code', 'recovery', 'fact', 'digits', 'token', 'credential'].includes(field)

/** Whether a value was typed: words, an address or a long value, not an option or an id. */
const isWritten = (value: string) => /\s|@|.{20}/s.test(value.trim()) && !/^[a-z]+_\w+$/.test(value)

/** What a refusal page keeps of a form; null where there is nothing. A button is complete without fields. */
export function sentOf(c: Context, form: SentForm): Sent | null {
  if (c.req.method !== 'POST') return null
  const { pathname, search, searchParams } = new URL(c.req.url)
  const sent = Object.entries(form).flatMap(([name, value]) =>
    [value].flat().map((one) => ({ name, value: one })),
  )
  const filled = sent.filter(({ value }) => (value instanceof File ? value.size > 0 : value !== ''))
  const fields = sent.flatMap(({ name, value }) =>
    typeof value === 'string' && !isSecret(name) ? [[name, value] as const] : [],
  )
  const whole =
    !searchParams.has('token') &&
    filled.every(({ name, value }) => typeof value === 'string' && !isSecret(name))
  const text = fields
    .filter(([name, value]) => name !== 'to' && isWritten(value))
    .map(([, value]) => value.trim())
    .join('\n\n')
  if (text === '' && !whole) return null
  return { action: pathname + search, fields, text, whole }
}

/**
 * Reads a form for a refusal page, before the form's own page has read it. Null where it is no form, cannot be
 * read, or may come from another site, whose words are shown to nobody.
 * @param host the portal's, which the form must come from
 */
export async function readSent(
  installation: Installation,
  c: Context,
  { method, endpoint, fields }: Pick<RouteHandler, 'method' | 'endpoint' | 'fields'>,
  host: string,
  takes = limitsFor(undefined, null),
): Promise<SentForm | null> {
  if (method !== 'POST' || endpoint) return null
  if (isCrossSite(c, addressOn(installation, host, ''))) return null
  // A browser sends the content type of a form; anything else is not read.
  if (requestHeader(c, 'content-type') === undefined) return null
  const own = withWithdrawing(fields ?? {})
  const read = await readForm(c, { ...own, [PREVIEW_FIELD]: 'text' }, takes)
  return read.ok ? read.value : null
}

interface UnsentFormProps {
  sent: Sent
  /** Sending the form again may help. */
  again?: boolean
  /** What the button says. */
  button?: string
}

/** Shows what was typed, to be copied, and a button that sends the form again where that may help. */
export function UnsentForm({ sent, again, button }: UnsentFormProps) {
  const repeats = again && sent.whole
  if (!repeats && sent.text === '') return null
  return (
    <form class="form form-stack given-back" method="post" action={sent.action}>
      {sent.text === '' ? null : (
        <TextArea
          name=""
          id="given-back"
          label={t('back.typed')}
          help={repeats ? undefined : t('back.copy')}
          value={sent.text}
          rows={Math.min(12, sent.text.split('\n').length + 2)}
          readonly
        />
      )}
      {repeats ? (
        <>
          {sent.fields.map(([name, value]) => (
            <input type="hidden" name={name} value={value} />
          ))}
          <Actions>
            <Button>{button ?? t('back.again')}</Button>
          </Actions>
        </>
      ) : null}
    </form>
  )
}

import type { Context } from 'hono'
import { isCrossSite, requestHeader } from '../kit/http/headers.ts'
import { addressOn, type Installation } from '../kit/installation.ts'
import { Actions, Button, TextArea } from '../ui/index.ts'
import { t } from './texts.ts'
import { readForm, PREVIEW_FIELD } from './forms.ts'
import { limitsFor } from './limits.ts'
import type { SentForm, Served } from './visit.ts'

/** What a page that says no has of the form it was sent. */
export interface Sent {
  /** Where it was sent. */
  readonly action: string
  /** Every field but those that are never given back. */
  readonly fields: readonly (readonly [name: string, value: string])[]
  /** What somebody may have written, to be read and copied. */
  readonly text: string
  /** Nothing of it is missing: it can be sent again as it is. */
  readonly whole: boolean
}

/** Passwords, codes and what proves who somebody is stay out of every page. */
const isSecret = (field: string) =>
  /password/i.test(field) ||
  ['current', 'code', 'recovery', 'fact', 'digits', 'token', 'credential'].includes(field)

/** Words, an address, or a long one: not what was chosen from a list, nor an id. */
const isWritten = (value: string) => /\s|@|.{20}/s.test(value.trim()) && !/^[a-z]+_\w+$/.test(value)

/** What can be given back of a form; null where there is nothing. A button is whole with no field at all. */
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
 * What a form sent, read for a page that says no before the form's own page has read it; null where it is
 * no form, cannot be read, or may have been sent by another site: that site's words are put before nobody.
 * @param host the portal's, which the form must come from
 */
export async function readSent(
  installation: Installation,
  c: Context,
  { method, endpoint, fields }: Pick<Served, 'method' | 'endpoint' | 'fields'>,
  host: string,
  takes = limitsFor(undefined, null),
): Promise<SentForm | null> {
  if (method !== 'POST' || endpoint) return null
  if (isCrossSite(c, addressOn(installation, host, ''))) return null
  // Whoever sends a form by a browser of ours sends its type; nothing else is worth reading.
  if (requestHeader(c, 'content-type') === undefined) return null
  const read = await readForm(c, { ...fields, [PREVIEW_FIELD]: 'text' }, takes)
  return read.ok ? read.value : null
}

interface GivenBackProps {
  sent: Sent
  /** Nothing of it was done, and sending it again may help. */
  again?: boolean
  /** What the button says. */
  button?: string
}

/** What was typed, to be copied, and where that may help a button that sends the same form again. */
export function GivenBack({ sent, again, button }: GivenBackProps) {
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

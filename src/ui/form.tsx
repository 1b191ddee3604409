import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { useLanguage } from '../kit/reader.ts'
import { sayOfChoices } from '../kit/validation.ts'
import { Icon } from './icons.tsx'
import { t } from './texts.ts'

/** Messages by field name; `''` is for what concerns no single field. */
export type Errors = Record<string, string | undefined>

/** The id a field has unless told otherwise; the error summary links to it. */
export const fieldId = (name: string) => `f-${name}`

export interface FormProps {
  action: string
  method?: 'post' | 'get'
  /** Sent along unseen; what is undefined is left out. */
  hidden?: Record<string, string | number | undefined>
  /** Shown as a summary above the fields; give each field its own too. */
  errors?: Errors
  /** For forms that carry files. */
  files?: boolean
  /** Ask before leaving with changes unsaved. On, unless said otherwise, for forms that post. */
  guard?: boolean
  /** Answered with a file, or elsewhere than on this host: sent the plain way, never by htmx. */
  leaves?: boolean
  id?: string
  /** `line` sets fields and button beside one another. */
  layout?: 'stack' | 'line'
  children?: Child
}

/** A form. The server checks it, so the browser's own bubbles are off. */
export function Form(props: FormProps) {
  const { method = 'post', errors = {}, guard = method === 'post' } = props
  const failed = Object.values(errors).some(Boolean)
  const fields = failed ? String(<>{props.children}</>) : undefined
  return (
    <form
      id={props.id}
      class={`form form-${props.layout ?? 'stack'}`}
      action={props.action}
      method={method}
      enctype={props.files ? 'multipart/form-data' : undefined}
      novalidate
      hx-boost={props.leaves ? 'false' : undefined}
      data-guard={guard ? t('unsaved') : undefined}
      data-changed={guard && failed ? '' : undefined}
    >
      <Hidden values={props.hidden} />
      {fields === undefined ? (
        props.children
      ) : (
        <>
          <ErrorSummary errors={errors} labels={labelsIn(fields)} />
          {raw(fields)}
        </>
      )}
    </form>
  )
}

/** Values sent along unseen. */
export const Hidden = ({ values = {} }: { values?: FormProps['hidden'] }) => (
  <>
    {Object.entries(values).map(([name, value]) =>
      value === undefined ? null : <input type="hidden" name={name} value={String(value)} />,
    )}
  </>
)

/** What a field is called, and what it is a list of, if it is one. */
interface Label {
  label: string
  of: 'checkbox' | 'radio' | undefined
}

/**
 * What each field is called, by its id, read off the fields as they stand on the page: a form that had to
 * say it once more for the summary would some day say something else. The labels are HTML.
 */
function labelsIn(fields: string): Map<string, Label> {
  const labels = new Map<string, Label>()
  const all = fields.matchAll(
    /<(?:label for|legend data-for)="([^"]+)"(?: data-of="(checkbox|radio)")?>([^<]+)/g,
  )
  for (const [, id, of, label] of all)
    if (!labels.has(id!)) labels.set(id!, { label: label!, of: of as Label['of'] })
  return labels
}

interface ErrorSummaryProps {
  errors: Errors
  /** By the field's id. "Fill this in." alone would not say what. */
  labels: ReadonlyMap<string, Label>
}

/**
 * What is wrong with a form, with a link to each field. When the page opens the first of them has the focus,
 * or this where none is at fault alone.
 */
function ErrorSummary({ errors, labels }: ErrorSummaryProps) {
  const language = useLanguage()
  const entries = Object.entries(errors).filter(([, message]) => message)
  if (entries.length === 0) return null
  const general = entries.length === 1 ? errors[''] : undefined
  return (
    <div class="alert alert-red" role="alert" tabindex={-1} data-focus>
      <Icon name="warning" />
      {general ? (
        <div>{general}</div>
      ) : (
        <div>
          <h2>
            {entries.length === 1
              ? t('thereIsAProblem')
              : t('thereAreProblems', { count: entries.length })}
          </h2>
          <ul class="plain">
            {entries.map(([name, message = '']) => {
              const field = labels.get(fieldId(name))
              return (
                <li>
                  {name === '' ? (
                    message
                  ) : (
                    <a href={`#${fieldId(name)}`}>
                      {field ? raw(`${field.label}: `) : null}
                      {field?.of ? sayOfChoices(message, field.of, language) : message}
                    </a>
                  )}
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </div>
  )
}

/** The row of buttons that ends a form: the one that does it first, the way out last. */
export const Actions = ({ children }: { children?: Child }) => <div class="actions">{children}</div>

/** Fields that belong together under one heading. */
export const FieldGroup = (props: { legend: string; help?: Child; children?: Child }) => (
  <fieldset class="group">
    <legend>{props.legend}</legend>
    {props.help ? <p class="help">{props.help}</p> : null}
    {props.children}
  </fieldset>
)

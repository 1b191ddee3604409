import type { Child } from 'hono/jsx'
import { Button } from './button.tsx'
import { TextField } from './fields.tsx'
import { Actions, Form, type Errors, type FormProps } from './form.tsx'
import { t } from './texts.ts'

export interface ConfirmProps {
  action: string
  /** What will happen, in counted things, one sentence each: "14 people will be signed out." */
  consequences: Child[]
  /** What stays as it is: "Nothing is deleted." */
  reassurance?: Child
  /** For what cannot be undone: the name to be typed, sent as `confirmation`. */
  typed?: string
  /** The button's words: what it does. */
  button: string
  danger?: boolean
  /** Where to when one thinks better of it. */
  cancelHref: string
  hidden?: FormProps['hidden']
  errors?: Errors
  /** Further fields, such as a cause or a note. */
  children?: Child
}

/** Asks once more before something weighty, on a page of its own. */
export function Confirm(props: ConfirmProps) {
  const { typed, errors = {} } = props
  return (
    <div class="confirm">
      {props.consequences.length > 0 ? (
        <ul class="consequences">
          {props.consequences.map((sentence) => (
            <li>{sentence}</li>
          ))}
        </ul>
      ) : null}
      {props.reassurance ? <p>{props.reassurance}</p> : null}
      <Form action={props.action} hidden={props.hidden} errors={errors} guard={false}>
        {props.children}
        {typed ? (
          <TextField
            name="confirmation"
            label={t('typeToConfirm', { name: typed })}
            error={errors.confirmation}
            autocomplete="off"
          />
        ) : null}
        <Actions>
          <Button look={props.danger ? 'danger' : 'primary'}>{props.button}</Button>
          <a class="btn btn-quiet" href={props.cancelHref}>
            {t('goBack')}
          </a>
        </Actions>
      </Form>
    </div>
  )
}

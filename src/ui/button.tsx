import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

export type ButtonLook = 'primary' | 'plain' | 'danger' | 'quiet'

interface Looks {
  look?: ButtonLook
  icon?: IconName
  small?: boolean
  /** Extra words for screen readers, when the visible ones repeat down a list. */
  label?: string
  children?: Child
}

export interface ButtonProps extends Looks {
  name?: string
  value?: string
  /** Send the form elsewhere than its action. */
  formaction?: string
  disabled?: boolean
}

export interface ButtonLinkProps extends Looks {
  href: string
  /** A file, not a page: never boosted. */
  download?: boolean
}

const classes = ({ look = 'plain', small }: Looks) => `btn btn-${look}${small ? ' btn-small' : ''}`

/** A submit button that says what it does. Primary: one a screen. */
export const Button = (props: ButtonProps) => (
  <button
    type="submit"
    class={classes({ look: 'primary', ...props })}
    name={props.name}
    value={props.value}
    formaction={props.formaction}
    disabled={props.disabled}
    aria-label={props.label}
  >
    {props.icon ? <Icon name={props.icon} size={16} /> : null}
    {props.children}
  </button>
)

/** The place of a small button that this row has no use for, kept so that those of all rows line up. */
export const Gone = ({ children }: { children?: Child }) => (
  <span class="btn btn-quiet btn-small gone" aria-hidden="true">
    {children}
  </span>
)

/** A link that looks like a button: for going somewhere to do something. */
export const ButtonLink = (props: ButtonLinkProps) => (
  <a class={classes(props)} href={props.href} download={props.download} aria-label={props.label}>
    {props.icon ? <Icon name={props.icon} size={16} /> : null}
    {props.children}
  </a>
)

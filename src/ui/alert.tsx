import type { Child } from 'hono/jsx'
import type { Tone } from './badge.tsx'
import { Icon, type IconName } from './icons.tsx'

const icons: Record<Tone, IconName> = {
  green: 'check',
  blue: 'info',
  amber: 'warning',
  red: 'warning',
  grey: 'info',
}

export interface AlertProps {
  tone: Tone
  title?: string
  children?: Child
  /** One thing to do about it. */
  action?: Child
}

/** Something to know before going on, in the page's own flow. */
export const Alert = ({ tone, title, children, action }: AlertProps) => (
  <div class={`alert alert-${tone}`}>
    <Icon name={icons[tone]} />
    <div>
      {title ? <p class="alert-title">{title}</p> : null}
      {children ? <div>{children}</div> : null}
    </div>
    {action ? <div class="alert-action">{action}</div> : null}
  </div>
)

export interface FlashMessage {
  tone: Tone
  text: Child
}

/** What the last action did, said once at the top of the next page and read out. */
export const Flash = ({ tone, text }: FlashMessage) => (
  <div class={`alert flash alert-${tone}`} role={tone === 'red' ? 'alert' : 'status'}>
    <Icon name={icons[tone]} />
    <div>{text}</div>
  </div>
)

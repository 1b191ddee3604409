import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

export interface EmptyProps {
  icon?: IconName
  title: string
  /** One sentence: what will stand here. */
  text?: Child
  /** The first step, as a button. */
  action?: Child
}

/** What stands where there is nothing yet: a sentence and the first step. */
export const Empty = ({ icon, title, text, action }: EmptyProps) => (
  <div class="empty">
    {icon ? <Icon name={icon} size={24} /> : null}
    <p class="empty-title">{title}</p>
    {text ? <p class="muted">{text}</p> : null}
    {action ? <div class="actions">{action}</div> : null}
  </div>
)

import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

export interface RefusalProps {
  /** What is not possible. */
  title: string
  /** Why not. */
  why: Child
  /** Fields at fault, where no form is there to show them in. */
  wrong?: readonly { field: string; text: string }[]
  /** That more are than those. */
  more?: string
  /** What to do about it. */
  remedy: Child
  /** One button that does it. */
  action?: Child
  icon?: IconName
  /** What to quote when asking for help. */
  reference?: string
}

/** The page that says no, and how to come to yes. In a `GuestLayout` with `ownHeading`. */
export const Refusal = (props: RefusalProps) => (
  <div class="refusal">
    <span class="refusal-icon">
      <Icon name={props.icon ?? 'lock'} size={24} />
    </span>
    <h1>{props.title}</h1>
    <p>{props.why}</p>
    {props.wrong?.length ? (
      <ul class="plain">
        {props.wrong.map(({ field, text }) => (
          <li>
            <code>{field}</code>: {text}
          </li>
        ))}
      </ul>
    ) : null}
    {props.more ? <p>{props.more}</p> : null}
    <p>{props.remedy}</p>
    {props.action ? <div class="actions">{props.action}</div> : null}
    {props.reference ? <p class="reference">{props.reference}</p> : null}
  </div>
)

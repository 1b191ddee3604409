import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

/** A link in a menu, or anything else, such as a small form with one button. */
export type MenuItem =
  | { label: string; href: string; icon?: IconName; danger?: boolean; current?: boolean }
  | { content: Child }

export interface MenuProps {
  /** What is seen on the closed menu. */
  summary: Child
  /** What it is called, when the summary is only an icon. */
  label?: string
  items: MenuItem[]
  class?: string
}

/** A menu that opens without JavaScript. Escape and clicks outside close it with. */
export const Menu = ({ summary, label, items, class: extra = '' }: MenuProps) => (
  <details class={`menu ${extra}`} data-menu>
    <summary aria-label={label} title={label}>
      {summary}
    </summary>
    <ul>
      {items.map((item) => (
        <li>
          {'content' in item ? (
            item.content
          ) : (
            <a
              href={item.href}
              class={item.danger ? 'danger' : undefined}
              aria-current={item.current ? 'page' : undefined}
            >
              {item.icon ? <Icon name={item.icon} size={16} /> : null}
              {item.label}
            </a>
          )}
        </li>
      ))}
    </ul>
  </details>
)

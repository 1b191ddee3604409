import type { Child } from 'hono/jsx'
import { Hidden, type FormProps } from './form.tsx'
import { Icon, type IconName } from './icons.tsx'

/** A link, a button that posts to `action`, or anything else. With `download` a file, not a page: never boosted. */
export type MenuItem =
  | {
      label: string
      href: string
      icon?: IconName
      danger?: boolean
      current?: boolean
      download?: boolean
    }
  | MenuButtonProps
  | { content: Child }

export interface MenuButtonProps {
  label: string
  action: string
  hidden?: FormProps['hidden']
  icon?: IconName
  danger?: boolean
}

/** A form with one button, in a menu: signing out, changing the language. */
export const MenuButton = ({ label, action, hidden, icon, danger }: MenuButtonProps) => (
  <form method="post" action={action}>
    <Hidden values={hidden} />
    <button type="submit" class={danger ? 'danger' : undefined}>
      {icon ? <Icon name={icon} size={16} /> : null}
      {label}
    </button>
  </form>
)

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
          <Item item={item} />
        </li>
      ))}
    </ul>
  </details>
)

function Item({ item }: { item: MenuItem }) {
  if ('content' in item) return <>{item.content}</>
  if ('action' in item) return <MenuButton {...item} />
  return (
    <a
      href={item.href}
      download={item.download}
      class={item.danger ? 'danger' : undefined}
      aria-current={item.current ? 'page' : undefined}
    >
      {item.icon ? <Icon name={item.icon} size={16} /> : null}
      {item.label}
    </a>
  )
}

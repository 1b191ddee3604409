import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icons.tsx'

export interface CardProps {
  title: string
  href: string
  icon: IconName
  /** What is behind it, in a few words. */
  text?: Child
  /** What waits there, in words: "2 new". Shown with weight. */
  waiting?: string
}

/** A way from the home page to one of its places. */
export const Card = ({ title, href, icon, text, waiting }: CardProps) => (
  <li class="card">
    <span class="card-icon">
      <Icon name={icon} size={24} />
    </span>
    <div>
      <h2>
        <a href={href}>{title}</a>
      </h2>
      {text ? <p class="muted">{text}</p> : null}
    </div>
    {waiting ? <span class="new">{waiting}</span> : null}
  </li>
)

/** Cards in a grid that folds to one column on a phone. */
export const Cards = ({ children }: { children?: Child }) => <ul class="cards">{children}</ul>

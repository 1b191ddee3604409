import { raw } from 'hono/html'
import type { Child } from 'hono/jsx'
import { useLanguage } from '../kit/reader.ts'
import { Icon, type IconName } from './icons.tsx'
import { Menu, type MenuItem } from './menu.tsx'
import { t } from './texts.ts'

export interface NavItem {
  label: string
  href: string
  icon: IconName
  current?: boolean
  /** Something waiting there. */
  count?: number
}

/** How many entries a phone's bottom bar holds before the rest goes under "More". */
const BAR = 4

const entry = (item: NavItem) => (
  <a href={item.href} aria-current={item.current ? 'page' : undefined}>
    <Icon name={item.icon} />
    <span>{item.label}</span>
    {item.count ? <span class="count">{item.count}</span> : null}
  </a>
)

/**
 * The rail's entries. A phone shows the first four in a bar at the thumb and the
 * rest in a menu; the overflow is rendered for both and shown for one.
 */
export function RailNav({ items }: { items: readonly NavItem[] }) {
  const language = useLanguage()
  const key = `${language} ${JSON.stringify(items)}`
  let drawn = drawnRails.get(key)
  if (!drawn) {
    drawn = raw((<DrawnRail items={items} />).toString())
    if (drawnRails.size >= KEPT_RAILS) drawnRails.delete(drawnRails.keys().next().value!)
    drawnRails.set(key, drawn)
  }
  return drawn
}

// A rail is the same for every request of the same page, and a quarter of a page's elements.
const drawnRails = new Map<string, ReturnType<typeof raw>>()
const KEPT_RAILS = 500

function DrawnRail({ items }: { items: readonly NavItem[] }) {
  const fits = items.length <= BAR + 1
  const rest = fits ? [] : items.slice(BAR)
  return (
    <nav class="rail-nav" aria-label={t('mainNavigation')}>
      <ul>
        {items.map((item, index) => (
          <li class={!fits && index >= BAR ? 'wide-only' : undefined}>{entry(item)}</li>
        ))}
        {rest.length ? (
          <li class="phone-only">
            <details class="menu menu-up" data-menu>
              <summary class={rest.some((item) => item.current) ? 'current' : undefined}>
                <Icon name="more" />
                <span>{t('more')}</span>
              </summary>
              <ul>
                {rest.map((item) => (
                  <li>{entry(item)}</li>
                ))}
              </ul>
            </details>
          </li>
        ) : null}
      </ul>
    </nav>
  )
}

export interface Crumb {
  label: string
  href: string
}

/** The way back up: every page above this one. */
export const Crumbs = ({ crumbs }: { crumbs: Crumb[] }) => (
  <nav class="crumbs" aria-label={t('whereYouAre')}>
    <ol>
      {crumbs.map((crumb) => (
        <li>
          <a href={crumb.href}>{crumb.label}</a>
        </li>
      ))}
    </ol>
  </nav>
)

export interface Tab {
  label: string
  href: string
  current?: boolean
  count?: number | string
}

/** A thing's several subjects, each a page of its own. */
export const Tabs = ({ tabs }: { tabs: Tab[] }) => (
  <nav class="tabs" aria-label={t('sections')}>
    <ul>
      {tabs.map((tab) => (
        <li>
          <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
            {tab.label}
            {tab.count === undefined ? null : <span class="count">{tab.count}</span>}
          </a>
        </li>
      ))}
    </ul>
  </nav>
)

export interface SignedIn {
  name: string
  /** A second line: an address, or on whose behalf. */
  detail?: string
  items?: MenuItem[]
  /** The form that signs out: a `MenuButton`. */
  signOut: Child
}

/** Who is signed in, with what concerns only them, and the way out. */
export const PersonMenu = ({ person }: { person: SignedIn }) => (
  <Menu
    class="person"
    summary={
      <>
        <span class="initials" aria-hidden="true">
          {initials(person.name)}
        </span>
        <span class="unseen">{t('yourAccount')}</span>
        <span class="person-name">{person.name}</span>
      </>
    }
    items={[
      {
        content: (
          <p class="menu-head">
            <strong>{person.name}</strong>
            {person.detail ? <span class="muted">{person.detail}</span> : null}
          </p>
        ),
      },
      ...(person.items ?? []),
      { content: person.signOut },
    ]}
  />
)

/** First letters of the first and last words of a name. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]]
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase()
}

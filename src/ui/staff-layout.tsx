import type { Child } from 'hono/jsx'
import { Flash, type FlashMessage } from './alert.tsx'
import { Document, type DocumentProps } from './document.tsx'
import { classOfTitle } from './title.ts'
import { Icon } from './icons.tsx'
import { Menu, type MenuItem } from './menu.tsx'
import {
  Crumbs,
  PersonMenu,
  RailNav,
  Tabs,
  type Crumb,
  type NavItem,
  type SignedIn,
  type Tab,
} from './navigation.tsx'
import { t } from './texts.ts'

export interface StaffLayoutProps extends Pick<
  DocumentProps,
  'theme' | 'icon' | 'scripts' | 'boost' | 'refreshSeconds'
> {
  /** The page's name: the heading, and the start of the window's title. */
  title: string
  /** What the page belongs to, at the head of the rail. */
  place: { name: string; href: string; logo?: string }
  nav: readonly NavItem[]
  person?: SignedIn
  crumbs?: Crumb[]
  /** The thing's status. */
  badge?: Child
  /** A line under the heading. */
  subtitle?: Child
  /** The one thing most likely to be done here. */
  action?: Child
  /** Everything else that can be done. */
  menu?: MenuItem[]
  tabs?: Tab[]
  flash?: FlashMessage
  /** Something true of the whole page, above everything: a test clock, a preview. */
  banner?: Child
  /** The right rail. */
  details?: Child
  /** `form` keeps lines and fields to a readable width. */
  width?: 'full' | 'form'
  /** The page says its own heading, in a refusal. */
  ownHeading?: boolean
  children?: Child
}

/** Where people work: rail on the left, heading with one action, main column, details on the right. */
export function StaffLayout(props: StaffLayoutProps) {
  const { title, place, nav, person, details } = props
  return (
    <Document {...props} title={`${title} · ${place.name}`} mood="work">
      <div class="room">
        <header class="rail">
          <a class="place" href={place.href}>
            {place.logo ? <img src={place.logo} alt="" height="24" /> : null}
            <span>{place.name}</span>
          </a>
          <RailNav items={nav} />
          {person ? <PersonMenu person={person} /> : null}
        </header>
        <div class="page">
          {props.banner ? (
            <aside class="banner" aria-label={t('notice')}>
              {props.banner}
            </aside>
          ) : null}
          <main id="main" tabindex={-1} class={props.width === 'form' ? 'narrow' : undefined}>
            {props.crumbs?.length ? <Crumbs crumbs={props.crumbs} /> : null}
            {props.ownHeading ? null : <Heading {...props} />}
            {props.tabs?.length ? <Tabs tabs={props.tabs} /> : null}
            {props.flash ? <Flash {...props.flash} /> : null}
            {details ? (
              <div class="with-facts">
                <div class="column">{props.children}</div>
                <aside class="facts-rail" aria-label={t('facts')}>
                  {details}
                </aside>
              </div>
            ) : (
              <div class="column">{props.children}</div>
            )}
          </main>
        </div>
      </div>
    </Document>
  )
}

const Heading = ({ title, badge, subtitle, action, menu = [] }: StaffLayoutProps) => (
  <div class="heading">
    <div class="heading-words">
      <h1 class={classOfTitle(title)}>
        {title}
        {badge ? <> {badge}</> : null}
      </h1>
      {subtitle ? <p class="subtitle">{subtitle}</p> : null}
    </div>
    {action || menu.length ? (
      <div class="heading-actions">
        {action}
        {menu.length ? (
          <Menu
            class="menu-right"
            label={t('moreActions')}
            summary={<Icon name="more" />}
            items={menu}
          />
        ) : null}
      </div>
    ) : null}
  </div>
)

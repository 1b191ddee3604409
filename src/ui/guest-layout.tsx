import type { Child } from 'hono/jsx'
import { Flash, type FlashMessage } from './alert.tsx'
import { classOfTitle } from './title.ts'
import { Document, type DocumentProps } from './document.tsx'
import { Icon } from './icons.tsx'
import { PersonMenu, type SignedIn } from './navigation.tsx'
import { t } from './texts.ts'

export interface GuestLayoutProps extends Pick<
  DocumentProps,
  'theme' | 'icon' | 'scripts' | 'boost' | 'refreshSeconds' | 'indexed'
> {
  /** The page's name: the heading, and the start of the window's title. */
  title: string
  /** Whose portal this is: their logo, or their name where there is none. */
  organisation: { name: string; href: string; logo?: string }
  /** `column` for one question a screen, at most 640 px; `cards` for a home page, at most 960. */
  width?: 'column' | 'cards'
  /** A sentence or two under the heading. */
  lead?: Child
  /** The page above. */
  back?: { label: string; href: string }
  person?: SignedIn
  /** The few other places, for somebody signed in. */
  nav?: Child
  flash?: FlashMessage
  /** Something true of the whole request, above everything. */
  banner?: Child
  /** The page says its own heading, in a refusal or a message. */
  ownHeading?: boolean
  /** The language switch, the organisation's address, the way to reach a person. */
  footer?: Child
  children?: Child
}

/** Where guests are received: the organisation's name on top, one column, one thing to do. */
export function GuestLayout(props: GuestLayoutProps) {
  const { title, organisation, width = 'column', person, back } = props
  return (
    <Document {...props} title={`${title} · ${organisation.name}`} mood="front">
      {props.banner ? (
        <aside class="banner" aria-label={t('notice')}>
          {props.banner}
        </aside>
      ) : null}
      <div class={`front-${width}`}>
        <header class="front-head">
          <a class="organisation" href={organisation.href}>
            {organisation.logo ? (
              <img src={organisation.logo} alt={organisation.name} height="40" />
            ) : (
              organisation.name
            )}
          </a>
          {person ? <PersonMenu person={person} /> : null}
        </header>
        {props.nav}
        <main id="main" tabindex={-1}>
          {back ? (
            <a class="back" href={back.href}>
              <Icon name="chevron-left" size={16} />
              {back.label}
            </a>
          ) : null}
          {props.flash ? <Flash {...props.flash} /> : null}
          {props.ownHeading ? null : <h1 class={classOfTitle(title)}>{title}</h1>}
          {props.lead ? <p class="lead">{props.lead}</p> : null}
          {props.children}
        </main>
        {props.footer ? <footer class="front-foot">{props.footer}</footer> : null}
      </div>
    </Document>
  )
}

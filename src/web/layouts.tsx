import type { Child } from 'hono/jsx'
import { addressOn } from '../kit/installation.ts'
import { CONSOLE } from '../kit/ids.ts'
import { LANGUAGES } from '../kit/texts.ts'
import { routes } from '../routes.ts'
import {
  Button,
  Form,
  GuestLayout,
  type GuestLayoutProps,
  MenuButton,
  StaffLayout,
  type StaffLayoutProps,
  languageName,
} from '../ui/index.ts'
import type { PersonKind } from '../gate/index.ts'
import { t } from './texts.ts'
import { useRequestContext } from './component-context.tsx'
import type { RequestContext } from './request-context.ts'

/** Kinds that work here; everyone else is a guest and gets the guest layout. */
const WORKERS: ReadonlySet<PersonKind> = new Set(['operator', 'partner', 'staff'])

export interface LayoutProps extends Pick<
  StaffLayoutProps,
  | 'title'
  | 'crumbs'
  | 'badge'
  | 'subtitle'
  | 'action'
  | 'menu'
  | 'tabs'
  | 'details'
  | 'width'
  | 'refreshSeconds'
  | 'scripts'
> {
  /** In the guest layout: a sentence under the heading. */
  lead?: Child
  /** In the guest layout: the page above, where the places on top do not lead there. */
  back?: GuestLayoutProps['back']
  /** In the guest layout: cards side by side, as on the home page. */
  cards?: boolean
  ownHeading?: boolean
  /** The page after choosing a language, where that is not this very address. */
  address?: string
  children?: Child
}

/** Every page's frame: the staff layout for those who work here, the guest layout for clients and visitors. */
export function Layout(props: LayoutProps) {
  const ctx = useRequestContext()
  const { children, lead, cards, address, ...rest } = props
  const { portal, person } = ctx
  const frame = {
    ...rest,
    boost: true,
    flash: ctx.flash,
    theme: portal.branded ? routes.theme({}, { v: portal.version }) : undefined,
    banner: bannerOf(ctx),
    person: person
      ? {
          name: person.name,
          detail: person.email ?? undefined,
          items: [{ label: t('nav.profile'), href: routes.profile(), icon: 'person' as const }],
          signOut: <MenuButton {...ctx.frame.leave} icon="sign-out" />,
        }
      : undefined,
  }
  const home = portal.id === CONSOLE ? routes.console.dashboard() : routes.home()
  const logo =
    portal.logo_version > 0 && portal.branded
      ? routes.logo({}, { v: portal.logo_version })
      : undefined
  if (person && WORKERS.has(person.kind))
    return (
      <StaffLayout
        {...frame}
        place={{ name: portal.name, href: home, logo }}
        nav={placesOf(ctx, props)}
      >
        {children}
      </StaffLayout>
    )
  return (
    <GuestLayout
      {...frame}
      organisation={{ name: portal.name, href: home, logo }}
      width={cards ? 'cards' : 'column'}
      lead={lead}
      nav={person ? <GuestNavigation /> : undefined}
      footer={<LanguageSwitch address={address ?? here(ctx)} />}
    >
      {children}
    </GuestLayout>
  )
}

/** The rail’s places: a page below one of them says so by its crumbs, wherever its own address stands. */
function placesOf({ frame }: RequestContext, { crumbs }: LayoutProps) {
  const above = crumbs?.[0]?.href
  return frame.navigation.some(({ href }) => href === above)
    ? frame.navigation.map((item) => ({ ...item, current: item.href === above }))
    : frame.navigation
}

/** What is true of the whole request: as whom it is made, and by which clock. */
function bannerOf(ctx: RequestContext): Child {
  const { frame, clockOffsetMs, person } = ctx
  const clock = clockOffsetMs > 0 && person !== null
  if (!frame.banner && !clock) return undefined
  return (
    <>
      {frame.banner}
      {clock ? t('clock.ahead', { days: ahead(ctx) }) : null}
    </>
  )
}

const ahead = ({ clockOffsetMs }: RequestContext) => Math.round(clockOffsetMs / 86_400_000)

/** A guest's few places, where staff have a rail. */
const GuestNavigation = () => {
  const ctx = useRequestContext()
  return ctx.c.req.path === '/' ? null : (
    <nav class="guest-nav" aria-label={t('nav.places')}>
      {ctx.frame.navigation.map(({ label, href, current }) => (
        <a href={href} aria-current={current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}

/** Lets a visitor choose the language; somebody signed in does so in their profile. */
export const LanguageSwitch = ({ address }: { address: string }) => {
  const ctx = useRequestContext()
  return ctx.person ? null : (
    <Form action={routes.language()} layout="line" guard={false} hidden={{ to: address }}>
      {LANGUAGES.filter((language) => language !== ctx.language).map((language) => (
        <Button look="quiet" small name="language" value={language}>
          {languageName(language)}
        </Button>
      ))}
    </Form>
  )
}

const here = ({ c }: RequestContext) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** The address of a page of the current portal, for mails and for showing. */
export const addressOf = (ctx: RequestContext, path = '/') =>
  addressOn(ctx.installation, ctx.portal.host, path)

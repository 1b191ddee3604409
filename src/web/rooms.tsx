import type { Child } from 'hono/jsx'
import { addressOn } from '../kit/installation.ts'
import { CONSOLE } from '../kit/ids.ts'
import { LANGUAGES } from '../kit/texts.ts'
import { routes } from '../routes.ts'
import {
  Button,
  Form,
  FrontRoom,
  MenuButton,
  Workroom,
  type WorkroomProps,
  languageName,
} from '../ui/index.ts'
import type { PersonKind } from '../gate/index.ts'
import { t } from './texts.ts'
import { useVisit } from './visit-context.tsx'
import type { Visit } from './visit.ts'

/** Kinds that work here; everyone else is a guest and gets the front room. */
const WORKERS: ReadonlySet<PersonKind> = new Set(['operator', 'partner', 'staff'])

export interface RoomProps extends Pick<
  WorkroomProps,
  | 'title'
  | 'crumbs'
  | 'badge'
  | 'subtitle'
  | 'action'
  | 'menu'
  | 'tabs'
  | 'facts'
  | 'width'
  | 'refreshSeconds'
  | 'scripts'
> {
  /** For front rooms: a sentence under the heading. */
  lead?: Child
  /** For front rooms: cards side by side, as on the home page. */
  cards?: boolean
  ownHeading?: boolean
  /** Where choosing a language comes back to, where that is not this very address. */
  address?: string
  children?: Child
}

/** Every page's frame: a workroom for those who work here, a front room for clients and visitors. */
export function Room(props: RoomProps) {
  const visit = useVisit()
  const { children, lead, cards, address, ...rest } = props
  const { portal, person } = visit
  const frame = {
    ...rest,
    boost: true,
    flash: visit.flash,
    theme: portal.branded ? routes.theme({}, { v: portal.version }) : undefined,
    banner: bannerOf(visit),
    person: person
      ? {
          name: person.name,
          detail: person.email ?? undefined,
          items: [{ label: t('nav.profile'), href: routes.profile(), icon: 'person' as const }],
          signOut: <MenuButton {...visit.frame.leave} icon="sign-out" />,
        }
      : undefined,
  }
  const home = portal.id === CONSOLE ? routes.dashboard() : routes.home()
  const logo =
    portal.logo_version > 0 && portal.branded
      ? routes.logo({}, { v: portal.logo_version })
      : undefined
  if (person && WORKERS.has(person.kind))
    return (
      <Workroom
        {...frame}
        place={{ name: portal.name, href: home, logo }}
        nav={visit.frame.navigation}
      >
        {children}
      </Workroom>
    )
  return (
    <FrontRoom
      {...frame}
      organisation={{ name: portal.name, href: home, logo }}
      width={cards ? 'cards' : 'column'}
      lead={lead}
      nav={person ? <GuestNavigation /> : undefined}
      footer={<LanguageSwitch address={address ?? here(visit)} />}
    >
      {children}
    </FrontRoom>
  )
}

/** What is true of the whole visit: as whom it is made, and by which clock. */
function bannerOf(visit: Visit): Child {
  const { frame, clockOffsetMs, person } = visit
  const clock = clockOffsetMs > 0 && person !== null
  if (!frame.banner && !clock) return undefined
  return (
    <>
      {frame.banner}
      {clock ? t('clock.ahead', { days: ahead(visit) }) : null}
    </>
  )
}

const ahead = ({ clockOffsetMs }: Visit) => Math.round(clockOffsetMs / 86_400_000)

/** A guest's few places, where staff have a rail. */
const GuestNavigation = () => {
  const visit = useVisit()
  return visit.c.req.path === '/' ? null : (
    <nav class="guest-nav" aria-label={t('nav.places')}>
      {visit.frame.navigation.map(({ label, href, current }) => (
        <a href={href} aria-current={current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )
}

/** Lets a visitor choose the language; somebody signed in does so in their profile. */
export const LanguageSwitch = ({ address }: { address: string }) => {
  const visit = useVisit()
  return visit.person ? null : (
    <Form action={routes.language()} layout="line" guard={false} hidden={{ to: address }}>
      {LANGUAGES.filter((language) => language !== visit.language).map((language) => (
        <Button look="quiet" small name="language" value={language}>
          {languageName(language)}
        </Button>
      ))}
    </Form>
  )
}

const here = ({ c }: Visit) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** The address of a page of the visited portal, for mails and for showing. */
export const addressOf = (visit: Visit, path = '/') =>
  addressOn(visit.installation, visit.portal.host, path)

import type { Child } from 'hono/jsx'
import type { FeatureName } from '../../gate/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { CONSOLE, show } from '../../kit/ids.ts'
import { LANGUAGES } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Button,
  Form,
  FrontRoom,
  MenuButton,
  Workroom,
  type IconName,
  type NavItem,
  type WorkroomProps,
} from '../../ui/index.ts'
import { languageName } from '../persons/language-name.ts'
import { PreviewBanner } from '../previews/banner.tsx'
import { words as previewWords } from '../previews/texts.ts'
import type { PersonKind, Right } from '../rights.ts'
import { words, type Text } from '../texts.ts'
import type { Visit } from './visit.ts'

interface Entry {
  route: (visit: Visit) => string
  /** Pages that belong to it at addresses of their own. */
  also?: readonly (() => string)[]
  text: Text
  icon: IconName
  feature: FeatureName
  right?: Right
  /** Only for people of this kind. */
  kind?: PersonKind
  sandbox?: true
}

/** The rail of each kind of room; an entry shows where its feature and right are held. */
const CONSOLE_NAV: readonly Entry[] = [
  { route: () => routes.dashboard(), text: 'nav.dashboard', icon: 'chart', feature: 'home' },
  { route: () => routes.portals(), text: 'nav.portals', icon: 'grid', feature: 'home' },
  {
    route: () => routes.partners(),
    text: 'nav.partners',
    icon: 'company',
    feature: 'home',
    right: 'installation:operate',
  },
  {
    route: ownPartner,
    text: 'nav.partner',
    icon: 'company',
    feature: 'home',
    kind: 'partner',
  },
  {
    route: () => routes.clock(),
    text: 'nav.clock',
    icon: 'clock',
    feature: 'home',
    right: 'installation:operate',
    sandbox: true,
  },
  {
    route: () => routes.consoleMailbox(),
    text: 'nav.mailbox',
    icon: 'mail',
    feature: 'home',
    right: 'installation:operate',
    sandbox: true,
  },
  {
    route: () => routes.jobs(),
    text: 'nav.jobs',
    icon: 'jobs',
    feature: 'home',
    right: 'installation:operate',
  },
  {
    route: () => routes.consoleAudit(),
    text: 'nav.audit',
    icon: 'list',
    feature: 'home',
    right: 'installation:operate',
  },
  {
    route: () => routes.consoleSignIn(),
    text: 'nav.sign_in',
    icon: 'lock',
    feature: 'settings',
    right: 'installation:operate',
  },
  {
    route: () => routes.keys(),
    text: 'nav.keys',
    icon: 'key',
    feature: 'home',
    right: 'installation:operate',
  },
]
const PORTAL_NAV: readonly Entry[] = [
  { route: () => routes.home(), text: 'nav.home', icon: 'home', feature: 'home' },
  { route: () => routes.threads(), text: 'nav.messages', icon: 'messages', feature: 'messages' },
  {
    route: () => routes.people(),
    also: [() => routes.funnel()],
    text: 'nav.people',
    icon: 'people',
    feature: 'people',
    right: 'people:manage',
  },
  {
    route: () => routes.contacts(),
    also: [() => routes.companies()],
    text: 'nav.contacts',
    icon: 'card',
    feature: 'people',
    right: 'people:manage',
  },
  {
    route: () => routes.cases(),
    also: [() => routes.massInvitation(), () => routes.works()],
    text: 'nav.cases',
    icon: 'file',
    feature: 'cases',
    right: 'cases:work',
  },
  {
    route: () => routes.procedures(),
    text: 'nav.procedures',
    icon: 'jobs',
    feature: 'procedures',
    right: 'cases:work',
  },
  {
    route: () => routes.settings(),
    text: 'nav.settings',
    icon: 'settings',
    feature: 'settings',
    right: 'portal:configure',
  },
  {
    route: () => routes.mailbox(),
    text: 'nav.mailbox',
    icon: 'mail',
    feature: 'home',
    right: 'portal:configure',
    sandbox: true,
  },
]
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
  visit: Visit
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
  const { visit, children, lead, cards, address, ...rest } = props
  const { portal, person, language } = visit
  const t = words(language)
  const frame = {
    ...rest,
    language,
    boost: true,
    flash: visit.flash,
    theme: portal.branded ? routes.theme({}, { v: portal.version }) : undefined,
    banner: bannerOf(visit),
    person: person
      ? {
          name: person.name,
          detail: person.email ?? undefined,
          items: [{ label: t('nav.profile'), href: routes.profile(), icon: 'person' as const }],
          signOut: visit.preview ? (
            <MenuButton
              label={previewWords(language)('end')}
              action={routes.previewEnd()}
              icon="sign-out"
            />
          ) : (
            <MenuButton label={t('sign_out')} action={routes.signOut()} icon="sign-out" />
          ),
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
      <Workroom {...frame} place={{ name: portal.name, href: home, logo }} nav={navigation(visit)}>
        {children}
      </Workroom>
    )
  return (
    <FrontRoom
      {...frame}
      organisation={{ name: portal.name, href: home, logo }}
      width={cards ? 'cards' : 'column'}
      lead={lead}
      nav={person ? <GuestNavigation visit={visit} /> : undefined}
      footer={<LanguageSwitch visit={visit} address={address ?? here(visit)} />}
    >
      {children}
    </FrontRoom>
  )
}

/** What is true of the whole visit: as whom it is made, and by which clock. */
function bannerOf(visit: Visit): Child {
  const { preview, clockOffsetMs, person, language } = visit
  const clock = clockOffsetMs > 0 && person !== null
  if (!preview && !clock) return undefined
  return (
    <>
      {preview ? <PreviewBanner visit={visit} preview={preview} /> : null}
      {clock ? words(language)('clock.ahead', { days: ahead(visit) }) : null}
    </>
  )
}

const ahead = ({ clockOffsetMs }: Visit) => Math.round(clockOffsetMs / 86_400_000)

/** The nav entries that this person may use; the one that holds the path is current. */
function navigation(visit: Visit): NavItem[] {
  const t = words(visit.language)
  const entries = visit.portal.id === CONSOLE ? CONSOLE_NAV : PORTAL_NAV
  const { path } = visit.c.req
  return entries
    .filter(
      ({ feature, right, kind, sandbox }) =>
        visit.may(feature) &&
        (!kind || visit.person?.kind === kind) &&
        (!right || visit.holds(right)) &&
        (!sandbox || visit.installation.mode === 'sandbox'),
    )
    .map(({ route, also = [], text, icon }) => {
      const href = route(visit)
      const holds = (place: string) =>
        path === place || (place !== '/' && path.startsWith(`${place}/`))
      const current = [href, ...also.map((place) => place())].some(holds)
      return { label: t(text), href, icon, current }
    })
}

/** What a partner's own people have in the place of the list of partners. */
function ownPartner({ person }: Visit): string {
  return routes.partner({ partner: show('partner', person?.partner ?? CONSOLE) })
}

/** A guest's few places, where staff have a rail. */
const GuestNavigation = ({ visit }: { visit: Visit }) =>
  visit.c.req.path === '/' ? null : (
    <nav class="guest-nav" aria-label={words(visit.language)('nav.places')}>
      {navigation(visit).map(({ label, href, current }) => (
        <a href={href} aria-current={current ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  )

/** Lets a visitor choose the language; somebody signed in does so in their profile. */
const LanguageSwitch = ({ visit, address }: { visit: Visit; address: string }) =>
  visit.person ? null : (
    <Form
      language={visit.language}
      action={routes.language()}
      layout="line"
      guard={false}
      hidden={{ to: address }}
    >
      {LANGUAGES.filter((language) => language !== visit.language).map((language) => (
        <Button look="quiet" small name="language" value={language}>
          {languageName(language)}
        </Button>
      ))}
    </Form>
  )

const here = ({ c }: Visit) => {
  const { pathname, search } = new URL(c.req.url)
  return pathname + search
}

/** The address of a page of the visited portal, for mails and for showing. */
export const addressOf = (visit: Visit, path = '/') =>
  addressOn(visit.installation, visit.portal.host, path)

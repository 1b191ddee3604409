import type { FeatureName, PersonKind, Right } from './gate/index.ts'
import { CONSOLE, show } from './kit/ids.ts'
import { routes } from './routes.ts'
import { words, type Text } from './texts.ts'
import type { IconName, NavItem } from './ui/index.ts'
import type { RequestContext } from './web/index.ts'

interface Place {
  route: (ctx: RequestContext) => string
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

/** The rail of the console; a place shows where its feature and right are held. */
const CONSOLE_PLACES: readonly Place[] = [
  {
    route: () => routes.console.dashboard(),
    text: 'nav.dashboard',
    icon: 'chart',
    feature: 'home',
  },
  { route: () => routes.console.portals(), text: 'nav.portals', icon: 'grid', feature: 'home' },
  {
    route: () => routes.console.partners(),
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
    route: () => routes.console.clock(),
    text: 'nav.clock',
    icon: 'clock',
    feature: 'home',
    right: 'installation:operate',
    sandbox: true,
  },
  {
    route: () => routes.console.mailbox(),
    text: 'nav.mailbox',
    icon: 'mail',
    feature: 'home',
    right: 'installation:operate',
    sandbox: true,
  },
  {
    route: () => routes.console.jobs(),
    text: 'nav.jobs',
    icon: 'jobs',
    feature: 'home',
    right: 'installation:operate',
  },
  {
    route: () => routes.console.audit(),
    text: 'nav.audit',
    icon: 'list',
    feature: 'home',
    right: 'installation:operate',
  },
  {
    route: () => routes.console.signInRule(),
    text: 'nav.sign_in',
    icon: 'lock',
    feature: 'settings',
    right: 'installation:operate',
  },
  {
    route: () => routes.console.keys(),
    text: 'nav.keys',
    icon: 'key',
    feature: 'home',
    right: 'installation:operate',
  },
]

/** The rail of a portal for its staff, and a client's few places. */
const PORTAL_PLACES: readonly Place[] = [
  { route: () => routes.home(), text: 'nav.home', icon: 'home', feature: 'home' },
  { route: () => routes.messages(), text: 'nav.messages', icon: 'messages', feature: 'messages' },
  {
    route: () => routes.documents(),
    also: [() => routes.files(), () => routes.requests()],
    text: 'nav.documents',
    icon: 'file',
    feature: 'files',
    kind: 'contact',
  },
  {
    route: () => routes.billing(),
    text: 'nav.billing',
    icon: 'card',
    feature: 'invoices',
    kind: 'contact',
  },
  {
    route: () => routes.people(),
    text: 'nav.people',
    icon: 'people',
    feature: 'people',
    right: 'people:manage',
  },
  {
    route: () => routes.contacts(),
    also: [() => routes.companies(), () => routes.invitations()],
    text: 'nav.contacts',
    icon: 'card',
    feature: 'people',
    right: 'people:manage',
  },
  {
    route: () => routes.cases(),
    also: [() => routes.massInvitations(), () => routes.works()],
    text: 'nav.cases',
    icon: 'file',
    feature: 'cases',
    right: 'cases:work',
  },
  {
    route: () => routes.requests(),
    text: 'nav.requests',
    icon: 'folder',
    feature: 'files',
    right: 'files:manage',
  },
  {
    route: () => routes.payments(),
    also: [() => routes.invoices(), () => routes.subscriptions(), () => routes.plans()],
    text: 'nav.payments',
    icon: 'card',
    feature: 'invoices',
    right: 'payments:manage',
  },
  {
    route: () => routes.forms(),
    text: 'nav.forms',
    icon: 'list',
    feature: 'forms',
    right: 'people:manage',
  },
  {
    route: () => routes.procedures(),
    text: 'nav.procedures',
    icon: 'jobs',
    feature: 'procedures',
    right: 'cases:work',
  },
  {
    route: () => routes.flows(),
    also: [() => routes.flowRuns()],
    text: 'nav.flows',
    icon: 'list',
    feature: 'flows',
    right: 'flows:manage',
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

/** The places that this person may go to; the one that holds the path is current. */
export function navigation(ctx: RequestContext): NavItem[] {
  const t = words(ctx.language)
  const places = ctx.portal.id === CONSOLE ? CONSOLE_PLACES : PORTAL_PLACES
  const { path } = ctx.c.req
  return places
    .filter(
      ({ feature, right, kind, sandbox }) =>
        ctx.may(feature) &&
        (!kind || ctx.person?.kind === kind) &&
        (!right || ctx.holds(right)) &&
        (!sandbox || ctx.installation.mode === 'sandbox'),
    )
    .map(({ route, also = [], text, icon }) => {
      const href = route(ctx)
      const holds = (place: string) =>
        path === place || (place !== '/' && path.startsWith(`${place}/`))
      const current = [href, ...also.map((place) => place())].some(holds)
      return { label: t(text), href, icon, current }
    })
}

/** What a partner's own people have in the place of the list of partners. */
function ownPartner({ person }: RequestContext): string {
  return routes.console.partners.one({ partner: show('partner', person?.partner ?? CONSOLE) })
}

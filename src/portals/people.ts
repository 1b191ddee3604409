import {
  accessOf,
  consolePersonView,
  invitePartnerPerson,
  invitesOf,
  listPeople,
  onPartnersPeople,
  onPortalsPeople,
  peopleCursor,
  peopleOf,
  personAnswer,
  readOwned,
  showConsolePerson,
} from '../identity/index.ts'
import { parseId } from '../kit/ids.ts'
import { routes } from '../routes.ts'
import type { RouteHandler } from '../web/index.ts'
import { partnerSection, portalSection } from './owners.tsx'

const { api } = routes

const ofPortals = {
  section: portalSection,
  looks: 'portals:read',
  right: 'installation:operate',
  at: {
    list: routes.console.portals.one.people,
    enabling: routes.console.portals.one.people.one.enabling,
    disabling: routes.console.portals.one.people.one.disabling,
    factors: routes.console.portals.one.people.one.secondFactors,
  },
  api: {
    disabling: api.portals.one.people.one.disabling,
    factors: api.portals.one.people.one.secondFactors.reset,
  },
  operations: onPortalsPeople,
} as const

const ofPartners = {
  section: partnerSection,
  looks: 'partner:manage',
  right: 'partner:manage',
  at: {
    list: routes.console.partners.one.people,
    fresh: routes.console.partners.one.people.new,
    invitation: routes.console.partners.one.people.one.invitation,
    enabling: routes.console.partners.one.people.one.enabling,
    disabling: routes.console.partners.one.people.one.disabling,
  },
  api: {
    invitation: api.partners.one.people.one.invitation,
    disabling: api.partners.one.people.one.disabling,
    factors: api.partners.one.people.one.secondFactors.reset,
  },
  operations: onPartnersPeople,
} as const

/** A portal's people, as its provider sees them and the operator looks after them. */
export const portalsPeople: readonly RouteHandler[] = [
  ...peopleOf(ofPortals),
  ...accessOf(ofPortals),
]

/** A partner's own people, who see its portals on the console. */
export const partnersPeople: readonly RouteHandler[] = [
  ...peopleOf(ofPartners).list(api.partners.one.people, {
    name: 'partner.people',
    summary: 'Lists a partner’s own people, who see its portals on the console',
    cursor: peopleCursor.field,
    rows: 'people',
    view: consolePersonView,
    order: 'By name',
    more: 'Send it as `cursor` for the people who follow',
    find: (ctx, query) =>
      readOwned(ctx, partnerSection, (tx, { partner }) =>
        listPeople(tx, { partner, ...query, now: ctx.now }),
      ),
    show: showConsolePerson,
  }),
  ...invitesOf(ofPartners, invitePartnerPerson, api.partners.one.people).read(
    api.partners.one.people.one,
    {
      name: 'partner.person',
      summary: 'Shows one of a partner’s own people',
      show: (ctx) => personAnswer(ctx, partnerSection, parseId('person', ctx.param('person'))),
    },
  ),
  ...accessOf(ofPartners),
]

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
    list: routes.portalPeople,
    enabling: routes.portalPersonEnabling,
    disabling: routes.portalPersonDisabling,
    factors: routes.portalPersonFactors,
  },
  api: { disabling: api.portalPersonDisabling, factors: api.portalPersonFactors },
  operations: onPortalsPeople,
} as const

const ofPartners = {
  section: partnerSection,
  looks: 'partner:manage',
  right: 'partner:manage',
  at: {
    list: routes.partnerPeople,
    fresh: routes.newPartnerPerson,
    invitation: routes.partnerPersonInvitation,
    enabling: routes.partnerPersonEnabling,
    disabling: routes.partnerPersonDisabling,
  },
  api: {
    invitation: api.partnerInvitation,
    disabling: api.partnerDisabling,
    factors: api.partnerPersonFactors,
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
  ...peopleOf(ofPartners).list(api.partnerPeople, {
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
    show: (person, { now }) => showConsolePerson(person, now),
  }),
  ...invitesOf(ofPartners, invitePartnerPerson, api.partnerPeople).read(api.partnerPerson, {
    name: 'partner.person',
    summary: 'Shows one of a partner’s own people',
    show: (ctx) => personAnswer(ctx, partnerSection, parseId('person', ctx.param('person'))),
  }),
  ...accessOf(ofPartners),
]

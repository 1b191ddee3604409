import type { Right } from '../../gate/index.ts'
import {
  page,
  Room,
  useVisit,
  type FormFields,
  type Mount,
  type Served,
  type SignedInVisit,
  type Visit,
} from '../../web/index.ts'
import type { Child } from 'hono/jsx'
import type { OwnerTab } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { Crumb } from '../../ui/index.ts'
import type { Partner } from './partner.ts'
import { findPartner } from './queries.ts'
import { t, words, type Text } from './texts.ts'

/** A partner that the address names, and its row id. */
export interface FoundPartner extends Partner {
  uuid: string
}

/** The partner in the address as it exists for the visitor; null for another's as for none. */
export async function foundPartner(visit: Visit): Promise<FoundPartner | null> {
  const uuid = parseId('partner', visit.param('partner'))
  const found = uuid && (await visit.read((tx) => findPartner(tx, visit.caller, uuid)))
  return found ? { ...found, uuid } : null
}

/** A page of the console about one partner. */
export const partnerPage = (
  route: Mount,
  method: 'GET' | 'POST',
  handle: (visit: SignedInVisit, partner: FoundPartner) => Promise<Response> | Response,
  { right = 'partner:manage', fields }: { right?: Right; fields?: FormFields } = {},
): Served =>
  page(
    route,
    method,
    'home',
    async (visit) => {
      const partner = await foundPartner(visit)
      return partner ? handle(visit, partner) : visit.refuse(refuse('not_found'))
    },
    { right, fields },
  )

interface TabEntry {
  tab: string
  text: Text
  href: (partner: { partner: string }) => string
  right?: Right
}

/** What a partner's room has, one row a tab; it shows where its right is held. */
const TABS = [
  { tab: 'overview', text: 'tab.overview', href: routes.partner },
  { tab: 'people', text: 'tab.people', href: routes.partnerPeople },
  { tab: 'reports', text: 'tab.reports', href: routes.partnerReports, right: 'bills:read' },
  { tab: 'keys', text: 'tab.keys', href: routes.partnerKeys },
  { tab: 'webhooks', text: 'tab.webhooks', href: routes.partnerWebhooks.list },
  { tab: 'settings', text: 'tab.settings', href: routes.partnerSettings },
] as const satisfies readonly TabEntry[]
export type PartnerTab = (typeof TABS)[number]['tab'] | OwnerTab

interface PartnerRoomProps {
  partner: Pick<FoundPartner, 'id' | 'name'>
  tab: PartnerTab
  action?: Child
  facts?: Child
  children?: Child
}

/** The frame of every page about one partner. */
export function PartnerRoom({ partner, tab, ...rest }: PartnerRoomProps) {
  const visit = useVisit()
  const entries: readonly TabEntry[] = TABS
  return (
    <Room
      title={partner.name}
      crumbs={listCrumbs(visit)}
      tabs={entries
        .filter(({ right }) => !right || visit.holds(right))
        .map(({ tab: name, text, href }) => ({
          label: t(text),
          href: href({ partner: partner.id }),
          current: name === tab,
        }))}
      {...rest}
    />
  )
}

/** The way back to the list, for those who have one. */
const listCrumbs = (visit: Visit): Crumb[] =>
  visit.holds('installation:operate')
    ? [{ label: words(visit.language)('title'), href: routes.partners() }]
    : []

/** The way back from a page below one of a partner's tabs; up to the tab, where it is not named. */
export const partnerCrumbs = (
  visit: Visit,
  partner: Pick<FoundPartner, 'id' | 'name'>,
  tab?: { text: Text; href: string },
): Crumb[] => [
  ...listCrumbs(visit),
  { label: partner.name, href: routes.partner({ partner: partner.id }) },
  ...(tab ? [{ label: words(visit.language)(tab.text), href: tab.href }] : []),
]

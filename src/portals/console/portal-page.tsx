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
import { type OwnerTab, inPortal } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import { refuse } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import type { MenuItem, Tab } from '../../ui/index.ts'
import { showPortal, type PortalDetail } from '../overview/queries.ts'
import { nameOf, number, StatusBadge } from './status.tsx'
import { t } from './texts.ts'

/** A portal that the address names, and its row id. */
export interface FoundPortal extends PortalDetail {
  uuid: string
}

/** The portal in the address as it exists for the visitor; null for another's as for none. */
export async function foundPortal(visit: Visit): Promise<FoundPortal | null> {
  const uuid = parseId('portal', visit.param('portal'))
  if (uuid === null) return null
  const found = await inPortal(visit, uuid, (tx) => showPortal(tx, visit.caller, uuid, visit.now))
  return found ? { ...found, uuid } : null
}

/**
 * A page of the console about one portal.
 * @param options.living it shows nothing of a cancelled portal, whose own page says what became of it
 */
export const portalPage = (
  route: Mount,
  method: 'GET' | 'POST',
  handle: (visit: SignedInVisit, portal: FoundPortal) => Promise<Response> | Response,
  {
    right = 'portals:read',
    living = false,
    fields,
  }: { right?: Right; living?: boolean; fields?: FormFields } = {},
): Served =>
  page(
    route,
    method,
    'home',
    async (visit) => {
      const portal = await foundPortal(visit)
      if (!portal) return visit.refuse(refuse('not_found'))
      if (living && portal.status === 'cancelled')
        return visit.redirect(routes.portal({ portal: portal.id }))
      return handle(visit, portal)
    },
    { right, fields },
  )

export type PortalTab = 'overview' | 'settings' | OwnerTab

interface PortalRoomProps {
  portal: FoundPortal
  tab: PortalTab
  action?: Child
  menu?: MenuItem[]
  facts?: Child
  children?: Child
}

/** The frame of every page about one portal. */
export function PortalRoom({ portal, tab, ...rest }: PortalRoomProps) {
  const visit = useVisit()
  return (
    <Room
      title={nameOf(portal)}
      crumbs={[{ label: t('portals'), href: routes.portals() }]}
      badge={<StatusBadge portal={portal} />}
      subtitle={<Address portal={portal} />}
      tabs={tabs(visit, portal, tab)}
      {...rest}
    />
  )
}

/** Where a portal answers, as a link while it does. */
export const Address = ({ portal }: { portal: PortalDetail }) =>
  portal.status === 'cancelled' ? null : (
    <a href={addressOn(useVisit().installation, portal.host)}>{portal.host}</a>
  )

function tabs(visit: Visit, portal: FoundPortal, current: PortalTab): Tab[] {
  const { language, installation } = visit
  const at = { portal: portal.id }
  const all: (Tab & { tab: PortalTab })[] = [
    { tab: 'overview', label: t('tab.overview'), href: routes.portal(at) },
    {
      tab: 'people',
      label: t('tab.people'),
      href: routes.portalPeople(at),
      count: number(language, portal.people),
    },
    { tab: 'hosts', label: t('tab.hosts'), href: routes.portalHosts(at) },
    { tab: 'settings', label: t('tab.settings'), href: routes.portalSettings(at) },
    { tab: 'mailbox', label: t('tab.mailbox'), href: routes.portalMailbox(at) },
  ]
  // Of a cancelled portal nothing is left but what happened, and where it was.
  const shown = all.filter(({ tab }) =>
    portal.status === 'cancelled'
      ? tab === 'overview' || tab === 'hosts'
      : tab !== 'mailbox' || installation.mode === 'sandbox',
  )
  return shown.map(({ tab, ...rest }) => ({ ...rest, current: tab === current }))
}

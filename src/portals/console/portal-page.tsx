import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import type { Child } from 'hono/jsx'
import { type OwnerTab, inPortal } from '../../identity/index.ts'
import { parseId } from '../../kit/ids.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import type { MenuItem, Tab } from '../../ui/index.ts'
import { showPortal, type PortalDetail } from './portal-queries.ts'
import { nameOf, number, StatusBadge } from './status.tsx'
import { t } from './texts.ts'

/** A portal that the address names, and its row id. */
export interface PortalInPath extends PortalDetail {
  uuid: string
}

/** The portal in the path; null where the caller may not see it. */
export async function portalInPath(ctx: RequestContext): Promise<PortalInPath | null> {
  const uuid = parseId('portal', ctx.param('portal'))
  if (uuid === null) return null
  const portal = await inPortal(ctx, uuid, (tx) => showPortal(tx, ctx.caller, uuid, ctx.now))
  return portal ? { ...portal, uuid } : null
}

export type PortalTab = 'overview' | 'settings' | OwnerTab

interface PortalLayoutProps {
  portal: PortalInPath
  tab: PortalTab
  action?: Child
  menu?: MenuItem[]
  details?: Child
  children?: Child
}

/** The frame of every page about one portal. */
export function PortalLayout({ portal, tab, ...rest }: PortalLayoutProps) {
  const ctx = useRequestContext()
  return (
    <Layout
      title={nameOf(portal)}
      crumbs={[{ label: t('portals'), href: routes.console.portals() }]}
      badge={<StatusBadge portal={portal} />}
      subtitle={<Address portal={portal} />}
      tabs={tabs(ctx, portal, tab)}
      {...rest}
    />
  )
}

/** Where a portal answers, as a link while it does. */
export const Address = ({ portal }: { portal: PortalDetail }) =>
  portal.status === 'cancelled' ? null : (
    <a href={addressOn(useRequestContext().installation, portal.host)}>{portal.host}</a>
  )

function tabs(ctx: RequestContext, portal: PortalInPath, current: PortalTab): Tab[] {
  const { language, installation } = ctx
  const at = { portal: portal.id }
  const all: (Tab & { tab: PortalTab })[] = [
    { tab: 'overview', label: t('tab.overview'), href: routes.console.portals.one(at) },
    {
      tab: 'people',
      label: t('tab.people'),
      href: routes.console.portals.one.people(at),
      count: number(language, portal.people),
    },
    { tab: 'hosts', label: t('tab.hosts'), href: routes.console.portals.one.hosts(at) },
    { tab: 'settings', label: t('tab.settings'), href: routes.console.portals.one.settings(at) },
    { tab: 'mailbox', label: t('tab.mailbox'), href: routes.console.portals.one.mailbox(at) },
  ]
  // Of a cancelled portal nothing is left but what happened, and where it was.
  const shown = all.filter(({ tab }) =>
    portal.status === 'cancelled'
      ? tab === 'overview' || tab === 'hosts'
      : tab !== 'mailbox' || installation.mode === 'sandbox',
  )
  return shown.map(({ tab, ...rest }) => ({ ...rest, current: tab === current }))
}

import type { Right } from '../gate/index.ts'
import { Layout, useRequestContext, type RequestContext } from '../web/index.ts'
import type { Child } from 'hono/jsx'
import type { OwnerTab } from '../identity/index.ts'
import { parseId } from '../kit/ids.ts'
import { routes } from '../routes.ts'
import type { Crumb } from '../ui/index.ts'
import type { Partner } from './partners/partner.ts'
import { findPartner } from './partners/queries.ts'
import { t, words, type Text } from './partners/texts.ts'

/** A partner that the address names, and its row id. */
export interface PartnerInPath extends Partner {
  uuid: string
}

/** The partner in the path; null where the caller may not see it. */
export async function partnerInPath(ctx: RequestContext): Promise<PartnerInPath | null> {
  const uuid = parseId('partner', ctx.param('partner'))
  const partner = uuid && (await ctx.read((tx) => findPartner(tx, ctx.caller, uuid)))
  return partner ? { ...partner, uuid } : null
}

interface TabEntry {
  tab: string
  text: Text
  href: (partner: { partner: string }) => string
  right?: Right
}

/** The tabs of a partner's pages, one row each; it shows where its right is held. */
const TABS = [
  { tab: 'overview', text: 'tab.overview', href: routes.console.partners.one },
  { tab: 'people', text: 'tab.people', href: routes.console.partners.one.people },
  {
    tab: 'reports',
    text: 'tab.reports',
    href: routes.console.partners.one.reports,
    right: 'bills:read',
  },
  { tab: 'keys', text: 'tab.keys', href: routes.console.partners.one.keys },
  { tab: 'webhooks', text: 'tab.webhooks', href: routes.console.partners.one.webhooks },
  { tab: 'settings', text: 'tab.settings', href: routes.console.partners.one.settings },
] as const satisfies readonly TabEntry[]
export type PartnerTab = (typeof TABS)[number]['tab'] | OwnerTab

interface PartnerLayoutProps {
  partner: Pick<PartnerInPath, 'id' | 'name'>
  tab: PartnerTab
  action?: Child
  details?: Child
  children?: Child
}

/** The frame of every page about one partner. */
export function PartnerLayout({ partner, tab, ...rest }: PartnerLayoutProps) {
  const ctx = useRequestContext()
  const entries: readonly TabEntry[] = TABS
  return (
    <Layout
      title={partner.name}
      crumbs={listCrumbs(ctx)}
      tabs={entries
        .filter(({ right }) => !right || ctx.holds(right))
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
const listCrumbs = (ctx: RequestContext): Crumb[] =>
  ctx.holds('installation:operate')
    ? [{ label: words(ctx.language)('title'), href: routes.console.partners() }]
    : []

/** The way back from a page below one of a partner's tabs; up to the tab, where it is not named. */
export const partnerCrumbs = (
  ctx: RequestContext,
  partner: Pick<PartnerInPath, 'id' | 'name'>,
  tab?: { text: Text; href: string },
): Crumb[] => [
  ...listCrumbs(ctx),
  { label: partner.name, href: routes.console.partners.one({ partner: partner.id }) },
  ...(tab ? [{ label: words(ctx.language)(tab.text), href: tab.href }] : []),
]

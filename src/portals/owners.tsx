import { here, INSTALLATION, type Owner, type Section, inPortal } from '../identity/index.ts'
import { parseId, show } from '../kit/ids.ts'
import type { RequestContext } from '../web/index.ts'
import { routes } from '../routes.ts'
import { portalInPath, PortalLayout } from './console/portal-page.tsx'
import { nameOf } from './console/status.tsx'
import { words } from './console/texts.ts'
import { partnerInPath, PartnerLayout, partnerCrumbs } from './partner-layout.tsx'
import { findPortal } from './queries.ts'
import { SettingsLayout } from './settings/layout.tsx'
import { words as settings } from './settings/texts.ts'

/* Where a portal's and a partner's things are looked after; identity has the place one is in. */

const portalAs = (portal: string): Owner => ({ kind: 'portal', portal, partner: null })
const partnerAs = (partner: string): Owner => ({ ...INSTALLATION, kind: 'partner', partner })

const portalSectionOf = ({ cancelled }: { cancelled: boolean }): Section => ({
  kind: 'portal',
  owner: async (ctx) => {
    const row = parseId('portal', ctx.param('portal'))
    const data = row && (await inPortal(ctx, row, (tx) => findPortal(tx, row, ctx.caller)))
    return data && (cancelled || data.status !== 'cancelled') ? portalAs(row!) : null
  },
  page: async (ctx) => {
    const portal = await portalInPath(ctx)
    if (!portal) return null
    const href = routes.console.portals.one({ portal: portal.id })
    if (!cancelled && portal.status === 'cancelled') return ctx.redirect(href)
    return {
      owner: portalAs(portal.uuid),
      names: { portal: portal.id },
      name: nameOf(portal),
      language: portal.language,
      above: [
        { label: words(ctx.language)('portals'), href: routes.console.portals() },
        { label: nameOf(portal), href },
      ],
      Tab: ({ tab, subtitle, action, children }) => (
        <PortalLayout portal={portal} tab={tab} action={action}>
          {subtitle ? <p class="muted">{subtitle}</p> : null}
          {children}
        </PortalLayout>
      ),
    }
  },
})

/** A portal's pages in the console, for its provider. Of a cancelled one its own page says what became of it. */
export const portalSection = portalSectionOf({ cancelled: false })
/** Those that a cancelled portal has too. */
export const formerPortalSection = portalSectionOf({ cancelled: true })

/** The portal that an operation's input names: the one in the address, else the one that one is in. */
export const thatPortal = {
  fields: ['portal'] as const,
  from: ({ param, portal }: RequestContext) => ({
    portal: param('portal') || show('portal', portal.id),
  }),
}

/** What a portal's staff set for themselves, on its own host. */
export const settingsSection: Section = {
  ...here('portal'),
  page: async (ctx) => ({
    owner: portalAs(ctx.portal.id),
    names: { portal: show('portal', ctx.portal.id) },
    language: ctx.language,
    above: [{ label: settings(ctx.language)('title'), href: routes.settings() }],
    Tab: ({ tab, action, children }) => (
      <SettingsLayout tab={tab} action={action}>
        {children}
      </SettingsLayout>
    ),
  }),
}

/** A partner's pages in the console, for its own people and the operators. */
export const partnerSection: Section = {
  kind: 'partner',
  owner: async (ctx) => {
    const partner = await partnerInPath(ctx)
    return partner && partnerAs(partner.uuid)
  },
  page: async (ctx) => {
    const partner = await partnerInPath(ctx)
    if (!partner) return null
    return {
      owner: partnerAs(partner.uuid),
      names: { partner: partner.id },
      name: partner.name,
      language: partner.language,
      above: partnerCrumbs(ctx, partner),
      Tab: ({ tab, subtitle, action, children }) => (
        <PartnerLayout partner={partner} tab={tab} action={action}>
          {subtitle ? <p class="muted">{subtitle}</p> : null}
          {children}
        </PartnerLayout>
      ),
    }
  },
}

import { here, INSTALLATION, type Owner, type Section, inPortal } from '../identity/index.ts'
import { parseId, show } from '../kit/ids.ts'
import type { Visit } from '../web/index.ts'
import { routes } from '../routes.ts'
import { foundPortal, PortalRoom } from './console/portal-page.tsx'
import { nameOf } from './console/status.tsx'
import { words } from './console/texts.ts'
import { foundPartner, PartnerRoom, partnerCrumbs } from './partners/room.tsx'
import { findPortal } from './queries.ts'
import { SettingsRoom } from './settings/room.tsx'
import { words as settings } from './settings/texts.ts'

/* Where a portal's and a partner's things are looked after; identity has the place one is in. */

const portalAs = (portal: string): Owner => ({ kind: 'portal', portal, partner: null })
const partnerAs = (partner: string): Owner => ({ ...INSTALLATION, kind: 'partner', partner })

const portalSectionOf = ({ cancelled }: { cancelled: boolean }): Section => ({
  kind: 'portal',
  owner: async (visit) => {
    const row = parseId('portal', visit.param('portal'))
    const found = row && (await inPortal(visit, row, (tx) => findPortal(tx, row, visit.caller)))
    return found && (cancelled || found.status !== 'cancelled') ? portalAs(row!) : null
  },
  page: async (visit) => {
    const portal = await foundPortal(visit)
    if (!portal) return null
    const href = routes.portal({ portal: portal.id })
    if (!cancelled && portal.status === 'cancelled') return visit.redirect(href)
    return {
      owner: portalAs(portal.uuid),
      names: { portal: portal.id },
      name: nameOf(portal),
      language: portal.language,
      above: [
        { label: words(visit.language)('portals'), href: routes.portals() },
        { label: nameOf(portal), href },
      ],
      Tab: ({ tab, subtitle, action, children }) => (
        <PortalRoom portal={portal} tab={tab} action={action}>
          {subtitle ? <p class="muted">{subtitle}</p> : null}
          {children}
        </PortalRoom>
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
  from: ({ param, portal }: Visit) => ({ portal: param('portal') || show('portal', portal.id) }),
}

/** What a portal's staff set for themselves, on its own host. */
export const settingsSection: Section = {
  ...here('portal'),
  page: async (visit) => ({
    owner: portalAs(visit.portal.id),
    names: { portal: show('portal', visit.portal.id) },
    language: visit.language,
    above: [{ label: settings(visit.language)('title'), href: routes.settings() }],
    Tab: ({ tab, action, children }) => (
      <SettingsRoom tab={tab} action={action}>
        {children}
      </SettingsRoom>
    ),
  }),
}

/** A partner's pages in the console, for its own people and the operators. */
export const partnerSection: Section = {
  kind: 'partner',
  owner: async (visit) => {
    const partner = await foundPartner(visit)
    return partner && partnerAs(partner.uuid)
  },
  page: async (visit) => {
    const partner = await foundPartner(visit)
    if (!partner) return null
    return {
      owner: partnerAs(partner.uuid),
      names: { partner: partner.id },
      name: partner.name,
      language: partner.language,
      above: partnerCrumbs(visit, partner),
      Tab: ({ tab, subtitle, action, children }) => (
        <PartnerRoom partner={partner} tab={tab} action={action}>
          {subtitle ? <p class="muted">{subtitle}</p> : null}
          {children}
        </PartnerRoom>
      ),
    }
  },
}

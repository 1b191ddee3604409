import type { Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { errorsOf, resourceOf, type SignedInContext } from '../../web/index.ts'
import { portalInPath, type PortalInPath } from '../console/portal-page.tsx'
import { showPortal, type PortalDetail } from '../console/portal-queries.ts'
import { portalAnswers } from '../portal-view/portal-view.ts'
import { thatPortal } from '../owners.tsx'
import { OwnSettings, SettingsOfPortal } from './pages.tsx'
import { fieldsOf } from '../setting/setting.ts'
import { configurePortal } from './settings.ts'
import { words } from './texts.ts'
import { answersSettings } from '../portal-view/setting-view.ts'

const refused = ({ form, language }: SignedInContext, refusal?: Refusal) =>
  refusal && { sent: form, errors: errorsOf(refusal, language) }

/** Of a cancelled portal its own page says what became of it. */
const portalPage = (ctx: SignedInContext, portal: PortalInPath, refusal?: Refusal) =>
  portal.status === 'cancelled' && !refusal
    ? ctx.redirect(routes.console.portals.one({ portal: portal.id }))
    : ctx.page(<SettingsOfPortal portal={portal} {...refused(ctx, refusal)} />, refusal?.status)

/** A portal's settings, for its provider. */
const providersSettings = resourceOf(
  { feature: 'home', looks: 'portals:read', words, ...portalAnswers },
  portalInPath,
)
  .page(routes.console.portals.one.settings, portalPage)
  .change(configurePortal, {
    page: routes.console.portals.one.settings,
    api: routes.api.portals.one,
    method: 'PATCH',
    fields: fieldsOf('provider'),
    filled: true,
    again: portalPage,
    to: (_, __, { id }) => routes.console.portals.one.settings({ portal: id }),
    said: 'done',
  })

const ownPage = (ctx: SignedInContext, portal: PortalDetail, refusal?: Refusal) =>
  ctx.page(<OwnSettings portal={portal} {...refused(ctx, refusal)} />, refusal?.status)

/** What a portal's staff set for themselves, on its own host. */
const ownSettings = resourceOf({ feature: 'settings', words, ...answersSettings }, (ctx) =>
  ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now)),
)
  .page(routes.settings, ownPage)
  .read(routes.api.settings, {
    name: 'settings.show',
    summary: 'Shows the settings of the portal one is in',
    show: answersSettings.show,
  })
  .change(configurePortal, {
    page: routes.settings,
    api: routes.api.settings,
    method: 'PATCH',
    name: 'settings.configure',
    given: thatPortal,
    fields: fieldsOf('own'),
    filled: true,
    again: ownPage,
    to: () => routes.settings(),
    said: 'done',
  })

export const settingsResources = [...providersSettings, ...ownSettings]

import type { Refusal } from '../../kit/refusal.ts'
import {
  answersSettings,
  configurePortal,
  fieldsOf,
  PaidAccessSettings,
  SettingsLayout,
  showPortal,
  thatPortal,
  type PortalDetail,
} from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Panel } from '../../ui/index.ts'
import { errorsOf, resourceOf, type SignedInContext } from '../../web/index.ts'
import { words } from './texts.ts'

function settingsPage(ctx: SignedInContext, portal: PortalDetail, refusal?: Refusal) {
  const { form, language } = ctx
  const t = words(language)
  const refused = refusal && { sent: form, errors: errorsOf(refusal, language) }
  return ctx.page(
    <SettingsLayout tab="paid_access">
      <Panel
        framed
        title={t('title')}
        text={t('about')}
        action={<ButtonLink href={routes.forms()}>{t('about.do')}</ButtonLink>}
      />
      <PaidAccessSettings portal={portal} {...refused} />
    </SettingsLayout>,
    refusal?.status,
  )
}

/** When what clients pay opens the portal to them. */
export const paidAccessSettingsResource = resourceOf(
  { feature: 'invoices', words, ...answersSettings },
  (ctx) => ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now)),
)
  .page(routes.settings.paidAccess, settingsPage)
  .change(configurePortal, {
    page: routes.settings.paidAccess,
    given: thatPortal,
    fields: fieldsOf('paid_access'),
    filled: true,
    again: settingsPage,
    to: () => routes.settings.paidAccess(),
    said: 'done',
  })

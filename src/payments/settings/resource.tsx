import type { Refusal } from '../../kit/refusal.ts'
import {
  answersSettings,
  configurePortal,
  fieldsOf,
  PaymentSettings,
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
    <SettingsLayout tab="payments">
      <Panel
        framed
        title={t('gateways')}
        text={t('gateways.text')}
        action={<ButtonLink href={routes.settings.gateways()}>{t('gateways.do')}</ButtonLink>}
      />
      <PaymentSettings portal={portal} {...refused} />
    </SettingsLayout>,
    refusal?.status,
  )
}

/** How a portal’s invoices are numbered, taxed and paid, and whom they name as the seller. */
export const paymentSettingsResource = resourceOf(
  { feature: 'invoices', words, ...answersSettings },
  (ctx) => ctx.read((tx) => showPortal(tx, ctx.caller, ctx.portal.id, ctx.now)),
)
  .page(routes.settings.payments, settingsPage)
  .change(configurePortal, {
    page: routes.settings.payments,
    given: thatPortal,
    fields: fieldsOf('payments'),
    filled: true,
    again: settingsPage,
    to: () => routes.settings.payments(),
    said: 'done',
  })

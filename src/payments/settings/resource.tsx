import { ownSettings } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Panel } from '../../ui/index.ts'
import { words } from './texts.ts'

/** How a portal’s invoices are numbered, taxed and paid, and whom they name as the seller. */
export const paymentSettingsResource = ownSettings({
  form: 'payments',
  feature: 'invoices',
  route: routes.settings.payments,
  words,
  above: (language) => {
    const t = words(language)
    return (
      <Panel
        framed
        title={t('gateways')}
        text={t('gateways.text')}
        action={<ButtonLink href={routes.settings.gateways()}>{t('gateways.do')}</ButtonLink>}
      />
    )
  },
})

import { ownSettings } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Panel } from '../../ui/index.ts'
import { words } from './texts.ts'

/** When what clients pay opens the portal to them. */
export const paidAccessSettingsResource = ownSettings({
  form: 'paid_access',
  feature: 'invoices',
  route: routes.settings.paidAccess,
  words,
  above: (language) => {
    const t = words(language)
    return (
      <Panel
        framed
        title={t('title')}
        text={t('about')}
        action={<ButtonLink href={routes.forms()}>{t('about.do')}</ButtonLink>}
      />
    )
  },
})

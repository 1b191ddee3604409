import { onPersonPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Panel } from '../../ui/index.ts'
import { words } from './texts.ts'

/** Leads from a person's access to their card; only contacts have one. */
export const contactCard = onPersonPage.with(async ({ language }, { id, kind, name }) => {
  const t = words(language)
  return kind === 'contact' ? (
    <Panel
      title={t('panel.card')}
      framed
      text={t('panel.card.text', { name })}
      action={
        <ButtonLink href={routes.contacts.one({ person: show('person', id) })}>
          {t('panel.card.open')}
        </ButtonLink>
      }
    />
  ) : null
})

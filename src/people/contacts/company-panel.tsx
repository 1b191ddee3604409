import { RegistrationBadge, whyHref } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { DataTable, Panel } from '../../ui/index.ts'
import { onCompanyPage } from '../companies/panels.ts'
import { contactsPage } from './list/queries.ts'
import { roleWords } from './role-words.ts'
import { words } from './texts.ts'

/** Contacts shown on the page of their company; the list has all. */
const SHOWN = 50

/** On the page of a company: who belongs to it. */
export const contactsOfCompany = onCompanyPage.with(async (ctx, company) => {
  const { now, read, language } = ctx
  const t = words(language)
  const query = { company: company.id, sort: 'name' as const, now, limit: SHOWN + 1 }
  const rows = await read((tx) => contactsPage(tx, query))
  const contacts = rows.slice(0, SHOWN)
  return (
    <Panel
      title={t('tab.contacts')}
      text={rows.length > SHOWN ? t('of_company.more', { count: contacts.length }) : undefined}
      action={
        contacts.length > 0 ? (
          <a href={routes.contacts({}, { company: show('company', company.id) })}>
            {t('of_company.all')}
          </a>
        ) : null
      }
    >
      {contacts.length === 0 ? (
        <p class="muted">{t('of_company.none')}</p>
      ) : (
        <DataTable
          caption={t('tab.contacts')}
          columns={[
            { key: 'name', header: t('name'), cell: ({ name }) => name },
            { key: 'email', header: t('email'), cell: ({ email }) => email },
            {
              key: 'registration',
              header: t('registration'),
              cell: ({ id, registration }) => (
                <RegistrationBadge state={registration} href={whyHref({ id, kind: 'contact' })} />
              ),
            },
            { key: 'role', header: t('role'), cell: ({ role }) => roleWords(role) },
          ]}
          rows={contacts}
          rowHref={(contact) => routes.contacts.one({ person: show('person', contact.id) })}
        />
      )}
    </Panel>
  )
})

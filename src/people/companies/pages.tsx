import { RegistrationBadge, registrationState } from '../../identity/index.ts'
import { Layout, useSignedInContext, type PageByCursor } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DataTable,
  Empty,
  Form,
  ListPage,
  Panel,
  TextField,
  uiTexts,
  type Errors,
  locale,
} from '../../ui/index.ts'
import { roleWords } from '../contacts/role-words.ts'
import type { Contact } from '../contacts/contact.ts'
import { words as contactWords } from '../contacts/texts.ts'
import { ContactsLayout } from '../layout.tsx'
import type { Company } from './company.ts'
import type { CompanyRow } from './queries.ts'
import { t } from './texts.ts'

interface CompaniesProps {
  search: string | undefined
  page: PageByCursor<CompanyRow>
}

export function CompaniesPage({ search, page }: CompaniesProps) {
  const { language } = useSignedInContext()
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.newCompany()}>
      {t('add')}
    </ButtonLink>
  )
  const at = (query: Record<string, string>) => routes.companies({}, { search, ...query })
  return (
    <ContactsLayout tab="companies" action={page.rows.length > 0 || search ? add : undefined}>
      <ListPage
        action={routes.companies()}
        search={{ name: 'search', label: t('search'), value: search }}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="company" title={t('empty')} text={t('empty.text')} action={add} />}
      >
        <DataTable
          caption={t('caption')}
          columns={[
            { key: 'name', header: t('name'), cell: ({ name }) => name },
            {
              key: 'contacts',
              header: t('contacts'),
              align: 'end',
              cell: ({ contacts }) => contacts.toLocaleString(locale(language)),
            },
          ]}
          rows={page.rows}
          rowHref={({ id }) => routes.company({ company: show('company', id) })}
        />
      </ListPage>
    </ContactsLayout>
  )
}

interface CompanyProps {
  company: Company
  contacts: readonly Contact[]
  /** There are others. */
  more: boolean
}

export function CompanyPage({ company, contacts, more }: CompanyProps) {
  const { now } = useSignedInContext()
  const id = show('company', company.id)
  return (
    <Layout
      title={company.name}
      crumbs={[
        { label: contactWords.t('title'), href: routes.contacts() },
        { label: contactWords.t('tab.companies'), href: routes.companies() },
      ]}
      action={
        <ButtonLink
          look="primary"
          icon="plus"
          href={routes.newContact({}, { company: company.name })}
        >
          {t('contacts.add')}
        </ButtonLink>
      }
      menu={[{ label: t('rename'), href: routes.companyEdit({ company: id }) }]}
    >
      <Panel
        title={t('contacts')}
        text={more ? t('contacts.more', { count: contacts.length }) : undefined}
        action={
          contacts.length > 0 ? (
            <a href={routes.contacts({}, { company: id })}>{t('contacts.all')}</a>
          ) : null
        }
      >
        {contacts.length === 0 ? (
          <p class="muted">{t('contacts.none')}</p>
        ) : (
          <DataTable
            caption={t('contacts')}
            columns={[
              { key: 'name', header: contactWords.t('name'), cell: ({ name }) => name },
              { key: 'email', header: contactWords.t('email'), cell: ({ email }) => email },
              {
                key: 'registration',
                header: contactWords.t('registration'),
                cell: (contact) => <RegistrationBadge state={registrationState(contact, now)} />,
              },
              { key: 'role', header: contactWords.t('role'), cell: ({ role }) => roleWords(role) },
            ]}
            rows={[...contacts]}
            rowHref={(contact) => routes.contact({ person: show('person', contact.id) })}
          />
        )}
      </Panel>
    </Layout>
  )
}

interface CompanyFormProps {
  /** Which it renames; without it, it adds. */
  company?: Company
  typed?: Record<string, string>
  errors?: Errors
}

export function CompanyFormPage({ company, typed, errors = {} }: CompanyFormProps) {
  const back = company
    ? routes.company({ company: show('company', company.id) })
    : routes.companies()
  return (
    <Layout
      title={company ? t('rename.title', { name: company.name }) : t('add')}
      crumbs={[
        { label: contactWords.t('title'), href: routes.contacts() },
        { label: contactWords.t('tab.companies'), href: routes.companies() },
        ...(company ? [{ label: company.name, href: back }] : []),
      ]}
      width="form"
    >
      <Form action={back} errors={errors}>
        <TextField
          name="name"
          label={t('name')}
          value={typed?.['name'] ?? company?.name}
          error={errors['name']}
          autocomplete="off"
          maxlength={120}
          autofocus
        />
        <Actions>
          <Button>{t(company ? 'rename.do' : 'add')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

import {
  CONTACT_ROLES,
  REGISTRATION_STATES,
  RegistrationBadge,
  registrationWord,
  funnelWords,
  whyHref,
} from '../../../identity/index.ts'
import { useSignedInContext, type PageByCursor, type SignedInContext } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  ButtonLink,
  DataTable,
  Empty,
  ListPage,
  Time,
  type Column,
  type Filter,
} from '../../../ui/index.ts'
import type { Company } from '../../companies/company.ts'
import { ContactsLayout } from '../../layout.tsx'
import { roleWords } from '../role-words.ts'
import type { Contact } from '../contact.ts'
import { t } from '../texts.ts'
import { contactsQueryParams, type ContactsQuery } from './query.ts'
import type { Sort } from './queries.ts'

interface ContactsPageProps {
  query: ContactsQuery
  page: PageByCursor<Contact>
  /** How many the filter finds, in words. */
  count: string
  companies: readonly Company[]
}

export function ContactsPage({ query: options, page, count, companies }: ContactsPageProps) {
  const ctx = useSignedInContext()
  const at = (query: Record<string, string>) =>
    routes.contacts({}, { ...contactsQueryParams(options), ...query })
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.contacts.new()}>
      {t('add')}
    </ButtonLink>
  )
  return (
    <ContactsLayout
      tab="contacts"
      action={add}
      menu={[
        { label: t('import'), href: routes.imports(), icon: 'plus' },
        { label: t('works'), href: routes.works(), icon: 'list' },
        { label: funnelWords.t('link'), href: routes.invitations(), icon: 'chart' },
      ]}
    >
      <ListPage
        action={routes.contacts()}
        search={{ name: 'search', label: t('search'), value: options.search }}
        filters={filters(ctx, options, companies)}
        keep={{ sort: contactsQueryParams(options).sort }}
        count={count}
        csv={at({ format: 'csv' })}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="card" title={t('empty')} text={t('empty.text')} action={add} />}
      >
        <DataTable
          caption={t('caption')}
          columns={columns(options)}
          rows={page.rows}
          rowHref={({ id }) => routes.contacts.one({ person: show('person', id) })}
        />
      </ListPage>
    </ContactsLayout>
  )
}

function filters(
  { language }: SignedInContext,
  { role, registration, company, shared }: ContactsQuery,
  companies: readonly Company[],
): Filter[] {
  return [
    {
      name: 'registration',
      label: t('registration'),
      value: registration,
      options: REGISTRATION_STATES.map((value) => ({
        value,
        label: registrationWord(value, language),
      })),
    },
    {
      name: 'role',
      label: t('role'),
      value: role,
      options: CONTACT_ROLES.map((value) => ({ value, label: t(`role.${value}`) })),
    },
    {
      name: 'company',
      label: t('company'),
      value: company && show('company', company),
      options: companies.map(({ id, name }) => ({ value: show('company', id), label: name })),
    },
    {
      name: 'shared',
      label: t('shared'),
      value: shared,
      options: [{ value: 'yes', label: t('shared.yes') }],
    },
  ]
}

/** A head that sorts; the one it is sorted by turns it round. */
function sorting(options: ContactsQuery, by: 'name' | 'added'): Column<Contact>['sort'] {
  const is = options.sort.replace('-', '') === by
  const falls = options.sort.startsWith('-')
  const next: Sort = is ? (falls ? by : `-${by}`) : by === 'added' ? '-added' : 'name'
  return {
    href: routes.contacts({}, contactsQueryParams({ ...options, sort: next })),
    direction: is ? (falls ? 'descending' : 'ascending') : undefined,
  }
}

function columns(options: ContactsQuery): Column<Contact>[] {
  return [
    {
      key: 'name',
      header: t('name'),
      cell: ({ name }) => name,
      sort: sorting(options, 'name'),
    },
    {
      key: 'email',
      header: t('email'),
      cell: ({ email }) => email ?? <None />,
    },
    {
      key: 'registration',
      header: t('registration'),
      cell: ({ id, registration }) => (
        <RegistrationBadge state={registration} href={whyHref({ id, kind: 'contact' })} />
      ),
    },
    { key: 'role', header: t('role'), cell: ({ role }) => roleWords(role) },
    { key: 'company', header: t('company'), cell: ({ company }) => company },
    {
      key: 'added',
      header: t('added'),
      nowrap: true,
      minor: true,
      cell: ({ created_at }) => <Time at={created_at} />,
      sort: sorting(options, 'added'),
    },
  ]
}

const None = () => <span class="muted">{t('email.none')}</span>

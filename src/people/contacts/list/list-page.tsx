import {
  CONTACT_ROLES,
  REGISTRATION_STATES,
  RegistrationBadge,
  registrationState,
  registrationWord,
} from '../../../identity/index.ts'
import { useSignedInVisit, type PageByCursor, type SignedInVisit } from '../../../web/index.ts'
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
import { ContactsRoom } from '../../room.tsx'
import { roleWords } from '../role-words.ts'
import type { Contact } from '../contact.ts'
import { t } from '../texts.ts'
import { addressed, type Asked } from './asked.ts'
import type { Sort } from './queries.ts'

interface ContactsPageProps {
  asked: Asked
  page: PageByCursor<Contact>
  /** How many the filter finds, in words. */
  count: string
  companies: readonly Company[]
}

export function ContactsPage({ asked, page, count, companies }: ContactsPageProps) {
  const visit = useSignedInVisit()
  const at = (query: Record<string, string>) =>
    routes.contacts({}, { ...addressed(asked), ...query })
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.newContact()}>
      {t('add')}
    </ButtonLink>
  )
  return (
    <ContactsRoom
      tab="contacts"
      action={add}
      menu={[
        { label: t('import'), href: routes.imports(), icon: 'plus' },
        { label: t('works'), href: routes.works(), icon: 'list' },
      ]}
    >
      <ListPage
        action={routes.contacts()}
        search={{ name: 'search', label: t('search'), value: asked.search }}
        filters={filters(visit, asked, companies)}
        keep={{ sort: addressed(asked).sort }}
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
          columns={columns(visit, asked)}
          rows={page.rows}
          rowHref={({ id }) => routes.contact({ person: show('person', id) })}
        />
      </ListPage>
    </ContactsRoom>
  )
}

function filters(
  { language }: SignedInVisit,
  { role, registration, company }: Asked,
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
  ]
}

/** A head that sorts; the one it is sorted by turns it round. */
function sorting(asked: Asked, by: 'name' | 'added'): Column<Contact>['sort'] {
  const is = asked.sort.replace('-', '') === by
  const falls = asked.sort.startsWith('-')
  const next: Sort = is ? (falls ? by : `-${by}`) : by === 'added' ? '-added' : 'name'
  return {
    href: routes.contacts({}, addressed({ ...asked, sort: next })),
    direction: is ? (falls ? 'descending' : 'ascending') : undefined,
  }
}

function columns({ now }: SignedInVisit, asked: Asked): Column<Contact>[] {
  return [
    {
      key: 'name',
      header: t('name'),
      cell: ({ name }) => name,
      sort: sorting(asked, 'name'),
    },
    {
      key: 'email',
      header: t('email'),
      cell: ({ email }) => email ?? <None />,
    },
    {
      key: 'registration',
      header: t('registration'),
      cell: (contact) => <RegistrationBadge state={registrationState(contact, now)} />,
    },
    { key: 'role', header: t('role'), cell: ({ role }) => roleWords(role) },
    { key: 'company', header: t('company'), cell: ({ company }) => company },
    {
      key: 'added',
      header: t('added'),
      nowrap: true,
      minor: true,
      cell: ({ created_at }) => <Time at={created_at} />,
      sort: sorting(asked, 'added'),
    },
  ]
}

const None = () => <span class="muted">{t('email.none')}</span>

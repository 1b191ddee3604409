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
import {
  Layout,
  useSignedInContext,
  type PageByCursor,
  type SignedInContext,
} from '../../../web/index.ts'
import { words as funnel } from '../../funnel/texts.ts'
import { SeatBadge, StatusBadge } from '../../persons/badges.tsx'
import { PERSON_STATUSES, personStatus, type Person } from '../../persons/person.ts'
import { t } from '../../persons/texts.ts'
import type { PeopleFilter } from './queries.ts'

interface PeoplePageProps {
  filter: PeopleFilter
  page: PageByCursor<Person>
  /** How many the filter finds, in words. */
  count: string
}

export function PeoplePage({ filter, page, count }: PeoplePageProps) {
  const ctx = useSignedInContext()
  const at = (query: Record<string, string>) => routes.people({}, { ...filter, ...query })
  const invite = (
    <ButtonLink look="primary" icon="plus" href={routes.people.new()}>
      {t('invite')}
    </ButtonLink>
  )
  return (
    <Layout
      title={t('title')}
      action={invite}
      menu={[{ label: funnel.t('link'), href: routes.invitations(), icon: 'chart' }]}
    >
      <ListPage
        action={routes.people()}
        search={{ name: 'search', label: t('search'), value: filter.search }}
        filters={filters(filter)}
        count={count}
        csv={at({ format: 'csv' })}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="people" title={t('empty')} text={t('empty.text')} action={invite} />}
      >
        <DataTable
          caption={t('caption')}
          columns={columns(ctx)}
          rows={page.rows}
          rowHref={({ id }) => routes.people.one({ person: show('person', id) })}
        />
      </ListPage>
    </Layout>
  )
}

function filters({ kind, status, shared }: PeopleFilter): Filter[] {
  return [
    {
      name: 'status',
      label: t('status'),
      value: status,
      options: PERSON_STATUSES.map((value) => ({ value, label: t(`status.${value}`) })),
    },
    {
      name: 'kind',
      label: t('kind'),
      value: kind,
      options: (['staff', 'contact'] as const).map((value) => ({
        value,
        label: t(`kind.${value}`),
      })),
    },
    {
      name: 'shared',
      label: t('shared'),
      value: shared,
      options: [{ value: 'yes', label: t('shared.yes') }],
    },
  ]
}

function columns({ now }: SignedInContext): Column<Person>[] {
  return [
    { key: 'name', header: t('name'), cell: ({ name }) => name },
    { key: 'email', header: t('email'), cell: ({ email }) => email },
    {
      key: 'status',
      header: t('status'),
      cell: (person) => <StatusBadge status={personStatus(person, now)} />,
    },
    { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kind.${kind as 'staff'}`) },
    {
      key: 'seat',
      header: t('seat'),
      cell: (person) => <SeatBadge person={person} />,
    },
    {
      key: 'last_login',
      header: t('last_login'),
      nowrap: true,
      cell: ({ last_login_at: at }) =>
        at ? <Time at={at} /> : <span class="muted">{t('never')}</span>,
    },
  ]
}

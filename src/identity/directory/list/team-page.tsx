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
import type { Language } from '../../../kit/texts.ts'
import { useLanguage } from '../../../kit/reader.ts'
import { Layout, type PageByCursor } from '../../../web/index.ts'
import { SeatBadge } from '../../persons/badges.tsx'
import type { ShownPerson } from '../../persons/person.ts'
import { whyHref } from '../../persons/page-of.ts'
import { t } from '../../persons/texts.ts'
import { RegistrationBadge, registrationWord } from '../../registration-state/badge.tsx'
import { REGISTRATION_STATES } from '../../registration-state/state.ts'
import type { PeopleFilter } from './queries.ts'

interface TeamPageProps {
  filter: PeopleFilter
  page: PageByCursor<ShownPerson>
  /** How many the filter finds, in words. */
  count: string
}

/** Those who work in the portal; whom it serves are contacts. */
export function TeamPage({ filter, page, count }: TeamPageProps) {
  const language = useLanguage()
  const at = (query: Record<string, string>) => routes.people({}, { ...filter, ...query })
  const invite = (
    <ButtonLink look="primary" icon="plus" href={routes.people.new()}>
      {t('team.invite')}
    </ButtonLink>
  )
  return (
    <Layout title={t('team')} action={invite}>
      <ListPage
        action={routes.people()}
        search={{ name: 'search', label: t('search'), value: filter.search }}
        filters={filters(filter, language)}
        count={count}
        csv={at({ format: 'csv' })}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={
          <Empty icon="people" title={t('empty')} text={t('team.empty.text')} action={invite} />
        }
      >
        <DataTable
          caption={t('team.caption')}
          columns={columns()}
          rows={page.rows}
          rowHref={({ id }) => routes.people.one({ person: show('person', id) })}
        />
      </ListPage>
    </Layout>
  )
}

function filters({ registration, shared }: PeopleFilter, language: Language): Filter[] {
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
      name: 'shared',
      label: t('shared'),
      value: shared,
      options: [{ value: 'yes', label: t('shared.yes') }],
    },
  ]
}

const columns = (): Column<ShownPerson>[] => [
  { key: 'name', header: t('name'), cell: ({ name }) => name },
  { key: 'email', header: t('email'), cell: ({ email }) => email },
  {
    key: 'registration',
    header: t('registration'),
    cell: (person) => <RegistrationBadge state={person.registration} href={whyHref(person)} />,
  },
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

import { REGISTRATION_STATES, registrationWord } from '../../../identity/index.ts'
import {
  Layout,
  useSignedInContext,
  type PageByCursor,
  type LayoutProps,
  type SignedInContext,
} from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  Button,
  ButtonLink,
  DataTable,
  Day,
  Empty,
  ListPage,
  withQuery,
  type Column,
  type Filter,
  type Query,
  type Selection,
} from '../../../ui/index.ts'
import { StageBadge } from '../marks.tsx'
import { t } from '../../texts.ts'
import { SORTS, STATES, type CaseFilter, type Sort } from './filter.ts'
import type { CaseLine } from './list.ts'

/** Parties named on a line; of more it is said how many. */
export const NAMED = 3

interface CasesPageProps {
  filter: CaseFilter
  sort: Sort
  types: string[]
  stages: string[]
  page: PageByCursor<CaseLine>
  /** How many the filter finds, in words. */
  count: string
}

export function CasesPage({ filter, sort, types, stages, page, count }: CasesPageProps) {
  const ctx = useSignedInContext()
  const inAddress: Query = { ...filter, sort: sort === SORTS[0] ? undefined : sort }
  const at = (more: Query) => withQuery(routes.cases(), { ...inAddress, ...more })
  const open = (
    <ButtonLink look="primary" icon="plus" href={routes.cases.new()}>
      {t('open')}
    </ButtonLink>
  )
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Layout
      title={t('title')}
      action={page.rows.length > 0 || isFiltered ? open : null}
      menu={menuOf(ctx, filter, page.rows.length > 0 ? count : null)}
    >
      <ListPage
        action={routes.cases()}
        search={{ name: 'search', label: t('search'), value: filter.search }}
        filters={filters(ctx, filter, { types, stages })}
        keep={{ sort: inAddress['sort'] }}
        count={count}
        csv={at({ format: 'csv' })}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="file" title={t('empty')} text={t('empty.text')} action={open} />}
      >
        <DataTable
          caption={t('title')}
          columns={columns(sort, at)}
          rows={page.rows}
          rowHref={({ id }) => routes.cases.one({ case: show('case', id) })}
          selection={inviting(ctx, filter, count)}
        />
      </ListPage>
    </Layout>
  )
}

/** What is done to many at once, and where one finds it again. @param count of what matches; null for none */
function menuOf(
  ctx: SignedInContext,
  filter: CaseFilter,
  count: string | null,
): LayoutProps['menu'] {
  if (!ctx.holds('people:manage')) return undefined
  const href = withQuery(routes.massInvitations(), { ...filter })
  return [
    ...(count !== null && invitesInBulk(ctx)
      ? [{ label: t('invite.all', { count }), href, icon: 'people' as const }]
      : []),
    { label: t('import'), href: routes.imports(), icon: 'plus' },
    { label: t('works'), href: routes.works(), icon: 'list' },
  ]
}

const invitesInBulk = (ctx: SignedInContext) =>
  ctx.may('mass_invitations') && ctx.holds('people:manage')

/** From the cases that are ticked, or all that match, to whom of their clients can be invited. */
function inviting(
  ctx: SignedInContext,
  filter: CaseFilter,
  count: string,
): Selection<CaseLine> | undefined {
  if (!invitesInBulk(ctx)) return undefined
  return {
    name: 'cases',
    value: ({ id }) => show('case', id),
    label: ({ number, title }) => `${number} ${title}`,
    action: routes.massInvitations(),
    method: 'get',
    buttons: (
      <>
        <Button look="plain">{t('invite.clients')}</Button>
        <ButtonLink look="quiet" href={withQuery(routes.massInvitations(), { ...filter })}>
          {t('invite.all', { count })}
        </ButtonLink>
      </>
    ),
  }
}

function filters(
  { language }: SignedInContext,
  filter: CaseFilter,
  { types, stages }: { types: string[]; stages: string[] },
): Filter[] {
  const named = (names: string[]) => names.map((name) => ({ value: name, label: name }))
  return [
    { name: 'type', label: t('type'), value: filter.type, options: named(types) },
    { name: 'stage', label: t('stage'), value: filter.stage, options: named(stages) },
    {
      name: 'state',
      label: t('state'),
      value: filter.state,
      options: STATES.map((value) => ({ value, label: t(`state.${value}`) })),
    },
    {
      name: 'registration',
      label: t('with_client'),
      value: filter.registration,
      options: REGISTRATION_STATES.map((value) => ({
        value,
        label: registrationWord(value, language),
      })),
    },
  ]
}

function columns(sort: Sort, at: (more: Query) => string): Column<CaseLine>[] {
  /** A head that sorts: first as most would want it, then the other way round. */
  const sorted = (by: 'number' | 'title' | 'opened', first: Sort = by) => {
    const other = first.startsWith('-') ? by : (`-${by}` as const)
    const next = sort === first ? other : first
    return {
      href: at({ sort: next === SORTS[0] ? undefined : next }),
      direction:
        sort === by
          ? ('ascending' as const)
          : sort === `-${by}`
            ? ('descending' as const)
            : undefined,
    }
  }
  const none = <span class="muted">–</span>
  return [
    {
      key: 'number',
      header: t('number'),
      nowrap: true,
      sort: sorted('number'),
      cell: ({ number }) => <span class="numeric">{number}</span>,
    },
    { key: 'title', header: t('title_of'), sort: sorted('title'), cell: ({ title }) => title },
    { key: 'type', header: t('type'), minor: true, cell: ({ type }) => type ?? none },
    {
      key: 'stage',
      header: t('stage'),
      nowrap: true,
      cell: (line) => <StageBadge of={line} />,
    },
    { key: 'parties', header: t('parties'), cell: (line) => named(line) ?? none },
    {
      key: 'opened',
      header: t('opened'),
      nowrap: true,
      sort: sorted('opened', '-opened'),
      cell: ({ opened_on }) => <Day day={opened_on} />,
    },
    {
      key: 'registered',
      header: t('registered'),
      nowrap: true,
      cell: ({ counts: { registered, clients } }) =>
        clients > 0 ? t('registered.of', { registered, clients }) : none,
    },
  ]
}

function named({ parties, counts }: CaseLine): string | null {
  if (parties.length === 0) return null
  const names = parties.map(({ name }) => name)
  const more = counts.parties - names.length
  return more > 0 ? t('parties.more', { names: names.join(', '), more }) : names.join(', ')
}

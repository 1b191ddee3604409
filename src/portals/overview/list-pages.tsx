import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  ButtonLink,
  DataTable,
  Empty,
  ListPage,
  Time,
  withQuery,
  type Column,
  type Query,
} from '../../ui/index.ts'
import { DaysLeft, nameOf, number, StatusBadge } from '../console/status.tsx'
import { words as shared } from '../console/texts.ts'
import { PORTAL_STATUSES } from '../status/portal-status.ts'
import type { Partner } from '../partners/partner.ts'
import type { Page } from './paging.ts'
import type { PortalsQuery } from '../console/portals-list.ts'
import type { PortalLine } from '../console/portal-queries.ts'
import { t } from './texts.ts'

interface ListProps {
  query: PortalsQuery
  page: Page
  count: number
  /** Null for a partner's people, who have only their own. */
  partners: Partner[] | null
}

export function ListOfPortals({ query, page, count, partners }: ListProps) {
  const ctx = useRequestContext()
  const { portals, previous, next } = page
  const action = routes.console.portals()
  const inAddress: Query = {
    search: query.search,
    status: query.status,
    partner: query.partner && show('partner', query.partner),
    sort: query.sort === 'name' ? undefined : query.sort,
  }
  const at = (more: Query) => withQuery(action, { ...inAddress, ...more })
  const create = ctx.holds('portals:provision') ? (
    <ButtonLink look="primary" icon="plus" href={routes.console.portals.new()}>
      {t('list.new')}
    </ButtonLink>
  ) : null
  const filtered = Boolean(query.search || query.status || query.partner)
  return (
    <Layout title={shared.t('portals')} action={portals.length > 0 || filtered ? create : null}>
      <ListPage
        action={action}
        search={{ name: 'search', label: t('list.search'), value: query.search }}
        filters={[
          {
            name: 'status',
            label: t('list.status'),
            value: query.status,
            options: PORTAL_STATUSES.map((status) => ({
              value: status,
              label: shared.t(`badge.${status}`),
            })),
          },
          ...(partners?.length
            ? [
                {
                  name: 'partner',
                  label: t('list.partner'),
                  value: inAddress['partner'],
                  options: partners.map(({ id, name }) => ({ value: id, label: name })),
                },
              ]
            : []),
        ]}
        keep={{ sort: inAddress['sort'] }}
        count={t('list.count', { n: count })}
        csv={at({ format: 'csv' })}
        pager={{
          previous: previous === null ? undefined : at({ before: previous }),
          next: next === null ? undefined : at({ cursor: next }),
        }}
        hasRows={portals.length > 0}
        empty={
          <Empty icon="grid" title={t('list.empty')} text={t('list.empty.text')} action={create} />
        }
      >
        <DataTable
          caption={shared.t('portals')}
          rows={portals}
          rowHref={({ id }) => routes.console.portals.one({ portal: id })}
          columns={columns(ctx, query, at, partners !== null)}
        />
      </ListPage>
    </Layout>
  )
}

function columns(
  { language }: RequestContext,
  { sort }: PortalsQuery,
  at: (more: Query) => string,
  withPartner: boolean,
): Column<PortalLine>[] {
  const sorted = (by: 'name' | 'created') => ({
    href: at({ sort: sort === by ? `-${by}` : by === 'name' ? undefined : by }),
    direction:
      sort === by
        ? ('ascending' as const)
        : sort === `-${by}`
          ? ('descending' as const)
          : undefined,
  })
  return [
    {
      key: 'name',
      header: t('list.portal'),
      sort: sorted('name'),
      cell: (portal) => (
        <>
          {nameOf(portal)}
          {portal.name ? <span class="muted step-note">{portal.host}</span> : null}
        </>
      ),
    },
    {
      key: 'status',
      header: t('list.status'),
      nowrap: true,
      cell: (portal) => <StatusBadge portal={portal} />,
    },
    {
      key: 'left',
      header: t('list.days_left'),
      align: 'end',
      nowrap: true,
      cell: (portal) => <DaysLeft portal={portal} />,
    },
    {
      key: 'pro',
      header: t('list.pro_users'),
      align: 'end',
      cell: ({ proUsers }) => number(language, proUsers),
    },
    {
      key: 'people',
      header: t('list.people'),
      align: 'end',
      minor: true,
      cell: ({ people }) => number(language, people),
    },
    {
      key: 'activity',
      header: t('list.last_activity'),
      nowrap: true,
      cell: ({ lastActivityAt }) =>
        lastActivityAt ? (
          <Time at={lastActivityAt} />
        ) : (
          <span class="muted">{t('list.never')}</span>
        ),
    },
    ...(withPartner
      ? [
          {
            key: 'partner',
            header: t('list.partner'),
            cell: ({ partner }: PortalLine) => partner?.name ?? <span class="muted">–</span>,
          },
        ]
      : []),
    {
      key: 'created',
      header: t('list.created'),
      minor: true,
      nowrap: true,
      sort: sorted('created'),
      cell: ({ createdAt }) => <Time at={createdAt} show="date" />,
    },
  ]
}

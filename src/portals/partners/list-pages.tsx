import { Layout, useRequestContext, type RequestContext } from '../../web/index.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Empty, ListPage, withQuery, type Column } from '../../ui/index.ts'
import { number } from '../console/status.tsx'
import type { PartnerLine } from './list.ts'
import { t } from './texts.ts'
import { PriceText } from './words.tsx'

interface ListProps {
  search: string | undefined
  lines: PartnerLine[]
  next: string | null
  count: number
}

export function ListOfPartners({ search, lines, next, count }: ListProps) {
  const ctx = useRequestContext()
  const action = routes.console.partners()
  const create = (
    <ButtonLink look="primary" icon="plus" href={routes.console.partners.new()}>
      {t('new')}
    </ButtonLink>
  )
  return (
    <Layout title={t('title')} action={count > 0 || search ? create : null}>
      <ListPage
        action={action}
        search={{ name: 'search', label: t('list.search'), value: search }}
        count={t('list.count', { n: count })}
        pager={{ next: next === null ? undefined : withQuery(action, { search, after: next }) }}
        hasRows={lines.length > 0}
        empty={
          <Empty
            icon="company"
            title={t('list.empty')}
            text={t('list.empty.text')}
            action={create}
          />
        }
      >
        <DataTable
          caption={t('title')}
          rows={lines}
          rowHref={({ id }) => routes.console.partners.one({ partner: id })}
          columns={columns(ctx)}
        />
      </ListPage>
    </Layout>
  )
}

function columns({ language }: RequestContext): Column<PartnerLine>[] {
  return [
    {
      key: 'name',
      header: t('list.partner'),
      cell: ({ name, reference }) => (
        <>
          {name}
          {reference ? <span class="muted step-note">{reference}</span> : null}
        </>
      ),
    },
    {
      key: 'portals',
      header: t('portals'),
      align: 'end',
      cell: ({ portals }) => number(language, portals),
    },
    {
      key: 'pro',
      header: t('pro_users'),
      align: 'end',
      cell: ({ proUsers }) => number(language, proUsers),
    },
    {
      key: 'price',
      header: t('list.price'),
      align: 'end',
      nowrap: true,
      cell: ({ price }) => <PriceText price={price} />,
    },
    {
      key: 'contact',
      header: t('contact'),
      cell: ({ billingName, billingEmail }) =>
        billingName || billingEmail ? (
          <>
            {billingName ?? billingEmail}
            {billingName && billingEmail ? (
              <span class="muted step-note">{billingEmail}</span>
            ) : null}
          </>
        ) : (
          <span class="muted">–</span>
        ),
    },
  ]
}

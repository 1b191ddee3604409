import { routes } from '../../routes.ts'
import { DataTable, Day, Empty, Inbox, ListPage, Panel, type Column } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { RequestBadge } from './badge.tsx'
import type { ListedRequest } from './list.ts'
import { addressOfRequest } from './list.ts'
import { SHOWN, type Shown } from './list-queries.ts'
import { titleOf } from './request.ts'
import { t } from './texts.ts'
import type { ShownRequest } from './view.ts'

/** What a table of requests says of each. */
export const columnsOf = <R extends ShownRequest>(about: Column<R>[] = []): Column<R>[] => [
  { key: 'what', header: t('what'), cell: ({ what }) => titleOf(what).title },
  { key: 'who', header: t('who'), cell: ({ personName }) => personName },
  ...about,
  {
    key: 'due',
    header: t('due'),
    nowrap: true,
    cell: ({ dueOn }) => (dueOn ? <Day day={dueOn} /> : <span class="muted">–</span>),
  },
  {
    key: 'state',
    header: t('state'),
    nowrap: true,
    cell: (request) => <RequestBadge request={request} />,
  },
]

interface ListProps {
  shown: Shown
  counts: Record<'waiting' | 'open' | 'late', number>
  page: { rows: ListedRequest[]; next: string | null }
}

/** Requests over everything that they are about, for staff. */
export function RequestsPage({ shown, counts, page }: ListProps) {
  return (
    <Layout
      title={t('list.title')}
      tabs={SHOWN.map((one) => ({
        label: t(`list.${one}`),
        href: routes.requests({}, { show: one }),
        current: one === shown,
        ...(one !== 'over' && { count: counts[one] }),
      }))}
    >
      <ListPage
        action={routes.requests()}
        keep={{ show: shown }}
        pager={page.next ? { next: routes.requests({}, { show: shown, after: page.next }) } : {}}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="file" title={t(`list.none.${shown}`)} text={t('list.none.text')} />}
      >
        <DataTable
          caption={t(`list.${shown}`)}
          rows={page.rows}
          rowHref={(request) => routes.requests.one(addressOfRequest(request))}
          columns={columnsOf<ListedRequest>([
            { key: 'about', header: t('about'), cell: ({ aboutName }) => aboutName },
          ])}
        />
      </ListPage>
    </Layout>
  )
}

/** On the home page of staff: what came in and waits for them, what has waited longest first. */
export const AnsweredPanel = ({ count, first }: { count: number; first: ListedRequest[] }) => (
  <Panel
    title={t('waiting.title', { count })}
    id="requests"
    action={<a href={routes.requests({}, { show: 'waiting' })}>{t('waiting.all')}</a>}
  >
    <Inbox
      entries={first.map((request) => ({
        href: routes.requests.one(addressOfRequest(request)),
        subject: titleOf(request.what).title,
        who: `${request.personName} · ${request.aboutName}`,
        at: request.stateAt,
      }))}
    />
  </Panel>
)

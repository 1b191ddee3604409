import { useRequestContext, type RequestContext } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  Badge,
  DataTable,
  Empty,
  ListPage,
  Time,
  withQuery,
  type Column,
  type Crumb,
} from '../../../ui/index.ts'
import { capital, number } from '../../console/status.tsx'
import { partnerCrumbs, PartnerLayout, type PartnerInPath } from '../../partner-layout.tsx'
import { t } from '../texts.ts'
import type { Report } from './report.ts'
import { moneyName } from './words.ts'
import { monthName } from '../../months/names.ts'

interface ReportsProps {
  partner: PartnerInPath
  reports: Report[]
  /** The newest version of each of their months. */
  newest: ReadonlyMap<string, number>
  /** Cursor of the page after. */
  next: string | null
}

/** A partner's billing reports, the newest first. */
export function ReportsPage({ partner, reports, newest, next }: ReportsProps) {
  const ctx = useRequestContext()
  const action = routes.console.partners.one.reports({ partner: partner.id })
  return (
    <PartnerLayout partner={partner} tab="reports">
      <ListPage
        action={action}
        hasRows={reports.length > 0}
        empty={<Empty icon="file" title={t('reports.empty')} text={t('reports.empty.text')} />}
        pager={{ next: next === null ? undefined : withQuery(action, { cursor: next }) }}
      >
        <DataTable
          caption={t('reports')}
          rows={reports}
          rowHref={addressOf}
          columns={columns(ctx, newest)}
        />
      </ListPage>
    </PartnerLayout>
  )
}

/** The way back from a page below the list. */
export const reportsCrumbs = (ctx: RequestContext, partner: PartnerInPath): Crumb[] =>
  partnerCrumbs(ctx, partner, {
    text: 'tab.reports',
    href: routes.console.partners.one.reports({ partner: partner.id }),
  })

const addressOf = ({ partner, id }: Report): string =>
  routes.console.partners.one.reports.one({
    partner: show('partner', partner),
    report: show('report', id),
  })

function columns(
  { language }: RequestContext,
  newest: ReadonlyMap<string, number>,
): Column<Report>[] {
  return [
    {
      key: 'month',
      header: t('reports.month'),
      cell: ({ month }) => capital(monthName(month, language)),
    },
    {
      key: 'version',
      header: t('report.version'),
      nowrap: true,
      cell: ({ month, version }) =>
        version < newest.get(month)! ? (
          <Badge tone="grey">{t('version.replaced', { version })}</Badge>
        ) : version > 1 ? (
          <Badge tone="blue">{t('version.corrected', { version })}</Badge>
        ) : (
          <span class="numeric">{version}</span>
        ),
    },
    {
      key: 'issued',
      header: t('report.issued'),
      nowrap: true,
      minor: true,
      cell: ({ issuedAt, zone }) => <Time at={issuedAt} zone={zone} show="date" />,
    },
    {
      key: 'portals',
      header: t('report.portals'),
      align: 'end',
      cell: ({ portals }) => number(language, portals),
    },
    {
      key: 'users',
      header: t('line.pro_users'),
      align: 'end',
      cell: ({ proUsers }) => number(language, proUsers),
    },
    {
      key: 'total',
      header: t('report.total'),
      align: 'end',
      nowrap: true,
      cell: ({ total }) => moneyName(total, language),
    },
  ]
}

import { Layout, useRequestContext, type RequestContext } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import {
  Alert,
  Badge,
  ButtonLink,
  DataTable,
  Details,
  Pager,
  Panel,
  Stats,
  Time,
  withQuery,
  type Column,
  type Detail,
  type MenuItem,
} from '../../../ui/index.ts'
import { capital, number } from '../../console/status.tsx'
import type { PartnerInPath } from '../../partner-layout.tsx'
import { reportsCrumbs } from './list-page.tsx'
import { t } from '../texts.ts'
import { ChangesPanel } from './changes-panel.tsx'
import type { NamedLine } from './reading/queries.ts'
import type { Report } from './report.ts'
import { lineAmount, moneyName, namesOf, portalName } from './words.ts'
import { monthName } from '../../months/names.ts'

export interface ReportPageProps {
  partner: PartnerInPath
  report: Report
  /** The newest version of its month. */
  newest: Report
  lines: NamedLine[]
  /** Cursor of the lines after. */
  next: string | null
  /** What the mail server said when it refused the report's mail. */
  undelivered: string | null
}

/** One report: what is billed, portal by portal. */
export function ReportPage(props: ReportPageProps) {
  const ctx = useRequestContext()
  const { partner, report, newest, lines, next, undelivered } = props
  const { language } = ctx
  const at = namesOf(report)
  const replaced = newest.version > report.version
  return (
    <Layout
      title={capital(monthName(report.month, language))}
      crumbs={reportsCrumbs(ctx, partner)}
      badge={
        replaced ? (
          <Badge tone="grey">{t('version.replaced', { version: report.version })}</Badge>
        ) : report.version > 1 ? (
          <Badge tone="blue">{t('version.corrected', { version: report.version })}</Badge>
        ) : undefined
      }
      action={
        <ButtonLink
          look="primary"
          icon="download"
          download
          href={routes.console.partners.one.reports.one.pdf(at)}
        >
          {t('download.pdf')}
        </ButtonLink>
      }
      menu={menu(ctx, report, replaced)}
      details={<Details items={details(props)} />}
    >
      {replaced ? (
        <Alert
          tone="amber"
          title={t('replaced')}
          action={
            <ButtonLink
              href={routes.console.partners.one.reports.one({
                ...at,
                report: show('report', newest.id),
              })}
            >
              {t('replaced.newest')}
            </ButtonLink>
          }
        >
          {t('replaced.text', { version: newest.version })}
        </Alert>
      ) : null}
      {undelivered === null ? null : (
        <Alert tone="red" title={t('undelivered')}>
          {t('undelivered.text', { answer: undelivered })}
        </Alert>
      )}
      {report.unit ? null : <Alert tone="amber">{t('no_price.text')}</Alert>}
      <Stats
        items={[
          { label: t('report.total'), value: moneyName(report.total, language) },
          { label: t('line.pro_users'), value: number(language, report.proUsers) },
          { label: t('report.portals'), value: number(language, report.portals) },
        ]}
      />
      {report.changes ? <ChangesPanel report={report} /> : null}
      <Panel title={t('lines')} text={t('lines.text')}>
        {lines.length > 0 ? (
          <DataTable
            caption={t('lines')}
            rows={lines}
            rowHref={({ portal }) =>
              routes.console.partners.one.reports.one.portals.one({
                ...at,
                portal: show('portal', portal),
              })
            }
            columns={columns(ctx, report)}
          />
        ) : (
          <p class="muted">{t('report.empty')}</p>
        )}
        <Pager
          next={
            next === null
              ? undefined
              : withQuery(routes.console.partners.one.reports.one(at), { cursor: next })
          }
        />
      </Panel>
    </Layout>
  )
}

function menu(ctx: RequestContext, report: Report, replaced: boolean): MenuItem[] {
  const at = namesOf(report)
  const file = { icon: 'download', download: true } as const
  return [
    { label: t('download.csv'), href: routes.console.partners.one.reports.one.csv(at), ...file },
    { label: t('download.json'), href: routes.console.partners.one.reports.one.json(at), ...file },
    ...(ctx.holds('installation:operate') && !replaced
      ? [{ label: t('correct'), href: routes.console.partners.one.reports.one.correction(at) }]
      : []),
  ]
}

function details({ report }: ReportPageProps): Detail[] {
  const { language } = useRequestContext()
  return [
    { label: t('report.bill_to'), value: report.billTo },
    ...(report.reference ? [{ label: t('report.reference'), value: report.reference }] : []),
    {
      label: t('report.unit'),
      value: report.unit ? moneyName(report.unit, language) : t('report.no_price'),
    },
    {
      label: t('report.issued'),
      value: <Time at={report.issuedAt} zone={report.zone} show="exact" />,
      note: t('report.days_in', { zone: report.zone }),
    },
    { label: t('report.version'), value: String(report.version) },
    { label: t('report.number'), value: <code>{show('report', report.id)}</code> },
  ]
}

function columns({ language }: RequestContext, report: Report): Column<NamedLine>[] {
  const count = (
    key: 'billableDays' | 'proUsers' | 'peak' | 'monthEnd',
    header: string,
  ): Column<NamedLine> => ({
    key,
    header,
    align: 'end',
    cell: (line) => number(language, line[key]),
  })
  return [
    {
      key: 'portal',
      header: t('line.portal'),
      cell: (line) => (
        <>
          {portalName(line, language)}
          {line.reference ? <span class="muted step-note">{line.reference}</span> : null}
        </>
      ),
    },
    count('billableDays', t('line.days')),
    count('proUsers', t('line.pro_users')),
    count('peak', t('line.peak')),
    count('monthEnd', t('line.month_end')),
    {
      key: 'amount',
      header: t('line.amount'),
      align: 'end',
      nowrap: true,
      cell: (line) => moneyName(lineAmount(report, line), language),
    },
  ]
}

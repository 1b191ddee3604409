import { Layout, useRequestContext, type RequestContext } from '../../../web/index.ts'
import { routes } from '../../../routes.ts'
import { DataTable, Empty, Stats, type Column } from '../../../ui/index.ts'
import { capital, number } from '../../console/status.tsx'
import type { PartnerInPath } from '../../partner-layout.tsx'
import { reportsCrumbs } from './list-page.tsx'
import { t } from '../texts.ts'
import type { FullLine, NamedPerson } from './reading/full-lines.ts'
import type { Report } from './report.ts'
import { lineAmount, moneyName, namesOf, portalName } from './words.ts'
import { dayName, monthName } from '../../months/names.ts'

/** People shown on a page; the files have all of them. */
const SHOWN = 500

interface PortalLineProps {
  partner: PartnerInPath
  report: Report
  line: FullLine
}

/** One line of a report: who was counted, from when, until when, and why. */
export function PortalLinePage({ partner, report, line }: PortalLineProps) {
  const ctx = useRequestContext()
  const { language } = ctx
  const at = namesOf(report)
  return (
    <Layout
      title={portalName(line, language)}
      crumbs={[
        ...reportsCrumbs(ctx, partner),
        {
          label: capital(monthName(report.month, language)),
          href: routes.console.partners.one.reports.one(at),
        },
      ]}
    >
      <Stats
        items={[
          { label: t('line.amount'), value: moneyName(lineAmount(report, line), language) },
          { label: t('line.pro_users'), value: number(language, line.proUsers) },
          { label: t('line.peak'), value: number(language, line.peak) },
          { label: t('line.month_end'), value: number(language, line.monthEnd) },
          { label: t('line.days'), value: number(language, line.billableDays) },
        ]}
      />
      {line.persons.length > 0 ? (
        <DataTable
          caption={t('report.persons')}
          rows={line.persons.slice(0, SHOWN)}
          columns={columns(ctx)}
        />
      ) : (
        <Empty
          icon="people"
          title={t('persons.none')}
          text={t(line.billableDays > 0 ? 'persons.none.seats' : 'persons.none.days')}
        />
      )}
      {line.persons.length > SHOWN ? (
        <p class="muted">{t('persons.more', { shown: SHOWN, of: line.persons.length })}</p>
      ) : null}
    </Layout>
  )
}

function columns({ language }: RequestContext): Column<NamedPerson>[] {
  return [
    {
      key: 'name',
      header: t('person.name'),
      cell: ({ name }) => name ?? <span class="muted">{t('person.gone')}</span>,
    },
    {
      key: 'first',
      header: t('person.first'),
      cell: ({ firstDay, began }) => (
        <Day day={dayName(firstDay, language)} why={t(`began.${began}`)} />
      ),
    },
    {
      key: 'last',
      header: t('person.last'),
      cell: ({ lastDay, ended }) => (
        <Day day={dayName(lastDay, language)} why={t(`ended.${ended}`)} />
      ),
    },
    {
      key: 'days',
      header: t('person.days'),
      align: 'end',
      cell: ({ billableDays }) => number(language, billableDays),
    },
  ]
}

/** In one piece, which stays together where a phone sets a cell's label and content apart. */
const Day = ({ day, why }: { day: string; why: string }) => (
  <div>
    {day}
    <span class="muted step-note">{why}</span>
  </div>
)

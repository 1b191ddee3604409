import { useRequestContext } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { formatMoney } from '../../../kit/money.ts'
import { routes } from '../../../routes.ts'
import { DataTable, Panel, type Column } from '../../../ui/index.ts'
import { t } from '../texts.ts'
import type { Changes, Report } from './report.ts'
import { namesOf } from './words.ts'

/** Portals listed; the whole list is in the report's JSON. */
const SHOWN = 100

type PortalChange = Changes['portals'][number]

/** What a correction changed, and why it was made. */
export function ChangesPanel({ report }: { report: Report }) {
  const { language } = useRequestContext()
  const { unit, portals, persons } = report.changes!
  const price = (money: { minor: number; currency: string } | null) =>
    money
      ? formatMoney({ minor: BigInt(money.minor), currency: money.currency }, language)
      : t('report.no_price')
  return (
    <Panel title={t('changes')} text={`“${report.reason}”`} framed>
      {unit ? <p>{t('changes.unit', { from: price(unit.from), to: price(unit.to) })}</p> : null}
      <p>{t('changes.counts', { portals: portals.length, persons: persons.length })}</p>
      {portals.length > 0 ? (
        <DataTable
          caption={t('changes')}
          rows={portals.slice(0, SHOWN)}
          rowHref={({ portal }) =>
            routes.console.partners.one.reports.one.portals.one({
              ...namesOf(report),
              portal: show('portal', portal),
            })
          }
          columns={columns()}
        />
      ) : null}
      {portals.length > SHOWN ? <p class="muted">{t('changes.more')}</p> : null}
    </Panel>
  )
}

function columns(): Column<PortalChange>[] {
  const count = (key: 'billableDays' | 'proUsers', header: string): Column<PortalChange> => ({
    key,
    header,
    align: 'end',
    nowrap: true,
    cell: ({ from, to }) =>
      from?.[key] === to?.[key] ? (
        <span class="muted">{to?.[key]}</span>
      ) : (
        `${from?.[key] ?? '–'} → ${to?.[key] ?? '–'}`
      ),
  })
  return [
    {
      key: 'portal',
      header: t('line.portal'),
      cell: ({ portal }) => <code>{show('portal', portal)}</code>,
    },
    count('billableDays', t('line.days')),
    count('proUsers', t('line.pro_users')),
  ]
}

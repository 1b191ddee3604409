import { onPersonPage } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, DataTable, Panel, Stats } from '../../ui/index.ts'
import { todayOf } from '../invoice/today.ts'
import { creditOf } from '../ledger/queries.ts'
import { Money } from '../wording/money.tsx'
import { columns } from './list/page.tsx'
import { invoicesPage, owedIn } from './list/queries.ts'
import { t } from './texts.ts'

/** The newest of them; the others are a list of their own. */
const SHOWN = 5

/** On the page of a contact: what they owe, what they have paid, and what they have as credit. */
export const invoicesOfPerson = onPersonPage.with(async (ctx, { id, kind }) => {
  if (kind !== 'contact' || !ctx.may('invoices') || !ctx.holds('payments:manage')) return null
  const { today, rows, owed, credit } = await ctx.read(async (tx) => {
    const today = await todayOf({ tx, now: ctx.now })
    const [rows, owed, credit] = await Promise.all([
      invoicesPage(tx, { person: id, today, limit: SHOWN + 1 }),
      owedIn(tx, { person: id, today }),
      creditOf(tx, id),
    ])
    return { today, rows, owed, credit }
  })
  return <InvoicesPanel {...{ id, today, rows, owed, credit }} />
})

interface PanelProps {
  id: string
  today: string
  rows: Awaited<ReturnType<typeof invoicesPage>>
  owed: Awaited<ReturnType<typeof owedIn>>
  credit: Awaited<ReturnType<typeof creditOf>>
}

function InvoicesPanel({ id, today, rows, owed, credit }: PanelProps) {
  const person = show('person', id)
  return (
    <Panel
      title={t('panel.title')}
      id="invoices"
      action={<ButtonLink href={routes.invoices.new({}, { person })}>{t('new')}</ButtonLink>}
    >
      {owed.length > 0 || credit.length > 0 ? (
        <Stats
          items={[
            ...owed.flatMap(({ currency, owed, overdue }) => [
              { label: t('owed'), value: <Money minor={owed} currency={currency} /> },
              ...(overdue > 0n
                ? [
                    {
                      label: t('owed.overdue'),
                      value: <Money minor={overdue} currency={currency} />,
                    },
                  ]
                : []),
            ]),
            ...credit.map(({ currency, amount }) => ({
              label: t('panel.credit'),
              value: <Money minor={amount} currency={currency} />,
              note: <a href={routes.contacts.one.payOut({ person })}>{t('pay_out')}</a>,
            })),
          ]}
        />
      ) : null}
      {rows.length === 0 ? (
        <p class="muted">{t('panel.none')}</p>
      ) : (
        <>
          <DataTable
            caption={t('panel.title')}
            rows={rows.slice(0, SHOWN)}
            rowHref={(invoice) => routes.invoices.one({ invoice: show('invoice', invoice.id) })}
            columns={columns(today, false)}
          />
          <p>
            {rows.length > SHOWN ? (
              <>
                <a href={routes.invoices({}, { person })}>{t('panel.all')}</a> ·{' '}
              </>
            ) : null}
            <a href={routes.contacts.one.statement({ person })}>{t('statement')}</a>
          </p>
        </>
      )}
    </Panel>
  )
}

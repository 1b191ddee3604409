import { startOf } from '../../kit/day.ts'
import { useLanguage } from '../../kit/reader.ts'
import {
  Alert,
  Button,
  ButtonLink,
  DataTable,
  dateOf,
  Day,
  Form,
  Panel,
  TextField,
  type Crumb,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { Money } from '../wording/money.tsx'
import { kindOf, type Account, type Statement, type StatementRow } from './statement.ts'
import { t } from './texts.ts'

interface StatementProps {
  statement: Statement
  /** The page’s own address, with a query. */
  at: (query: Record<string, string>) => string
  crumbs: Crumb[]
  /** For whom it is of, it does not say their name. */
  own?: boolean
}

/** What somebody owes, and how it came to that. */
export function StatementPage({ statement, at, crumbs, own = false }: StatementProps) {
  const { person, from, to, accounts, isCut } = statement
  const period = { from, to }
  return (
    <Layout
      title={own ? t('title') : t('title.of', { name: person.name })}
      crumbs={crumbs}
      action={
        <>
          <ButtonLink icon="download" href={at({ ...period, format: 'pdf' })} download>
            {t('pdf')}
          </ButtonLink>{' '}
          <ButtonLink look="quiet" icon="download" href={at({ ...period, format: 'csv' })} download>
            {t('csv')}
          </ButtonLink>
        </>
      }
    >
      <Form method="get" action={at({})} layout="line">
        <TextField name="from" type="date" label={t('from')} value={from} />
        <TextField name="to" type="date" label={t('to')} value={to} />
        <Button look="plain">{t('show')}</Button>
      </Form>
      {isCut ? <Alert tone="amber">{t('many')}</Alert> : null}
      {accounts.length === 0 ? <p class="muted">{t('none')}</p> : null}
      {accounts.map((account) => (
        <AccountPanel account={account} from={from} to={to} several={accounts.length > 1} />
      ))}
    </Layout>
  )
}

interface AccountProps {
  account: Account
  from: string
  to: string
  several: boolean
}

function AccountPanel({ account, from, to, several }: AccountProps) {
  const language = useLanguage()
  const day = (text: string) => dateOf(language, startOf(text), 'UTC')
  const { currency, opening, rows, closing } = account
  const first = {
    on: from,
    number: null,
    balance: opening,
    change: null,
    what: t('opening'),
  }
  const all = [
    first,
    ...rows.map((row: StatementRow) => ({ ...row, what: t(`kind.${kindOf(row.kind)}`) })),
  ]
  return (
    <Panel title={several ? currency : t('period', { from: day(from), to: day(to) })}>
      <DataTable
        caption={t('title')}
        rows={all}
        columns={[
          { key: 'day', header: t('day'), nowrap: true, cell: ({ on }) => <Day day={on} /> },
          { key: 'what', header: t('what'), cell: ({ what }) => what },
          { key: 'number', header: t('number'), cell: ({ number }) => number ?? '' },
          {
            key: 'change',
            header: t('change'),
            align: 'end',
            nowrap: true,
            cell: ({ change }) =>
              change === null ? '' : <Money minor={change} currency={currency} />,
          },
          {
            key: 'balance',
            header: t('balance'),
            align: 'end',
            nowrap: true,
            cell: ({ balance }) => <Money minor={balance} currency={currency} />,
          },
        ]}
      />
      <dl class="sums">
        <div class="sum-strong">
          <dt>{t(closing < 0n ? 'closing.credit' : 'closing.owed')}</dt>
          <dd>
            <Money minor={closing < 0n ? -closing : closing} currency={currency} />
          </dd>
        </div>
      </dl>
    </Panel>
  )
}

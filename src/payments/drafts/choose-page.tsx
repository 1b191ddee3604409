import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Button, ButtonLink, Confirm, DataTable, Empty, Form, TextField } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { nameOf, type InvoiceInClear } from '../invoice/invoice.ts'
import { t } from './texts.ts'

interface ChooseProps {
  search: string
  matches: readonly { id: string; name: string }[]
}

/** Whom a new invoice is for. */
export const ChoosePage = ({ search, matches }: ChooseProps) => (
  <Layout
    title={t('new')}
    width="form"
    crumbs={[{ label: t('payments'), href: routes.invoices() }]}
  >
    {matches.length === 0 && search === '' ? (
      <Empty
        icon="people"
        title={t('nobody')}
        text={t('nobody.text')}
        action={
          <ButtonLink look="primary" href={routes.contacts.new()}>
            {t('nobody.do')}
          </ButtonLink>
        }
      />
    ) : (
      <>
        <Form method="get" action={routes.invoices.new()} layout="line">
          <TextField
            name="search"
            label={t('find')}
            value={search}
            type="search"
            maxlength={100}
            autocomplete="off"
          />
          <Button look="plain">{t('find.do')}</Button>
        </Form>
        {matches.length === 0 ? (
          <p role="status">{t('find.none', { search })}</p>
        ) : (
          <DataTable
            caption={t('who')}
            rows={[...matches]}
            rowHref={({ id }) => routes.invoices.new({}, { person: show('person', id) })}
            columns={[{ key: 'name', header: t('who'), cell: ({ name }) => name }]}
          />
        )}
      </>
    )}
  </Layout>
)

/** Asks once more before a draft goes. */
export function DiscardPage({ invoice }: { invoice: InvoiceInClear }) {
  const named = { invoice: show('invoice', invoice.id) }
  const href = routes.invoices.one(named)
  return (
    <Layout
      title={t('discard.title')}
      width="form"
      crumbs={[
        { label: t('payments'), href: routes.invoices() },
        { label: nameOf(invoice), href },
      ]}
    >
      <Confirm
        action={routes.invoices.one.discarding(named)}
        consequences={[t('discard.text', { name: invoice.personName })]}
        reassurance={t('discard.keeps')}
        button={t('discard')}
        danger
        cancelHref={href}
      />
    </Layout>
  )
}

import type { Child } from 'hono/jsx'
import { Layout, useSignedInContext, type PageByCursor } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DataTable,
  Empty,
  Form,
  ListPage,
  TextField,
  uiTexts,
  type Errors,
  locale,
} from '../../ui/index.ts'
import { ContactsLayout } from '../layout.tsx'
import type { Company } from './company.ts'
import type { CompanyRow } from './queries.ts'
import { t } from './texts.ts'

interface CompaniesProps {
  search: string | undefined
  page: PageByCursor<CompanyRow>
}

export function CompaniesPage({ search, page }: CompaniesProps) {
  const { language } = useSignedInContext()
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.companies.new()}>
      {t('add')}
    </ButtonLink>
  )
  const at = (query: Record<string, string>) => routes.companies({}, { search, ...query })
  return (
    <ContactsLayout tab="companies" action={page.rows.length > 0 || search ? add : undefined}>
      <ListPage
        action={routes.companies()}
        search={{ name: 'search', label: t('search'), value: search }}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="company" title={t('empty')} text={t('empty.text')} action={add} />}
      >
        <DataTable
          caption={t('caption')}
          columns={[
            { key: 'name', header: t('name'), cell: ({ name }) => name },
            {
              key: 'contacts',
              header: t('contacts'),
              align: 'end',
              cell: ({ contacts }) => contacts.toLocaleString(locale(language)),
            },
          ]}
          rows={page.rows}
          rowHref={({ id }) => routes.companies.one({ company: show('company', id) })}
        />
      </ListPage>
    </ContactsLayout>
  )
}

interface CompanyProps {
  company: Company
  panels: Child[]
}

export function CompanyPage({ company, panels }: CompanyProps) {
  const id = show('company', company.id)
  return (
    <Layout
      title={company.name}
      crumbs={[
        { label: t('crumb.contacts'), href: routes.contacts() },
        { label: t('caption'), href: routes.companies() },
      ]}
      action={
        <ButtonLink
          look="primary"
          icon="plus"
          href={routes.contacts.new({}, { company: company.name })}
        >
          {t('contacts.add')}
        </ButtonLink>
      }
      menu={[{ label: t('rename'), href: routes.companies.one.edit({ company: id }) }]}
    >
      {panels}
    </Layout>
  )
}

interface CompanyFormProps {
  /** Which it renames; without it, it adds. */
  company?: Company
  typed?: Record<string, string>
  errors?: Errors
}

export function CompanyFormPage({ company, typed, errors = {} }: CompanyFormProps) {
  const back = company
    ? routes.companies.one({ company: show('company', company.id) })
    : routes.companies()
  return (
    <Layout
      title={company ? t('rename.title', { name: company.name }) : t('add')}
      crumbs={[
        { label: t('crumb.contacts'), href: routes.contacts() },
        { label: t('caption'), href: routes.companies() },
        ...(company ? [{ label: company.name, href: back }] : []),
      ]}
      width="form"
    >
      <Form action={back} errors={errors}>
        <TextField
          name="name"
          label={t('name')}
          value={typed?.['name'] ?? company?.name}
          error={errors['name']}
          autocomplete="off"
          maxlength={120}
          autofocus
        />
        <Actions>
          <Button>{t(company ? 'rename.do' : 'add')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

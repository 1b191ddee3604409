import { Layout, useSignedInContext } from '../../web/index.ts'
import type { Field } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DataTable,
  FileField,
  Form,
  Panel,
  type Errors,
} from '../../ui/index.ts'
import { words as works } from '../bulk-job-texts.ts'
import { COLUMNS, headerOf, type ColumnName } from './column.ts'
import { MOST_LINES } from './file.ts'
import { t } from './texts.ts'

interface UploadPageProps {
  /** The portal's own, which are columns too. */
  fields: readonly Field[]
  errors?: Errors
}

/** Asks for a file, and says what may be in it. Nothing happens before it has been looked through. */
export function UploadPage({ fields, errors = {} }: UploadPageProps) {
  return (
    <Layout
      title={t('title')}
      subtitle={t('lead')}
      crumbs={[{ label: works.t('title'), href: routes.works() }]}
      width="form"
    >
      <Form action={routes.imports()} errors={errors} files guard={false}>
        <FileField
          name="csv"
          label={t('file')}
          help={t('file.help', { lines: MOST_LINES })}
          error={errors['csv']}
          accept=".csv,.tsv,.txt,text/csv,text/tab-separated-values,text/plain"
        />
        <Actions>
          <Button>{t('look')}</Button>
          <ButtonLink look="quiet" icon="download" download href={routes.imports.template()}>
            {t('template')}
          </ButtonLink>
        </Actions>
      </Form>
      <Columns fields={fields} />
      <Panel title={t('known')}>
        <ul class="consequences">
          <li>{t('known.people')}</li>
          <li>{t('known.cases')}</li>
          <li>{t('known.empty')}</li>
          <li>{t('known.digits')}</li>
        </ul>
      </Panel>
    </Layout>
  )
}

function Columns({ fields }: Pick<UploadPageProps, 'fields'>) {
  const { language } = useSignedInContext()
  const rows = [
    ...COLUMNS.map((name: ColumnName) => ({
      name: headerOf(name, language),
      holds: t(`column.${name}`),
    })),
    ...fields.map(({ label, kind, choices }) => ({
      name: label,
      holds: kind === 'choice' ? choices.join(', ') : t(`kind.${kind}`),
    })),
  ]
  return (
    <Panel title={t('columns')} text={t('columns.text')}>
      <DataTable<(typeof rows)[number]>
        caption={t('columns')}
        rows={rows}
        columns={[
          {
            key: 'name',
            header: t('column'),
            nowrap: true,
            cell: ({ name }) => <strong>{name}</strong>,
          },
          { key: 'holds', header: t('holds'), cell: ({ holds }) => holds },
        ]}
      />
    </Panel>
  )
}

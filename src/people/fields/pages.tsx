import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { SettingsLayout } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  DataTable,
  Empty,
  Form,
  Gone,
  RadioList,
  TextArea,
  TextField,
  uiTexts,
  type Errors,
} from '../../ui/index.ts'
import { FIELD_KINDS, type Field } from './field.ts'
import { t } from './texts.ts'

export function FieldsPage({ fields }: { fields: readonly Field[] }) {
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.settings.fields.new()}>
      {t('add')}
    </ButtonLink>
  )
  return (
    <SettingsLayout tab="fields" action={fields.length > 0 ? add : undefined}>
      {fields.length === 0 ? (
        <Empty icon="card" title={t('empty')} text={t('empty.text')} action={add} />
      ) : (
        <>
          <p class="muted">{t('lead')}</p>
          <DataTable
            caption={t('caption')}
            columns={[
              { key: 'label', header: t('label'), cell: ({ label }) => label },
              {
                key: 'kind',
                header: t('kind'),
                cell: ({ kind, choices }) =>
                  kind === 'choice'
                    ? `${t('kind.choice')}: ${choices.join(', ')}`
                    : t(`kind.${kind}`),
              },
              {
                key: 'order',
                header: t('order'),
                align: 'end',
                cell: (field) => <Moves fields={fields} field={field} />,
              },
            ]}
            rows={[...fields]}
            rowHref={({ id }) => routes.settings.fields.one({ field: show('field', id) })}
          />
        </>
      )}
    </SettingsLayout>
  )
}

/** Up and down by one place, where there is one. */
function Moves({ fields, field }: { fields: readonly Field[]; field: Field }) {
  const at = fields.indexOf(field)
  const move = (way: 'up' | 'down', position: number) => (
    <form
      method="post"
      action={routes.settings.fields.one.position({ field: show('field', field.id) })}
    >
      <input type="hidden" name="position" value={String(position)} />
      <Button look="quiet" small label={t(`move.${way}.label`, { label: field.label })}>
        {t(`move.${way}`)}
      </Button>
    </form>
  )
  return (
    <span class="row-buttons">
      {at > 0 ? move('up', at - 1) : <Gone>{t('move.up')}</Gone>}
      {at < fields.length - 1 ? move('down', at + 1) : <Gone>{t('move.down')}</Gone>}
    </span>
  )
}

interface FieldFormProps {
  /** Which it changes; without it, it adds. */
  field?: Field
  typed?: Record<string, string>
  errors?: Errors
}

export function FieldFormPage({ field, typed, errors = {} }: FieldFormProps) {
  const action = field
    ? routes.settings.fields.one({ field: show('field', field.id) })
    : routes.settings.fields()
  return (
    <Layout
      title={field ? t('edit.title', { label: field.label }) : t('add')}
      subtitle={field ? t('kind.fixed', { kind: t(`kind.${field.kind}`) }) : undefined}
      crumbs={[{ label: t('caption'), href: routes.settings.fields() }]}
      menu={
        field
          ? [
              {
                label: t('remove'),
                href: routes.settings.fields.one.removal({ field: show('field', field.id) }),
                danger: true,
              },
            ]
          : undefined
      }
      width="form"
    >
      <Form action={action} errors={errors}>
        <TextField
          name="label"
          label={t('label')}
          help={t('label.help')}
          value={typed ? typed['label'] : field?.label}
          error={errors['label']}
          autocomplete="off"
          maxlength={60}
          autofocus
        />
        {field ? null : (
          <RadioList
            name="kind"
            label={t('kind')}
            value={typed ? typed['kind'] : 'text'}
            error={errors['kind']}
            options={FIELD_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        )}
        {field && field.kind !== 'choice' ? null : (
          <TextArea
            name="choices"
            label={t('choices')}
            help={t(field ? 'choices.help.edit' : 'choices.help')}
            value={typed ? typed['choices'] : field?.choices.join('\n')}
            error={errors['choices']}
            optional={!field}
          />
        )}
        <Actions>
          <Button>{t(field ? 'edit.do' : 'add')}</Button>
          <ButtonLink look="quiet" href={routes.settings.fields()}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

export function FieldRemovalPage({
  field,
  cards,
}: {
  field: Field
  /** How many cards have a value of it. */
  cards: number
}) {
  const shown = { field: show('field', field.id) }
  return (
    <Layout
      title={t('remove.title', { label: field.label })}
      crumbs={[
        { label: t('caption'), href: routes.settings.fields() },
        { label: field.label, href: routes.settings.fields.one(shown) },
      ]}
      width="form"
    >
      <Confirm
        action={routes.settings.fields.one.removal(shown)}
        consequences={[t('remove.cards', { count: cards }), t('remove.gone')]}
        button={t('remove')}
        danger
        cancelHref={routes.settings.fields.one(shown)}
      />
    </Layout>
  )
}

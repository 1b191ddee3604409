import { Room, type SignedInVisit } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { SettingsRoom } from '../../portals/index.ts'
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
import { words } from './texts.ts'

export function FieldsPage({ visit, fields }: { visit: SignedInVisit; fields: readonly Field[] }) {
  const { language } = visit
  const t = words(language)
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.newField()}>
      {t('add')}
    </ButtonLink>
  )
  return (
    <SettingsRoom visit={visit} tab="fields" action={fields.length > 0 ? add : undefined}>
      {fields.length === 0 ? (
        <Empty icon="card" title={t('empty')} text={t('empty.text')} action={add} />
      ) : (
        <>
          <p class="muted">{t('lead')}</p>
          <DataTable
            language={language}
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
                cell: (field) => <Moves visit={visit} fields={fields} field={field} />,
              },
            ]}
            rows={[...fields]}
            rowHref={({ id }) => routes.field({ field: show('field', id) })}
          />
        </>
      )}
    </SettingsRoom>
  )
}

/** Up and down by one place, where there is one. */
function Moves({
  visit: { language },
  fields,
  field,
}: {
  visit: SignedInVisit
  fields: readonly Field[]
  field: Field
}) {
  const t = words(language)
  const at = fields.indexOf(field)
  const move = (way: 'up' | 'down', position: number) => (
    <form method="post" action={routes.fieldPosition({ field: show('field', field.id) })}>
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
  visit: SignedInVisit
  /** Which it changes; without it, it adds. */
  field?: Field
  typed?: Record<string, string>
  errors?: Errors
}

export function FieldFormPage({ visit, field, typed, errors = {} }: FieldFormProps) {
  const { language } = visit
  const t = words(language)
  const action = field ? routes.field({ field: show('field', field.id) }) : routes.fields()
  return (
    <Room
      visit={visit}
      title={field ? t('edit.title', { label: field.label }) : t('add')}
      subtitle={field ? t('kind.fixed', { kind: t(`kind.${field.kind}`) }) : undefined}
      crumbs={[{ label: t('caption'), href: routes.fields() }]}
      menu={
        field
          ? [
              {
                label: t('remove'),
                href: routes.fieldRemoval({ field: show('field', field.id) }),
                danger: true,
              },
            ]
          : undefined
      }
      width="form"
    >
      <Form language={language} action={action} errors={errors}>
        <TextField
          language={language}
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
            language={language}
            name="kind"
            label={t('kind')}
            value={typed ? typed['kind'] : 'text'}
            error={errors['kind']}
            options={FIELD_KINDS.map((value) => ({ value, label: t(`kind.${value}`) }))}
          />
        )}
        {field && field.kind !== 'choice' ? null : (
          <TextArea
            language={language}
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
          <ButtonLink look="quiet" href={routes.fields()}>
            {uiTexts(language)('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Room>
  )
}

export function FieldRemovalPage({
  visit,
  field,
  cards,
}: {
  visit: SignedInVisit
  field: Field
  /** How many cards have a value of it. */
  cards: number
}) {
  const { language } = visit
  const t = words(language)
  const shown = { field: show('field', field.id) }
  return (
    <Room
      visit={visit}
      title={t('remove.title', { label: field.label })}
      crumbs={[
        { label: t('caption'), href: routes.fields() },
        { label: field.label, href: routes.field(shown) },
      ]}
      width="form"
    >
      <Confirm
        language={language}
        action={routes.fieldRemoval(shown)}
        consequences={[t('remove.cards', { count: cards }), t('remove.gone')]}
        button={t('remove')}
        danger
        cancelHref={routes.field(shown)}
      />
    </Room>
  )
}

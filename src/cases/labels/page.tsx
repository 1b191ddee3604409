import { useRequestContext, type RequestContext } from '../../web/index.ts'
import { SettingsLayout } from '../../portals/index.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  DataTable,
  Empty,
  fieldId,
  Form,
  Gone,
  Panel,
  TextField,
  type Column,
  type Errors,
  locale,
} from '../../ui/index.ts'
import { LABEL_KINDS, type LabelKind } from './label.ts'
import type { Label } from './queries.ts'
import { t } from './texts.ts'

interface LabelsPageProps {
  labels: Record<LabelKind, Label[]>
  /** What was refused, and for which of the lists. */
  typed?: { kind?: string; name?: string }
  errors?: Errors
}

/** What a portal calls its types and stages of cases. */
export function LabelsPage({ labels, typed, errors }: LabelsPageProps) {
  const none = LABEL_KINDS.every((kind) => labels[kind].length === 0)
  return (
    <SettingsLayout tab="cases">
      {none ? (
        <Empty
          icon="list"
          title={t('empty')}
          text={t('empty.text')}
          action={
            <Form action={routes.settings.cases.start()} layout="line" guard={false}>
              <Button>{t('start')}</Button>
            </Form>
          }
        />
      ) : null}
      {LABEL_KINDS.map((kind) => (
        <LabelList {...{ kind, typed, errors }} labels={labels[kind]} />
      ))}
    </SettingsLayout>
  )
}

interface ListProps extends Omit<LabelsPageProps, 'labels'> {
  kind: LabelKind
  labels: Label[]
}

const LabelList = ({ kind, labels, typed, errors }: ListProps) => {
  const ctx = useRequestContext()
  const mine = typed?.kind === kind ? typed : undefined
  return (
    <Panel title={t(`title.${kind}`)} text={t(`text.${kind}`)}>
      {labels.length > 0 ? (
        <DataTable
          caption={t(`title.${kind}`)}
          columns={columns(ctx, kind, labels)}
          rows={labels}
        />
      ) : null}
      <Form
        action={routes.settings.cases()}
        layout="line"
        hidden={{ kind }}
        errors={mine && errors}
      >
        <TextField
          name="name"
          // Two forms on one page: the refused one has the id that its summary leads to.
          id={mine || (!typed && kind === 'type') ? fieldId('name') : `${fieldId('name')}-${kind}`}
          label={t(`add.${kind}`)}
          value={mine?.name}
          error={mine && errors?.['name']}
          maxlength={60}
          autocomplete="off"
        />
        <Button look="plain">{t('add')}</Button>
      </Form>
    </Panel>
  )
}

function columns({ language }: RequestContext, kind: LabelKind, labels: Label[]): Column<Label>[] {
  return [
    { key: 'name', header: t(`one.${kind}`), cell: ({ name }) => name },
    {
      key: 'cases',
      header: t('cases'),
      align: 'end',
      nowrap: true,
      cell: ({ cases }) => <span class="numeric">{cases.toLocaleString(locale(language))}</span>,
    },
    {
      key: 'do',
      header: t('action'),
      align: 'end',
      cell: (label) => <Buttons kind={kind} label={label} labels={labels} />,
    },
  ]
}

interface ButtonsProps {
  kind: LabelKind
  label: Label
  labels: Label[]
}

function Buttons({ kind, label: { name, cases }, labels }: ButtonsProps) {
  const at = labels.findIndex((one) => one.name === name) + 1
  const button = (action: string, text: 'up' | 'down' | 'remove', position?: number) => (
    <Form action={action} layout="line" guard={false} hidden={{ kind, name, position }}>
      <Button look="quiet" small label={t('of', { action: t(text), name })}>
        {t(text)}
      </Button>
    </Form>
  )
  return (
    <div class="row-actions">
      {cases === 0 ? button(routes.settings.cases.removal(), 'remove') : null}
      {at > 1 ? button(routes.settings.cases.position(), 'up', at - 1) : <Gone>{t('up')}</Gone>}
      {at < labels.length ? (
        button(routes.settings.cases.position(), 'down', at + 1)
      ) : (
        <Gone>{t('down')}</Gone>
      )}
      <ButtonLink
        look="quiet"
        small
        href={routes.settings.cases.renaming({}, { kind, name })}
        label={t('of', { action: t('rename'), name })}
      >
        {t('rename')}
      </ButtonLink>
    </div>
  )
}

interface RenameProps {
  kind: LabelKind
  label: Label
  typed?: { to?: string }
  errors?: Errors
}

export function RenamePage({ kind, label, typed, errors = {} }: RenameProps) {
  return (
    <SettingsLayout tab="cases">
      <Panel
        title={t('rename.title', { name: label.name })}
        text={t('rename.text', { cases: label.cases })}
      >
        <Form
          action={routes.settings.cases.renaming()}
          hidden={{ kind, name: label.name }}
          errors={errors}
        >
          <TextField
            name="to"
            label={t('rename.to')}
            value={typed?.to ?? label.name}
            error={errors['to']}
            maxlength={60}
            autocomplete="off"
          />
          <Actions>
            <Button>{t('rename')}</Button>
            <ButtonLink look="quiet" href={routes.settings.cases()}>
              {t('back')}
            </ButtonLink>
          </Actions>
        </Form>
      </Panel>
    </SettingsLayout>
  )
}

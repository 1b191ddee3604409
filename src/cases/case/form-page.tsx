import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Form,
  SelectField,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { t } from '../texts.ts'
import type { Case } from './case.ts'

interface FormProps {
  types: readonly string[]
  /** What was typed, where the form is shown once more. */
  typed?: Record<string, string>
  errors?: Errors
}

interface NewCaseProps extends FormProps {
  stages: readonly string[]
  /** The day it is. */
  today: string
  /** Whom the case is opened for, where it is opened from their page. */
  client?: { id: string; name: string }
}

export function NewCasePage(props: NewCaseProps) {
  const { stages, today, client, typed = {}, errors = {} } = props
  return (
    <Layout
      title={t('open')}
      subtitle={client && t('open.for', { name: client.name })}
      crumbs={[{ label: t('title'), href: routes.cases() }]}
      width="form"
    >
      <Form
        action={routes.cases()}
        errors={errors}
        hidden={{ client: client && show('person', client.id) }}
      >
        <Title {...props} value={typed['title']} />
        <Type {...props} value={typed['type']} />
        <SelectField
          name="stage"
          label={t('stage')}
          value={typed['stage'] ?? stages[0]}
          error={errors['stage']}
          options={stages.map((value) => ({ value, label: value }))}
          width="medium"
        />
        <TextField
          name="openedOn"
          label={t('opened')}
          type="date"
          value={typed['openedOn'] ?? today}
          error={errors['openedOn']}
          width="medium"
        />
        <TextField
          name="number"
          label={t('number')}
          help={t('number.next')}
          value={typed['number']}
          error={errors['number']}
          maxlength={40}
          autocomplete="off"
          width="medium"
          optional
        />
        <Actions>
          <Button>{t('open.do')}</Button>
          <ButtonLink look="quiet" href={routes.cases()}>
            {t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

export function CaseDetailsPage(props: FormProps & { of: Case }) {
  const { of, typed = {}, errors = {} } = props
  const named = { case: show('case', of.id) }
  return (
    <Layout
      title={t('change')}
      subtitle={of.number}
      crumbs={[
        { label: t('title'), href: routes.cases() },
        { label: of.title, href: routes.cases.one(named) },
      ]}
      width="form"
    >
      <Form
        action={routes.cases.one.details(named)}
        errors={errors}
        hidden={{ version: typed['version'] ?? of.version }}
      >
        <Title {...props} value={typed['title'] ?? of.title} />
        <TextField
          name="number"
          label={t('number')}
          help={t('number.fact')}
          value={typed['number'] ?? of.number}
          error={errors['number']}
          maxlength={40}
          autocomplete="off"
          width="medium"
        />
        <Type {...props} value={typed['type'] ?? of.type ?? ''} />
        <TextField
          name="openedOn"
          label={t('opened')}
          type="date"
          value={typed['openedOn'] ?? of.opened_on}
          error={errors['openedOn']}
          width="medium"
        />
        <Actions>
          <Button>{t('change.do')}</Button>
          <ButtonLink
            look="quiet"
            href={errors[''] ? routes.cases.one.details(named) : routes.cases.one(named)}
          >
            {errors[''] ? t('load_again') : t('back')}
          </ButtonLink>
        </Actions>
      </Form>
    </Layout>
  )
}

type Field = FormProps & { value?: string }

const Title = ({ errors = {}, value }: Field) => (
  <TextField
    name="title"
    label={t('title_of')}
    help={t('title_of.help')}
    value={value}
    error={errors['title']}
    maxlength={200}
    autocomplete="off"
  />
)

const Type = ({ types, errors = {}, value }: Field) => (
  <SelectField
    name="type"
    label={t('type')}
    value={value}
    error={errors['type']}
    blank={t('type.none')}
    options={types.map((name) => ({ value: name, label: name }))}
    width="medium"
    optional
  />
)

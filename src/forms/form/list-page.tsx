import { Layout } from '../../web/index.ts'
import { CONTACT_ROLES } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Badge,
  Button,
  ButtonLink,
  DataTable,
  Empty,
  Form,
  RadioList,
  TextField,
  uiTexts,
  type Errors,
  type Tone,
} from '../../ui/index.ts'
import type { FormRow, FormState } from './form.ts'
import { t } from './texts.ts'

const TONES: Record<FormState, Tone> = { draft: 'grey', open: 'green', archived: 'grey' }

export const StateBadge = ({ state }: { state: FormState }) => (
  <Badge tone={TONES[state]}>{t(`state.${state}`)}</Badge>
)

export function FormsPage({ forms }: { forms: readonly (FormRow & { submissions: number })[] }) {
  const add = (
    <ButtonLink look="primary" icon="plus" href={routes.forms.new()}>
      {t('new')}
    </ButtonLink>
  )
  return (
    <Layout title={t('title')} action={forms.length > 0 ? add : undefined}>
      {forms.length === 0 ? (
        <Empty icon="list" title={t('empty')} text={t('empty.text')} action={add} />
      ) : (
        <DataTable
          caption={t('title')}
          columns={[
            { key: 'name', header: t('name'), cell: ({ name }) => name },
            { key: 'state', header: t('state'), cell: ({ state }) => <StateBadge state={state} /> },
            { key: 'role', header: t('role'), cell: ({ role }) => t(`role.${role}`) },
            {
              key: 'submissions',
              header: t('submissions'),
              align: 'end',
              cell: ({ submissions }) => String(submissions),
            },
          ]}
          rows={[...forms]}
          rowHref={({ id }) => routes.forms.one({ form: show('form', id) })}
        />
      )}
    </Layout>
  )
}

interface NewFormProps {
  typed?: Record<string, string>
  errors?: Errors
}

/** Asks for the kind first; kickoff forms are the first there are. */
export const NewFormPage = ({ typed = {}, errors = {} }: NewFormProps) => (
  <Layout title={t('new')} crumbs={[{ label: t('title'), href: routes.forms() }]} width="form">
    <p class="muted">
      <strong>{t('kind.kickoff')}</strong>: {t('kind.kickoff.text')}
    </p>
    <Form action={routes.forms()} errors={errors}>
      <TextField
        name="name"
        label={t('name')}
        help={t('name.help')}
        value={typed['name']}
        error={errors['name']}
        maxlength={120}
        autocomplete="off"
        autofocus
      />
      <RoleField value={typed['role'] ?? 'prospect'} error={errors['role']} />
      <Actions>
        <Button>{t('new.do')}</Button>
        <ButtonLink look="quiet" href={routes.forms()}>
          {uiTexts.t('goBack')}
        </ButtonLink>
      </Actions>
    </Form>
  </Layout>
)

export const RoleField = ({ value, error }: { value: string; error?: string }) => (
  <RadioList
    name="role"
    label={t('role.field')}
    value={value}
    error={error}
    options={CONTACT_ROLES.map((role) => ({
      value: role,
      label: t(`role.${role}`),
      help: t(`role.${role}.help`),
    }))}
  />
)

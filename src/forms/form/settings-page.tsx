import type { Child } from 'hono/jsx'
import { addressOf, listOf, useRequestContext, type SentForm } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import type { IdentityCheck } from '../../identity/index.ts'
import {
  Actions,
  Alert,
  Button,
  CheckboxField,
  CheckboxList,
  FieldGroup,
  Form,
  Panel,
  TextArea,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import type { FormRow, Words } from './form.ts'
import { FormLayout } from './layout.tsx'
import { RoleField } from './list-page.tsx'
import { t } from './texts.ts'

interface SettingsProps {
  form: FormRow
  staff: readonly { id: string; name: string }[]
  /** What the portal has clients state when they register. */
  check: IdentityCheck
  /** Of higher features, at the bottom. */
  panels: Child[]
  /** What would go with the role that was chosen, which is asked first. */
  goes: readonly string[]
  sent: SentForm
  typed?: Record<string, string>
  errors?: Errors
}

/** What a form says, what it brings about, and where it can be seen. */
export function SettingsPage({
  form,
  staff,
  check,
  panels,
  goes,
  sent,
  typed,
  errors = {},
}: SettingsProps) {
  const { definition } = form
  const of = (name: string, now: string | undefined) => ({
    name,
    value: typed ? (typed[name] ?? '') : now,
    error: errors[name],
  })
  const words = (name: string, now: Words | undefined) => ({
    en: of(`${name}.en`, now?.en),
    es: of(`${name}.es`, now?.es),
  })
  const title = words('title', definition.title)
  const intro = words('intro', definition.intro)
  const confirmation = words('confirmation', definition.confirmation)
  const notifies = typed ? listOf(sent, 'notifies') : form.notifies.map((id) => show('person', id))
  return (
    <FormLayout form={form} tab="settings">
      <Uninvited form={form} check={check} />
      <Form
        action={routes.forms.one.settings({ form: show('form', form.id) })}
        hidden={{ version: form.version }}
        errors={errors}
      >
        <TextField
          {...of('name', form.name)}
          label={t('name')}
          help={t('name.help')}
          maxlength={120}
        />
        <TextField
          {...of('link', form.link)}
          label={t('link')}
          help={t('link.help')}
          maxlength={60}
        />
        <FieldGroup legend={t('words')}>
          <TextField {...title.en} label={t('words.title')} maxlength={200} />
          <TextField {...title.es} label={t('words.title_es')} maxlength={200} optional />
          <TextArea {...intro.en} label={t('words.intro')} maxlength={2000} optional />
          <TextArea {...intro.es} label={t('words.intro_es')} maxlength={2000} optional />
        </FieldGroup>
        <RoleField value={typed?.['role'] ?? form.role} error={errors['role']} />
        {goes.length > 0 ? (
          <Alert tone="amber" title={t('goes')}>
            {goes.map((text) => (
              <p>{text}</p>
            ))}
            <CheckboxField name="goesWithRole" label={t('goes.do')} />
          </Alert>
        ) : null}
        <FieldGroup legend={t('invitation')}>
          <CheckboxField
            name="invites"
            label={t('invites')}
            help={t('invites.help')}
            checked={typed ? typed['invites'] === 'on' : form.invites}
          />
          <TextArea
            {...confirmation.en}
            label={t('confirmation')}
            help={t('confirmation.help')}
            maxlength={2000}
            optional
          />
          <TextArea {...confirmation.es} label={t('confirmation_es')} maxlength={2000} optional />
          <TextField
            {...of('goTo', definition.goTo)}
            label={t('go_to')}
            help={t('go_to.help')}
            inputmode="url"
            maxlength={2000}
            optional
          />
          <CheckboxList
            name="notifies"
            label={t('notifies')}
            values={notifies}
            error={errors['notifies']}
            options={staff.map(({ id, name }) => ({ value: show('person', id), label: name }))}
            scroll={staff.length > 8}
            optional
          />
        </FieldGroup>
        <FieldGroup legend={t('embed')}>
          <TextArea
            {...of('origins', form.origins.join('\n'))}
            label={t('origins')}
            help={t('origins.help')}
            rows={3}
            optional
          />
        </FieldGroup>
        <Actions>
          <Button>{t('settings.do')}</Button>
        </Actions>
      </Form>
      <Embedding form={form} />
      {panels}
    </FormLayout>
  )
}

/** Says why nobody would be invited: nobody can state at registration what was never asked. */
const Uninvited = ({ form, check }: Pick<SettingsProps, 'form' | 'check'>) =>
  !form.invites ||
  form.role === 'lead' ||
  form.definition.fields.some(({ maps }) => maps === check) ? null : (
    <Alert tone="amber" title={t('unstated')}>
      {t(`unstated.${check}`)}
    </Alert>
  )

/** By its name alone: a snippet stands on other websites for years. */
const EMBED = routes.asset({ name: 'embed.js' })

/** What to copy: the address, and a piece for any website, which is a link where no script runs. */
function Embedding({ form }: { form: FormRow }) {
  const ctx = useRequestContext()
  const address = addressOf(ctx, routes.f.one({ link: form.link }))
  const script = addressOf(ctx, EMBED)
  const snippet = `<script src="${script}" data-form="${address}" async></script>\n<noscript><a href="${address}">${t('embed.link')}</a></noscript>`
  return (
    <Panel title={t('embed.copy')} text={t('embed.text')} framed>
      <TextField name="address" label={t('embed.address')} value={address} readonly />
      <TextArea name="snippet" label={t('embed.snippet')} value={snippet} rows={3} readonly />
    </Panel>
  )
}

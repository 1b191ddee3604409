import { useSignedInContext } from '../../web/index.ts'
import { addressOn } from '../../kit/installation.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  CheckboxField,
  Form,
  Panel,
  TextField,
  type Errors,
} from '../../ui/index.ts'
import { SettingsLayout } from '../settings/layout.tsx'
import { t } from './texts.ts'

export interface ProviderValues {
  issuer: string
  clientId: string
  label: string
  joinsByEmail: boolean
  countsAsTwo: boolean
}

interface WorkAccountsProps {
  values: ProviderValues
  /** A provider is set. */
  isSet: boolean
  errors?: Errors
}

/** The provider by which staff sign in. */
export function WorkAccountsPage({ values, isSet, errors = {} }: WorkAccountsProps) {
  const { installation, portal } = useSignedInContext()
  const field = (name: keyof ProviderValues) => ({
    name,
    value: String(values[name]),
    error: errors[name],
    autocomplete: 'off',
  })
  return (
    <SettingsLayout tab="work_accounts">
      <p class="muted">{t('lead')}</p>
      <Form action={routes.settings.workAccounts()} errors={errors}>
        <TextField
          name=""
          id="f-redirect"
          label={t('redirect')}
          value={addressOn(installation, portal.host, routes.signIn.workAccount.return())}
          readonly
          optional={false}
        />
        <TextField
          {...field('issuer')}
          label={t('issuer')}
          help={t('issuer.help')}
          inputmode="url"
          maxlength={500}
        />
        <TextField {...field('clientId')} label={t('client_id')} maxlength={300} />
        <TextField
          name="clientSecret"
          label={t('client_secret')}
          help={t(isSet ? 'client_secret.kept' : 'client_secret.help')}
          error={errors['clientSecret']}
          optional={isSet}
          maxlength={1000}
          autocomplete="off"
        />
        <TextField {...field('label')} label={t('label')} maxlength={60} />
        <CheckboxField
          name="joinsByEmail"
          label={t('joins')}
          help={t('joins.help')}
          checked={values.joinsByEmail}
        />
        <CheckboxField
          name="countsAsTwo"
          label={t('two')}
          help={t('two.help')}
          checked={values.countsAsTwo}
        />
        <Actions>
          <Button>{t('save')}</Button>
        </Actions>
      </Form>
      {isSet ? (
        <Panel title={t('remove')} text={t('remove.text')} framed>
          <Form layout="line" guard={false} action={routes.settings.workAccounts.removal()}>
            <Button look="plain">{t('remove')}</Button>
          </Form>
        </Panel>
      ) : null}
    </SettingsLayout>
  )
}

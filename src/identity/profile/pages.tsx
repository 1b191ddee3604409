import { LANGUAGES } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Button,
  EmailField,
  Form,
  PasswordField,
  SelectField,
  TextField,
  timeZoneOptions,
  type Errors,
  languageName,
} from '../../ui/index.ts'
import { WaitingEmail } from '../new-emails/pages.tsx'
import { useSignedInContext } from '../../web/index.ts'
import { ProfileLayout } from '../profile-layout.tsx'
import { t } from './texts.ts'

interface ProfileProps {
  values: { name: string; language: string; timeZone: string }
  /** Null for whoever has none. */
  userName: string | null
  /** Waits for its proof. */
  newEmail: string | null
  /** There is a provider of work accounts, and this person may use it. */
  workAccounts: boolean
  errors?: Errors
}

export function ProfilePage(props: ProfileProps) {
  const { values, userName, newEmail, workAccounts, errors = {} } = props
  const { person } = useSignedInContext()
  return (
    <ProfileLayout current="profile">
      {newEmail === null ? null : <WaitingEmail email={newEmail} />}
      <Form action={routes.profile()} errors={errors}>
        <TextField
          name="name"
          label={t('name')}
          help={t('name.help')}
          value={values.name}
          error={errors['name']}
          autocomplete="name"
          maxlength={120}
        />
        <EmailField
          name=""
          id="f-email"
          label={t('email')}
          help={t('email.help')}
          value={person.email ?? ''}
          autocomplete="username"
          disabled
        />
        {userName === null ? null : (
          <TextField
            name=""
            id="f-user-name"
            label={t('user_name')}
            help={t('user_name.help')}
            value={userName}
            autocomplete="off"
            disabled
          />
        )}
        <SelectField
          name="language"
          label={t('language')}
          help={t('language.help')}
          value={values.language}
          error={errors['language']}
          width="medium"
          options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
        />
        <SelectField
          name="timeZone"
          label={t('zone')}
          help={t('zone.help')}
          value={values.timeZone}
          error={errors['timeZone']}
          width="medium"
          options={timeZoneOptions(values.timeZone)}
        />
        <Actions>
          <Button>{t('save')}</Button>
        </Actions>
      </Form>
      {workAccounts ? (
        <p>
          <a href={routes.profile.workAccount()}>{t('work_account')}</a>
        </p>
      ) : null}
    </ProfileLayout>
  )
}

interface PasswordProps {
  userName: string | null
  /** Has a second factor, and so may have a shorter one. */
  beside: boolean
  errors?: Errors
}

export function PasswordPage({ userName, beside, errors = {} }: PasswordProps) {
  const { person } = useSignedInContext()
  return (
    <ProfileLayout current="password" lead={t('password.lead')}>
      <Form action={routes.profile.password()} errors={errors} guard={false}>
        {/* Lets a password manager know whose password this is. */}
        <input type="text" hidden value={person.email ?? userName ?? ''} autocomplete="username" />
        <PasswordField
          name="current"
          label={t('password.current')}
          help={<a href={routes.reset()}>{t('password.forgot')}</a>}
          error={errors['current']}
          autocomplete="current-password"
        />
        <PasswordField
          name="password"
          label={t('password.new')}
          help={t('password.help')}
          error={errors['password']}
          autocomplete="new-password"
          beside={beside}
        />
        <Actions>
          <Button>{t('password.do')}</Button>
        </Actions>
      </Form>
    </ProfileLayout>
  )
}

import { TextField } from '../../ui/index.ts'
import { t } from '../texts.ts'

interface LoginFieldProps {
  value?: string
  error?: string
  autocomplete?: string
  autofocus?: boolean
}

/** Who one is, to sign in: with the keyboard of e-mail addresses, which user names need as well. */
export function LoginField({ ...props }: LoginFieldProps) {
  return (
    <TextField
      autocomplete="username"
      {...props}
      name="email"
      label={t('sign_in.login')}
      inputmode="email"
      maxlength={254}
    />
  )
}

import { TextField } from '../../ui/index.ts'
import { words } from '../texts.ts'
import type { Visit } from '../../web/index.ts'

interface LoginFieldProps {
  visit: Visit
  value?: string
  error?: string
  autocomplete?: string
  autofocus?: boolean
}

/** Who one is, to sign in: with the keyboard of e-mail addresses, which user names need as well. */
export function LoginField({ visit: { language }, ...props }: LoginFieldProps) {
  return (
    <TextField
      autocomplete="username"
      {...props}
      language={language}
      name="email"
      label={words(language)('sign_in.login')}
      inputmode="email"
      maxlength={254}
    />
  )
}

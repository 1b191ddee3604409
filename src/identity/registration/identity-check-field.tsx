import { TextField } from '../../ui/index.ts'
import type { IdentityCheck } from '../identity-checks/identity-check.ts'
import { t } from './texts.ts'

interface IdentityCheckFieldProps {
  fact: IdentityCheck
  /** Name of the organisation that asks. */
  portal: string
  error?: string
  autofocus?: boolean
}

/** Where a client states what only they know; never filled in again by the server. */
export function IdentityCheckField({ fact, portal, error, autofocus }: IdentityCheckFieldProps) {
  return (
    <TextField
      name="fact"
      label={t(`fact.${fact}`)}
      help={t(`fact.${fact}.help`, { portal })}
      error={error}
      type={fact === 'birth_date' ? 'date' : 'text'}
      inputmode={fact === 'digits' ? 'numeric' : undefined}
      autocomplete={fact === 'birth_date' ? 'bday' : 'off'}
      maxlength={fact === 'case_number' ? 40 : 11}
      width={fact === 'case_number' ? 'medium' : 'short'}
      autofocus={autofocus}
    />
  )
}

import { TextField } from '../../ui/index.ts'
import type { Fact } from '../facts/fact.ts'
import { t } from './texts.ts'

interface FactFieldProps {
  fact: Fact
  /** Name of the organisation that asks. */
  portal: string
  error?: string
  autofocus?: boolean
}

/** Where a client states what only they know; never filled in again by the server. */
export function FactField({ fact, portal, error, autofocus }: FactFieldProps) {
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

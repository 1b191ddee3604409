import { LANGUAGES } from '../../kit/texts.ts'
import { languageName, TextArea, TextField, type Errors } from '../../ui/index.ts'
import type { Said } from './said.ts'

interface SaidFieldsProps {
  name: string
  label: string
  help?: string
  /** What is there. */
  said?: Said | null
  typed?: Record<string, string>
  errors?: Errors
  maxlength: number
  /** Several lines. */
  lines?: boolean
  /** May be left out altogether. */
  optional?: boolean
  autofocus?: boolean
}

/** A field for each language, of which one is enough. */
export const SaidFields = (props: SaidFieldsProps) => {
  const { name, label, help, said, typed, errors = {}, maxlength, lines, optional } = props
  return (
    <>
      {LANGUAGES.map((language, n) => {
        const field = `${name}.${language}`
        const common = {
          name: field,
          label: `${label} (${languageName(language)})`,
          help: n === 0 ? help : undefined,
          value: typed ? typed[field] : said?.[language],
          error: errors[field],
          maxlength,
          optional: optional || n > 0,
        }
        return lines ? (
          <TextArea {...common} rows={5} />
        ) : (
          <TextField {...common} autocomplete="off" autofocus={props.autofocus && n === 0} />
        )
      })}
    </>
  )
}

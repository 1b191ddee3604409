import { HelpAndError } from './fields.tsx'
import { fieldId } from './form.tsx'
import { Icon } from './icons.tsx'

interface FindFieldProps {
  /** Where it stands for a field that has nothing else yet, and what is wrong with that is told here: that one's. */
  name?: string
  label: string
  /** What was looked for. */
  value: string
  button: string
  help?: string
  /** What became of looking, where that is not seen: that nobody was found. */
  status?: string
  error?: string
}

/**
 * Looks for somebody within a form about something else, so that nothing is lost that was chosen or typed in it: the
 * form arrives with what is looked for as `find`, and with `seek` where this button sent it.
 */
export function FindField({
  name = 'find',
  label,
  value,
  button,
  help,
  status,
  error,
}: FindFieldProps) {
  const id = fieldId(name)
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="form-line">
        <div class="search">
          <Icon name="search" size={16} />
          <input
            type="search"
            id={id}
            name="find"
            value={value}
            autocomplete="off"
            aria-describedby={help ? `${id}-help` : undefined}
          />
        </div>
        <button type="submit" class="btn btn-plain" name="seek" value="on">
          {button}
        </button>
      </div>
      {status ? <p role="status">{status}</p> : null}
      <HelpAndError id={id} help={help} error={error} />
    </div>
  )
}

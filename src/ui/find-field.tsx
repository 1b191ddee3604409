import { fieldId } from './form.tsx'
import { Icon } from './icons.tsx'

interface FindFieldProps {
  label: string
  /** What was looked for. */
  value: string
  button: string
}

/**
 * Looks for somebody within a form about something else, so that nothing is lost that was chosen or typed in it: the
 * form arrives with what is looked for as `find`, and with `seek` where this button sent it.
 */
export function FindField({ label, value, button }: FindFieldProps) {
  const id = fieldId('find')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="form-line">
        <div class="search">
          <Icon name="search" size={16} />
          <input type="search" id={id} name="find" value={value} autocomplete="off" />
        </div>
        <button type="submit" class="btn btn-plain" name="seek" value="on">
          {button}
        </button>
      </div>
    </div>
  )
}

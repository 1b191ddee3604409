import { valuesIn } from '../fields/inputs.tsx'

/** Controls that may be left empty; an emptied one takes away what was there. */
const OPTIONAL = ['email', 'phone', 'company', 'language', 'birthDate', 'userName'] as const

/**
 * What a form of a card sent, as an operation takes it. Digits are typed only to be replaced, so that an
 * empty control leaves them; a box forgets them.
 */
export function changeIn(form: Record<string, string>): Record<string, unknown> {
  const said = OPTIONAL.filter((name) => form[name] !== undefined).map((name) => [
    name,
    form[name] === '' ? null : form[name],
  ])
  return {
    ...Object.fromEntries(said),
    name: form['name'] ?? '',
    role: form['role'],
    digits: form['digits'] || (form['forgetDigits'] === 'on' ? null : undefined),
    fields: valuesIn(form),
  }
}

import type { FormFields, SignedInContext } from '../../web/index.ts'
import { listOf } from '../../web/index.ts'
import type { Words } from './form.ts'

/** Fields of the page with a form's settings. */
export const SETTINGS_FORM: FormFields = {
  version: 'text',
  name: 'text',
  link: 'text',
  'title.en': 'text',
  'title.es': 'text',
  'intro.en': 'text',
  'intro.es': 'text',
  role: 'text',
  goesWithRole: 'box',
  invites: 'box',
  'confirmation.en': 'text',
  'confirmation.es': 'text',
  goTo: 'text',
  notifies: 'list',
  origins: 'text',
}

/** Fields of the page with one field of a form. */
export const FIELD_FORM: FormFields = {
  version: 'text',
  'label.en': 'text',
  'label.es': 'text',
  'help.en': 'text',
  'help.es': 'text',
  required: 'box',
  choices: 'text',
  maps: 'text',
  'shownIf.field': 'text',
  'shownIf.is': 'text',
}

type Typed = Record<string, string>

/** Both languages of what was typed; null where the first is empty. */
const wordsIn = (typed: Typed, name: string): Words | null => {
  const [en, es] = [typed[`${name}.en`]?.trim() ?? '', typed[`${name}.es`]?.trim() ?? '']
  return en === '' && es === '' ? null : { en, ...(es && { es }) }
}

/** As it was typed, to be refused where it is no number. */
const versionIn = ({ version = '' }: Typed) =>
  /^\d{1,9}$/.test(version) ? Number(version) : version

const linesIn = (text = ''): string[] =>
  text
    .split(/\r\n?|\n/, 500)
    .map((line) => line.trim())
    .filter(Boolean)

export const settingsInput = (
  typed: Typed,
  { form }: SignedInContext,
): Record<string, unknown> => ({
  version: versionIn(typed),
  name: typed['name'],
  link: typed['link'],
  title: wordsIn(typed, 'title') ?? { en: '' },
  intro: wordsIn(typed, 'intro'),
  role: typed['role'],
  goesWithRole: typed['goesWithRole'] === 'on',
  invites: typed['invites'] === 'on',
  confirmation: wordsIn(typed, 'confirmation'),
  goTo: typed['goTo']?.trim() || null,
  notifies: listOf(form, 'notifies'),
  origins: linesIn(typed['origins']),
})

/** A choice a line, in both languages with a bar between them. */
const choicesIn = (text: string | undefined): Words[] =>
  linesIn(text).map((line) => {
    const [en = '', es = ''] = line.split('|', 2).map((part) => part.trim())
    return { en, ...(es && { es }) }
  })

export const choicesText = (choices: readonly Words[]): string =>
  choices.map(({ en, es }) => (es ? `${en} | ${es}` : en)).join('\n')

export const fieldInput = (typed: Typed): Record<string, unknown> => ({
  version: versionIn(typed),
  label: wordsIn(typed, 'label') ?? { en: '' },
  help: wordsIn(typed, 'help'),
  required: typed['required'] === 'on',
  choices: choicesIn(typed['choices']),
  maps: typed['maps'] || 'kept',
  shownIf: typed['shownIf.field']
    ? { field: typed['shownIf.field'], is: typed['shownIf.is'] ?? '' }
    : null,
})

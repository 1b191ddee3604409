import { textOf, type FormFields, type SentForm } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import type { Refusal } from '../../kit/refusal.ts'
import type { Language } from '../../kit/texts.ts'
import { sayInForm } from '../../kit/validation.ts'
import type { Errors } from '../../ui/index.ts'
import type { Condition } from './condition.ts'
import { MAX_CONDITIONS, type Procedure } from './procedure.ts'
import type { Mentioned } from './queries.ts'
import { words } from './texts.ts'
import { MAX_DAYS } from './trigger.ts'

const ROWS = Array.from({ length: MAX_CONDITIONS }, (_, n) => n + 1)

/** What the form of a procedure sends: a row of two fields for each condition, a box for each action. */
export const FIELDS = {
  name: 'text',
  on: 'text',
  entered: 'text',
  days: 'text',
  ...Object.fromEntries(ROWS.flatMap((n) => [`about${n}`, `value${n}`].map((f) => [f, 'text']))),
  invite: 'box',
  remind: 'box',
  message: 'box',
  subject: 'text',
  body: 'text',
  flow: 'text',
  stage: 'text',
} as const satisfies FormFields

/** One that is changed says which version of it was on the page. */
export const CHANGE_FIELDS = { ...FIELDS, version: 'text' } as const satisfies FormFields

/** A condition without its value, as one choice of a list: `case_type`, `role.lead.not`, `field.fld_…`. */
export function aboutOf(condition: Condition): string {
  const of =
    condition.about === 'role' || condition.about === 'registration'
      ? [condition.value]
      : condition.about === 'field'
        ? [show('field', condition.field)]
        : []
  return [condition.about, ...of, ...(condition.is ? [] : ['not'])].join('.')
}

export const valueOf = (condition: Condition): string | undefined =>
  condition.about !== 'role' && condition.about !== 'registration' && 'value' in condition
    ? condition.value
    : undefined

/** A procedure as its form would send it, to fill it in. */
export function formOf({ name, trigger, conditions, actions, version }: Procedure): SentForm {
  const form: Record<string, string> = {
    name,
    on: trigger.on,
    days: String(trigger.days),
    version: String(version),
    ...(trigger.on === 'stage_entered' && { entered: trigger.stage }),
  }
  conditions.forEach((condition, n) => {
    form[`about${n + 1}`] = aboutOf(condition)
    form[`value${n + 1}`] = valueOf(condition) ?? ''
  })
  for (const action of actions) {
    if (action.do === 'change_stage') form['stage'] = action.stage
    else if (action.do === 'start_flow') form['flow'] = show('flow', action.flow)
    else form[action.do] = 'on'
    if (action.do === 'message') Object.assign(form, { subject: action.subject, body: action.body })
  }
  return form
}

/** What a form comes to as an operation's input, and which of its fields each input came from. */
export interface Read {
  input: Record<string, unknown>
  fieldOf(input: string): string
}

const number = (text: string): unknown => (/^\d{1,9}$/.test(text) ? Number(text) : text)

/** @param known the names it may mention: typed in another case they are still meant */
export function readForm(form: SentForm, existing: Pick<Mentioned, 'types' | 'stages'>): Read {
  const text = (field: string) => textOf(form, field)
  const rows = ROWS.filter((n) => text(`about${n}`) !== '')
  const days = text('days') === '' ? 0 : number(text('days'))
  const on = text('on')
  const actions = [
    ...(form['invite'] ? [{ do: 'invite' }] : []),
    ...(form['remind'] ? [{ do: 'remind' }] : []),
    ...(form['message'] ? [{ do: 'message', subject: text('subject'), body: text('body') }] : []),
    ...(text('flow') ? [{ do: 'start_flow', flow: text('flow') }] : []),
    ...(text('stage') ? [{ do: 'change_stage', stage: text('stage') }] : []),
  ]
  const input = {
    name: text('name'),
    trigger: { on, days, ...(on === 'stage_entered' && { stage: text('entered') }) },
    conditions: rows.map((n) => conditionIn(text(`about${n}`), text(`value${n}`), existing)),
    actions,
    ...(form['version'] !== undefined && { version: number(text('version')) }),
  }
  return {
    input,
    fieldOf(path) {
      const [head = '', second = '', third] = path.split('.')
      if (head === 'trigger') return { stage: 'entered', days: 'days' }[second] ?? 'on'
      if (head === 'conditions')
        return `${third === 'value' ? 'value' : 'about'}${rows[Number(second)] ?? 1}`
      if (head !== 'actions') return head
      if (['subject', 'body', 'flow', 'stage'].includes(third ?? '')) return third!
      const did = actions[Number(second)]?.do
      return did === 'change_stage' ? 'stage' : did === 'start_flow' ? 'flow' : 'invite'
    },
  }
}

function conditionIn(
  chosen: string,
  value: string,
  existing: Pick<Mentioned, 'types' | 'stages'>,
): Record<string, unknown> {
  const is = !chosen.endsWith('.not')
  const [about = '', of] = (is ? chosen : chosen.slice(0, -'.not'.length)).split('.')
  if (about === 'role' || about === 'registration') return { about, is, value: of }
  if (about === 'field') return { about, is, field: of ?? '', value }
  if (about === 'case_type') return { about, is, value: spelt(value, existing.types) }
  if (about === 'case_stage') return { about, is, value: spelt(value, existing.stages) }
  return about === 'company' ? { about, is, value } : { about, is }
}

/** A name as the portal spells it, where it knows it at all. */
function spelt(typed: string, names: readonly string[]): string {
  const folded = typed.trim().toLocaleLowerCase('en')
  return names.find((name) => name.toLocaleLowerCase('en') === folded) ?? typed
}

/** A refusal's sentences by field of the form. */
export function errorsIn(refusal: Refusal, { fieldOf }: Read, language: Language): Errors {
  if (refusal.fields.length === 0) return { '': refusal.say(language) }
  const errors: Errors = {}
  for (const wrong of refusal.fields)
    errors[fieldOf(wrong.field)] ??=
      OWN_WORDS[wrong.field]?.(language) ?? sayInForm(wrong, language)
  return errors
}

/** Where the form says better what is wrong than whoever only sees the input. */
const OWN_WORDS: Record<string, (language: Language) => string> = {
  actions: (language) => words(language)('rule.then.none'),
  'trigger.days': (language) => words(language)('days.wrong', { most: MAX_DAYS }),
}

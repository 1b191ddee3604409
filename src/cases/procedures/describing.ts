import { registrationWord } from '../../identity/index.ts'
import type { Language } from '../../kit/texts.ts'
import type { Action, ActionKind, Step } from './action.ts'
import type { Condition } from './condition.ts'
import type { Why } from './procedure.ts'
import type { Outcome } from './runs/run.ts'
import { t, words, type Text } from './texts.ts'
import type { Trigger } from './trigger.ts'

/** What the portal's own fields are called, and its flows, by row id. */
export type FieldLabels = ReadonlyMap<string, string>

/** "A case enters “Discovery”, 3 days later". */
export function triggerWords(trigger: Trigger): string {
  const when =
    trigger.on === 'stage_entered' ? t('on.stage', { stage: trigger.stage }) : t(`on.${trigger.on}`)
  return trigger.days === 0 ? when : t('days.after', { when, n: trigger.days })
}

/** "Type of case is Injury". */
export function conditionWords(
  condition: Condition,
  language: Language,
  fields: FieldLabels,
): string {
  const t = words(language)
  const not = condition.is ? '' : '.not'
  if (condition.about === 'field') {
    const field = fields.get(condition.field) ?? t('about.field.gone')
    return `${t(`about.field${not}` as Text, { field })} ${condition.value}`
  }
  const what = t(`about.${condition.about}${not}` as Text)
  if (condition.about === 'role') return `${what} ${t(`role.${condition.value}`)}`
  if (condition.about === 'registration')
    return `${what} ${registrationWord(condition.value, language)}`
  return 'value' in condition ? `${what} ${condition.value}` : what
}

/** "Move the case to “Discovery”". @param flows what flows are called, by row id, where that is known */
export function actionWords(action: Action, flows: FieldLabels = new Map()): string {
  if (action.do === 'start_flow') {
    const flow = flows.get(action.flow)
    return flow === undefined ? t('do.start_flow') : t('do.start_flow.which', { flow })
  }
  if (action.do === 'message') return t('do.message.about', { subject: action.subject })
  if (action.do === 'change_stage') return t('do.change_stage.to', { stage: action.stage })
  return t(`do.${action.do}`)
}

/** A sentence on why nothing was done. */
export const whyWords = (why: Why, language: Language, fields: FieldLabels): string =>
  why.condition
    ? words(language)('why.condition', {
        condition: conditionWords(why.condition, language, fields),
      })
    : words(language)(`why.${why.code}` as Text)

/** What is done to whom: "Invite Bea Marsh". */
export function stepWords(
  step: Pick<Step, 'do' | 'person' | 'input'>,
  nameOf: (person: string) => string | undefined,
): string {
  if (step.do === 'change_stage')
    return t('do.change_stage.to', { stage: step.input['stage'] as string })
  const name = (step.person && nameOf(step.person)) ?? t('whom.gone')
  return t(`whom.${step.do as Exclude<ActionKind, 'change_stage'>}`, { name })
}

/** Why a step was not done; null where it was or is to be. */
export function whyNotWords(
  { why, said }: Pick<Outcome, 'why' | 'said'>,
  language: Language,
): string | null {
  if (why === null) return null
  const key = `not.${why}`
  return said?.[language] ?? (key in words.words[language] ? words(language)(key as Text) : why)
}

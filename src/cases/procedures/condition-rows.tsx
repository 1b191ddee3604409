import { REGISTRATION_STATES, registrationWord } from '../../identity/index.ts'
import { textOf, type SentForm } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import { controlAttributes, fieldId, HelpAndError, type Errors } from '../../ui/index.ts'
import { ROLES } from './condition.ts'
import { MAX_CONDITIONS } from './procedure.ts'
import type { Mentioned } from './queries.ts'
import { t, type Text } from './texts.ts'

/** Lines shown at least, and empty ones to go on with. */
const [FEWEST, EMPTY] = [3, 2]

interface RowsProps {
  choices: Mentioned
  form: SentForm
  errors: Errors
}

/** A line for each condition: what it is about, and which. */
export function ConditionRows(props: RowsProps) {
  const used = Array.from({ length: MAX_CONDITIONS }, (_, n) => n + 1).filter(
    (n) => textOf(props.form, `about${n}`) !== '' || props.errors[`about${n}`],
  )
  const shown = Math.min(MAX_CONDITIONS, Math.max(FEWEST, (used.at(-1) ?? 0) + EMPTY))
  return (
    <>
      {Array.from({ length: shown }, (_, n) => (
        <Row {...props} n={n + 1} />
      ))}
    </>
  )
}

function Row({ choices: existing, form, errors, n }: RowsProps & { n: number }) {
  const [about, value] = [`about${n}`, `value${n}`]
  const language = useLanguage()
  const chosen = textOf(form, about)
  return (
    <div class="rule-row">
      <div class="field">
        <span class="unseen">
          <label for={fieldId(about)}>{t('condition.what', { n })}</label>
        </span>
        <select {...controlAttributes({ name: about, error: errors[about], optional: true })}>
          <option value="">{t('condition.none')}</option>
          {choices(existing, language).map(([key, label]) => (
            <option value={key} selected={key === chosen}>
              {label}
            </option>
          ))}
        </select>
        <HelpAndError id={fieldId(about)} error={errors[about]} />
      </div>
      <div class="field">
        <span class="unseen">
          <label for={fieldId(value)}>{t('condition.value', { n })}</label>
        </span>
        <input
          {...controlAttributes({ name: value, error: errors[value], optional: true })}
          type="text"
          list="known-values"
          value={textOf(form, value)}
          placeholder={t('condition.which')}
          maxlength={200}
          autocomplete="off"
        />
        <HelpAndError id={fieldId(value)} error={errors[value]} />
      </div>
    </div>
  )
}

/** What a condition can be about, each as it is and turned round. */
function choices({ fields }: Mentioned, language: Language): [key: string, label: string][] {
  const both = (key: string, say: (not: '' | '.not') => string): [string, string][] => [
    [key, say('')],
    [`${key}.not`, say('.not')],
  ]
  const plain = (about: string) => both(about, (not) => t(`about.${about}${not}` as Text))
  return [
    ...['case_type', 'case_stage'].flatMap(plain),
    ...ROLES.flatMap((role) =>
      both(`role.${role}`, (not) => `${t(`about.role${not}`)} ${t(`role.${role}`)}`),
    ),
    ...REGISTRATION_STATES.flatMap((state) =>
      both(
        `registration.${state}`,
        (not) => `${t(`about.registration${not}`)} ${registrationWord(state, language)}`,
      ),
    ),
    ...['email', 'invited', 'registered', 'company'].flatMap(plain),
    ...fields.flatMap(({ id, label }) =>
      both(`field.${show('field', id)}`, (not) => t(`about.field${not}`, { field: label })),
    ),
  ]
}

/** Names that a browser offers while one is typed. */
export const ChoiceLists = ({ choices: { types, stages, companies } }: { choices: Mentioned }) => (
  <datalist id="known-values">
    {[...new Set([...types, ...stages, ...companies])].map((value) => (
      <option value={value}></option>
    ))}
  </datalist>
)

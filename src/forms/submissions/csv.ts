import type { Cell } from '../../kit/csv.ts'
import type { Language } from '../../kit/texts.ts'
import { said, type FormRow } from '../form/form.ts'
import type { SubmissionLine } from './list.ts'
import type { Sent } from './submission.ts'
import { words } from './texts.ts'

const questionsOf = ({ definition: { fields } }: FormRow) =>
  fields.filter(({ kind }) => kind !== 'section')

export function sheetHead(form: FormRow, language: Language): Cell[] {
  const t = words(language)
  return [
    t('sent_at'),
    t('state'),
    t('first_name'),
    t('last_name'),
    t('email'),
    ...questionsOf(form).map(({ label }) => said(label, language)),
  ]
}

export function sheetLine(
  form: FormRow,
  row: SubmissionLine,
  sent: Sent | null,
  language: Language,
): Cell[] {
  const t = words(language)
  return [
    row.sent_at,
    t(`state.${row.state as 'received' | 'waiting' | 'completed'}`),
    sent?.firstName,
    sent?.lastName,
    sent?.email,
    ...questionsOf(form).map(({ key }) => {
      const answer = sent?.answers[key]
      return typeof answer === 'object' ? answer.join(', ') : answer
    }),
  ]
}

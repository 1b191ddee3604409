import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import type { Definition } from '../form/form.ts'
import type { SubmissionLine } from './list.ts'
import {
  SUBMISSION_STATES,
  type Differences,
  type Sent,
  type SubmissionRow,
  type SubmissionState,
} from './submission.ts'

export const submissionLine = shape('SubmissionLine', {
  id: z.string(),
  state: z.enum(SUBMISSION_STATES),
  sentAt: z.string(),
  person: z
    .string()
    .nullable()
    .describe('Whose it is; null until it is completed, and of a colleague’s'),
  name: z.string().nullable(),
  email: z.string().nullable(),
  created: z.boolean().describe('They were not there before'),
  invited: z.boolean(),
  registered: z.boolean(),
})

export const showLine = (row: SubmissionLine): z.output<typeof submissionLine> => ({
  id: show('submission', row.id),
  state: row.state as SubmissionState,
  sentAt: row.sent_at.toString(),
  person: row.person_id && show('person', row.person_id),
  name: row.name,
  email: row.email,
  created: row.created_contact,
  invited: row.invited_at !== null,
  registered: row.activated_at !== null,
})

const differencesView = shape('FormDifferences', {
  name: z.string().optional(),
  role: z.string().optional(),
  phone: z.string().optional(),
  birthDate: z.string().optional(),
  company: z.string().optional(),
  files: z.int().optional().describe('How many came with it'),
  fields: z.record(z.string(), z.string()).optional(),
})

export const submissionView = shape('Submission', {
  id: z.string(),
  form: z.string(),
  state: z.enum(SUBMISSION_STATES),
  sentAt: z.string(),
  person: z.string().nullable(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  answers: z.array(
    shape('FormAnswer', {
      formField: z.string(),
      label: z.string(),
      answer: z.union([z.string(), z.array(z.string())]),
      files: z
        .array(z.string())
        .optional()
        .describe('Ids of the files that are called so, once it is completed'),
    }),
  ),
  differences: differencesView.describe('What waits for staff to accept'),
})

/** One submission, open, with the form as it was. */
export interface OpenSubmission {
  row: SubmissionRow
  definition: Definition
  /** Null where what is stored was altered. */
  sent: Sent | null
  differences: Differences
}

export const showSubmission = ({ row, definition, sent, differences }: OpenSubmission) => ({
  id: show('submission', row.id),
  form: show('form', row.form_id),
  state: row.state,
  sentAt: row.sent_at.toString(),
  person: row.person_id && show('person', row.person_id),
  firstName: sent?.firstName ?? '',
  lastName: sent?.lastName ?? '',
  email: sent?.email ?? '',
  answers: definition.fields.flatMap(({ key, label }) => {
    const answer = sent?.answers[key]
    return answer === undefined
      ? []
      : [
          {
            formField: key,
            label: label.en,
            answer: typeof answer === 'string' ? answer : [...answer],
            ...(sent?.files?.[key] && { files: sent.files[key].map((id) => show('file', id)) }),
          },
        ]
  }),
  differences,
})

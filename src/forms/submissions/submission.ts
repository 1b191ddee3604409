import type { Logger } from 'pino'
import type { Instant } from '../../kit/clock.ts'
import { open, openOrLog, seal } from '../../kit/crypto.ts'
import type { Answers } from '../form/answers.ts'
import type { ContactRole } from '../../identity/index.ts'

/** What somebody sent with a form. */
export interface Sent {
  firstName: string
  lastName: string
  email: string
  answers: Answers
  /** Row ids of the files by the key of the field that asked for them; their names are the answers. */
  files?: Readonly<Record<string, readonly string[]>>
}

export const SUBMISSION_STATES = ['received', 'waiting', 'completed'] as const
export type SubmissionState = (typeof SUBMISSION_STATES)[number]

export interface SubmissionRow {
  id: string
  form_id: string
  version: number
  state: SubmissionState
  person_id: string | null
  filled_by: string | null
  created_contact: boolean
  language: string
  sealed: Buffer
  sealed_differences: Buffer | null
  sent_at: Instant
  completed_at: Instant | null
}

/** What a form says of a contact that is known otherwise: as staff would change the card. */
export interface Differences {
  name?: string
  role?: ContactRole
  phone?: string
  birthDate?: string
  /** Of a new contact, or on the word of staff. */
  digits?: string
  company?: string
  /** How many files came with it. */
  files?: number
  fields?: Record<string, string>
}

type Column = 'sealed' | 'sealed_differences'

const place = (portal: string, submission: string, column: Column) => ({
  portal,
  table: 'form_submissions',
  row: submission,
  column,
})

export const sealSent = (key: Buffer, portal: string, submission: string, sent: Sent): Buffer =>
  seal(key, place(portal, submission, 'sealed'), JSON.stringify(sent))

/** @returns null, and logs it, where what is stored was altered or moved */
export function openSent(
  key: Buffer,
  portal: string,
  { id, sealed }: Pick<SubmissionRow, 'id' | 'sealed'>,
  log: Logger,
): Sent | null {
  const text = openOrLog(key, place(portal, id, 'sealed'), sealed, log)
  return text === null ? null : (JSON.parse(text) as Sent)
}

export const sealDifferences = (
  key: Buffer,
  portal: string,
  submission: string,
  differences: Differences,
): Buffer => seal(key, place(portal, submission, 'sealed_differences'), JSON.stringify(differences))

export const openDifferences = (
  key: Buffer,
  portal: string,
  { id, sealed_differences }: Pick<SubmissionRow, 'id' | 'sealed_differences'>,
): Differences =>
  sealed_differences === null
    ? {}
    : (JSON.parse(
        open(key, place(portal, id, 'sealed_differences'), sealed_differences).toString(),
      ) as Differences)

export const fullName = ({ firstName, lastName }: Pick<Sent, 'firstName' | 'lastName'>): string =>
  `${firstName} ${lastName}`

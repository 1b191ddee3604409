import { listOf, typed, type FormFields, type SentForm } from '../../web/index.ts'
import { cut } from '../../kit/whole-text.ts'

/** A message as it stands in its form. */
export interface Draft {
  /** Shown ids of those chosen. */
  to: string[]
  /** What people are looked for by. */
  find: string
  subject: string
  body: string
  /** Shown ids of files that have arrived. */
  files: string[]
}

export const DRAFT_FIELDS: FormFields = {
  to: 'list',
  find: 'text',
  found: 'text',
  seek: 'box',
  subject: 'text',
  body: 'text',
  files: 'upload',
}

export const EMPTY: Draft = { to: [], find: '', subject: '', body: '', files: [] }

/**
 * Splits what the form sent into what to send on, and what to show again. Asking for other people by
 * name sends nothing yet, by whichever button or key the form was sent.
 */
export function readDraft(form: SentForm): {
  draft: Draft
  input: Record<string, unknown>
  seeks: boolean
} {
  const { find: _, found: __, seek, ...rest } = form
  const { find = '', found: foundBefore = '', subject = '', body = '' } = typed(form)
  const to = listOf(form, 'to')
  const files = listOf(form, 'files')
  return {
    draft: { to, find: cut(find.trim(), 100), subject, body, files },
    input: { ...rest, to },
    seeks: seek !== undefined || find.trim() !== foundBefore,
  }
}

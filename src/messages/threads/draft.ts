import { typed, type FormValue } from '../../identity/index.ts'

/** A letter as it stands in its form. */
export interface Draft {
  /** Shown ids of those chosen. */
  to: string[]
  /** What people are looked for by. */
  find: string
  subject: string
  body: string
}

export const EMPTY: Draft = { to: [], find: '', subject: '', body: '' }

/**
 * Splits what the form sent into what to send on, and what to show again. Asking for other people by
 * name sends nothing yet, by whichever button or key the form was sent.
 */
export function readDraft(form: Record<string, FormValue>): {
  draft: Draft
  input: Record<string, unknown>
  seeks: boolean
} {
  const { find: _, found: __, seek, to = [], ...rest } = form
  const { find = '', found = '', subject = '', body = '' } = typed(form)
  const chosen = [to].flat()
  const shown = chosen.filter((one): one is string => typeof one === 'string')
  return {
    draft: { to: shown, find: find.trim().slice(0, 100), subject, body },
    input: { ...rest, to: chosen },
    seeks: seek !== undefined || find.trim() !== found,
  }
}

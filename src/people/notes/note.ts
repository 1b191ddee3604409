import { z } from 'zod'
import { lines } from '../../identity/index.ts'

export const MAX_NOTE_LENGTH = 20_000
export const noteBody = lines(MAX_NOTE_LENGTH)

/** What a note is about, by row id: somebody, or a case. */
export type NoteSubject = { person: string } | { case: string }

/** Whoever wrote a note may take it back; nobody else's hand is on it. */
export const mayRemove = (note: { author: string }, person: string | undefined): boolean =>
  note.author === person

/** One of the two, as an operation's input names it. */
export const onlyOne = (
  input: { person?: unknown; case?: unknown },
  context: z.RefinementCtx,
): void => {
  if ((input.person === undefined) === (input.case === undefined))
    context.addIssue({
      code: 'custom',
      path: [input.person === undefined ? 'person' : 'case'],
      params: { text: input.person === undefined ? 'required' : 'unknown_field' },
    })
}

import { z } from 'zod'
import { handOver } from '../../files/index.ts'
import { id, parseId, show } from '../../kit/ids.ts'
import { done, operation, performPart, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { updateContact } from '../../people/index.ts'
import { refuse } from '../refusals.ts'
import { changeSubmission, lockSubmission } from './queries.ts'
import { openDifferences, type Differences } from './submission.ts'

const right = 'people:manage' as const
const input = z.strictObject({ submission: id('submission') })

/** Decides about what waits of a submission, once. */
async function decide(
  op: OperationContext,
  submission: string,
  take: (person: string, differences: Differences) => Promise<Done<unknown> | Refusal | null>,
) {
  const { tx, portal, installation, note } = op
  const row = await lockSubmission(tx, submission)
  if (!row) return kitRefuse('not_found')
  if (row.state !== 'waiting' || row.person_id === null) return refuse('nothing_waits')
  const key = await installation.keys.of(tx, portal)
  const result = await take(show('person', row.person_id), openDifferences(key, portal, row))
  if (result && !result.ok) return result
  await changeSubmission(tx, submission, { state: 'completed', sealed_differences: null })
  note({ subject: show('submission', submission), details: { form: show('form', row.form_id) } })
  return done({ submission: show('submission', submission) })
}

export const acceptDifferences = operation({
  name: 'submission.accept',
  done: { en: 'Took over what a form says', es: 'Aceptó lo que dice un formulario' },
  summary: 'Changes a contact’s card to what differs in a form that was sent',
  input,
  right,
  run: (op, { submission }) =>
    decide(op, submission, async (person, { files, ...differences }) => {
      const from = { kind: 'submission', holder: submission }
      const full =
        files && (await handOver(op, from, { kind: 'person', holder: parseId('person', person)! }))
      return full || performPart(op, updateContact, { person, ...differences })
    }),
})

export const dismissDifferences = operation({
  name: 'submission.dismiss',
  done: { en: 'Left a card as it is', es: 'Dejó una ficha como está' },
  summary: 'Leaves a contact’s card as it is, whatever differs in a form that was sent',
  input,
  right,
  run: (op, { submission }) => decide(op, submission, async () => null),
})

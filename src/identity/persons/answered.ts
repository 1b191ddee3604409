import { parseId, show } from '../../kit/ids.ts'
import { done } from '../../kit/operation.ts'
import { refuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { routes } from '../../routes.ts'
import { textOf, localPath, type FormFields, type SignedInVisit } from '../../web/index.ts'
import type { Person } from './person.ts'
import { personById } from './queries.ts'

/** What a button on a person says of where it stands. */
export const BACK = { back: 'text' } as const satisfies FormFields

/** The person the path names; null for one of another portal as for one that is none. */
export async function personOf(visit: SignedInVisit): Promise<Person | null> {
  const id = parseId('person', visit.param('person'))
  const row = id && (await visit.read((tx) => personById(tx, visit.portal.id, id)))
  return row ? (row as Person) : null
}

/** Back to the page the button stood on, else to the person, saying what was done or why it was not. */
export async function answered<R>(
  visit: SignedInVisit,
  result: Done<R> | Refusal,
  said: (person: Person, value: R) => string,
): Promise<Response> {
  const person = await personOf(visit)
  if (!person) return visit.refuse(refuse('not_found'))
  // No button of ours sends such a thing, so there is no field to show it at.
  if (!result.ok && result.code === 'invalid') return visit.refuse(result)
  const back = localPath(textOf(visit.form, 'back'))
  return visit.redirect(
    back ?? routes.person({ person: show('person', person.id) }),
    result.ok
      ? { tone: 'green', text: said(person, result.value) }
      : { tone: 'amber', text: result.say(visit.language) },
  )
}

/** A button on a person: it sends nothing, and ends as `answered` does. */
export const personButton = <R>(
  said: (person: Person, value: R, visit: SignedInVisit) => string,
) => ({
  fields: BACK,
  input: () => ({}),
  ends: (visit: SignedInVisit, value: R) =>
    answered(visit, done(value), (person) => said(person, value, visit)),
  again: (visit: SignedInVisit, refusal: Refusal) => answered(visit, refusal, () => ''),
})

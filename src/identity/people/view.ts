import { z } from 'zod'
import { shape } from '../../kit/shape.ts'
import type { ShownPerson } from '../persons/person.ts'
import { personView, showPerson } from '../persons/view.ts'

const { id, name, registration, addedAt, activatedAt, lastLoginAt, disabledAt, disabledReason } =
  personView.shape

/** Somebody who works on the console: what is shown of a portal's people, without a seat or a lock. */
export const consolePersonView = shape('ConsolePerson', {
  id,
  name,
  email: z.string(),
  registration,
  language: z.string().nullable().describe('Null means the console’s'),
  addedAt,
  activatedAt,
  lastLoginAt,
  disabledAt,
  disabledReason,
})

export const showConsolePerson = (person: ShownPerson) =>
  consolePersonView.parse(showPerson(person))

import { z } from 'zod'
import type { Instant } from '../../kit/clock.ts'
import { shape } from '../../kit/shape.ts'
import type { Person } from '../persons/person.ts'
import { personView, showPerson } from '../persons/view.ts'

const { id, name, status, addedAt, activatedAt, lastLoginAt, disabledAt, disabledReason } =
  personView.shape

/** Somebody who works on the console: what is shown of a portal's people, without a seat or a lock. */
export const consolePersonView = shape('ConsolePerson', {
  id,
  name,
  email: z.string(),
  status,
  language: z.string().nullable().describe('Null means the console’s'),
  addedAt,
  activatedAt,
  lastLoginAt,
  disabledAt,
  disabledReason,
})

export const showConsolePerson = (person: Person, now: Instant) =>
  consolePersonView.parse(showPerson(person, now))

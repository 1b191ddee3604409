import { z } from 'zod'
import type { Instant } from '../../../kit/clock.ts'
import type { Tx } from '../../../kit/db/database.ts'
import { shape } from '../../../kit/shape.ts'
import { line } from '../../persons/person.ts'
import { personView, showPerson } from '../../persons/view.ts'
import { registrationStates } from '../../registration-state/state.ts'
import { listPeople, peopleCursor } from './list.ts'

/** A portal's people, as programs ask for them and are shown them. */
export const peopleQuery = z.strictObject({
  search: line(254).optional(),
  kind: z.enum(['staff', 'contact']).optional(),
  registration: registrationStates.optional(),
  cursor: peopleCursor.field,
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

export const peopleView = shape('PersonList', {
  people: z.array(personView).describe('By name'),
  next: z.string().nullable().describe('Send it as `cursor` for the people who follow'),
})

/** The transaction must be set to the portal. */
export async function showPeople(
  tx: Tx,
  query: z.output<typeof peopleQuery>,
  now: Instant,
): Promise<z.output<typeof peopleView>> {
  const { cursor, ...rest } = query
  const { rows, next = null } = await listPeople(tx, { ...rest, after: cursor, now })
  return {
    people: rows.map(showPerson) as z.output<typeof peopleView>['people'],
    next,
  }
}

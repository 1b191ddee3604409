import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { isKeptFromColleagues } from '../persons/owner.ts'
import { lockPerson } from '../persons/queries.ts'
import { onPerson, thatPerson } from '../persons/on-person.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../sessions/queries.ts'

/** What staff do on somebody's word, or before asking. */
export const endSessionsOfPerson = operation({
  name: 'person.end_sessions',
  done: { en: 'Signed somebody out', es: 'Cerró las sesiones de alguien' },
  summary: 'Signs one of the portal’s people out, everywhere or of one session',
  input: onPerson.extend({ session: id('session').optional() }),
  right: 'people:manage',
  subjects: thatPerson,
  async run(op, { person, session }) {
    const { tx, note } = op
    if (!(await lockPerson(tx, person))) return kitRefuse('not_found')
    if (await isKeptFromColleagues(op, person)) return refuse('owner_only')
    const ended =
      session === undefined
        ? await endSessionsOf(tx, person)
        : await endSessionsOf(tx, person, { only: session })
    if (session !== undefined && ended === 0) return kitRefuse('not_found')
    note({ subject: show('person', person), details: { sessions_ended: ended } })
    return done({ person, ended })
  },
})

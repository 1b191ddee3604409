import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse } from '../../kit/refusal.ts'
import { lockPerson } from '../persons/queries.ts'
import { onPerson, thatPerson } from '../persons/persons.ts'
import { endSessionsOf } from '../sessions/queries.ts'

/** What staff do on somebody's word, or before asking. */
export const endSessionsOfPerson = operation({
  name: 'person.end_sessions',
  summary: 'Signs one of the portal’s people out, everywhere or of one session',
  input: onPerson.extend({ session: id('session').optional() }),
  right: 'people:manage',
  subjects: thatPerson,
  async run({ tx, portal, note }, { person, session }) {
    if (!(await lockPerson(tx, portal, person))) return refuse('not_found')
    const ended =
      session === undefined
        ? await endSessionsOf(tx, portal, person)
        : await endSessionsOf(tx, portal, person, { only: session })
    if (session !== undefined && ended === 0) return refuse('not_found')
    note({ subject: show('person', person), details: { sessions_ended: ended } })
    return done({ person, ended })
  },
})

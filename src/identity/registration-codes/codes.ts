import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { because, invalidField } from '../../kit/validation.ts'
import { whyNoCode } from '../invitations/invitation.ts'
import { whyNotNow } from '../invitations/why-not-now.ts'
import { onPerson, thatPerson } from '../persons/on-person.ts'
import { lockPerson } from '../persons/queries.ts'
import { refuse } from '../refusals.ts'
import { insertToken } from '../tokens/queries.ts'
import { CODE_MINUTES, newCode, spoken } from './code.ts'
import { hashCode, setUserName } from './queries.ts'

/** A name for signing in; without an @, so that it is never somebody else's e-mail. */
export const userName = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .refine((name) => /^[a-z0-9][a-z0-9._-]{2,59}$/.test(name), because('user_name'))

/**
 * For a client without a mailbox, to register or for a new password: staff read it out, the client types it with
 * what else they state. Whoever has no e-mail is given a user name by the way, since the code is theirs alone and
 * has to be asked for.
 */
export const issueCode = operation({
  name: 'person.issue_code',
  done: { en: 'Issued a one-time code', es: 'Emitió un código de un solo uso' },
  details: {
    user_name: { en: 'User name', es: 'Nombre de usuario' },
  },
  summary:
    'Makes a code of twelve digits to read out over the phone, good once and for ten minutes',
  input: onPerson.extend({
    userName: userName.optional().describe('Needed for a contact without an e-mail'),
  }),
  right: 'people:manage',
  subjects: thatPerson,
  async run(op, { person, userName }) {
    const { tx, portal, now, note } = op
    const row = await lockPerson(tx, person)
    if (!row) return kitRefuse('not_found')
    if (row.kind !== 'contact') return refuse('codes_for_clients')
    const why = await whyNotNow(op, row, whyNoCode)
    if (why !== null) return refuse(why)
    const name = userName ?? row.user_name ?? row.email
    if (name === null) return invalidField('userName', 'required')
    if (userName && !(await setUserName(tx, { person, userName })))
      return refuse('user_name_taken', { field: 'userName' })
    const code = newCode()
    const expires = now.add({ minutes: CODE_MINUTES })
    const about = { portal, person, purpose: 'code', now, expires } as const
    await insertToken(tx, about, await hashCode(op, person, code))
    note({ subject: show('person', person), details: userName ? { user_name: userName } : {} })
    return done({ person, name, code: spoken(code), expires: expires.toString() })
  },
})

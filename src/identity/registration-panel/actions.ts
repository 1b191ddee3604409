import { show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { countReset } from '../mail-limits/mail-limits.ts'
import { sendAgain } from '../invitations/send-again.ts'
import { onPerson, thatPerson } from '../persons/on-person.ts'
import { clearLock, lockPerson } from '../persons/queries.ts'
import { mailReset } from '../reset/reset-requests.ts'
import { refuse } from '../refusals.ts'
import { isLocked } from '../sessions/lockout.ts'

interface Sent {
  person: string
  sent: 'invitation' | 'reset'
}

export const sendReset = operation({
  name: 'person.send_reset',
  done: { en: 'Sent a link for a new password', es: 'Envió un enlace para una contraseña nueva' },
  outcomes: {
    invited: { en: 'a new invitation instead', es: 'una invitación nueva en su lugar' },
  },
  summary:
    'Mails a person a link for a new password; a fresh invitation to whoever has not registered',
  input: onPerson,
  right: 'people:manage',
  subjects: thatPerson,
  async run(op, { person }): Promise<Done<Sent> | Refusal> {
    const row = await lockPerson(op.tx, person)
    if (!row) return kitRefuse('not_found')
    const often = await countReset(op, person)
    if (often) return often
    if (!row.activated_at) {
      const sent = await sendAgain(op, { person })
      if (!sent.ok) return sent
      op.note({ outcome: 'invited' })
      return done({ person, sent: 'invitation' })
    }
    if (row.disabled_at) return refuse('disabled')
    if (row.email === null) return refuse('no_email')
    await mailReset(op, row)
    op.note({ subject: show('person', person) })
    return done({ person, sent: 'reset' })
  },
})

/** Ends a lock before its time. Whoever is disabled stays so, as enabling leaves a lock alone. */
export const unlockPerson = operation({
  name: 'person.unlock',
  done: { en: 'Ended a lock', es: 'Terminó un bloqueo' },
  details: {
    bad_attempts: { en: 'Wrong passwords', es: 'Contraseñas equivocadas' },
  },
  summary: 'Lets somebody who is locked out try again at once, with all attempts before them',
  input: onPerson,
  right: 'people:manage',
  subjects: thatPerson,
  async run({ tx, now, note }, { person }) {
    const row = await lockPerson(tx, person)
    if (!row) return kitRefuse('not_found')
    if (!isLocked(row, now)) return refuse('not_locked')
    await clearLock(tx, person)
    note({ subject: show('person', person), details: { bad_attempts: row.bad_attempts } })
    return done({ person })
  },
})

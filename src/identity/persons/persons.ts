import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { retireTokens } from '../activations/tokens.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { addNewPerson, inviteByMail } from './new-person.ts'
import { email, language, line, personName } from './person.ts'
import { lockPerson } from './queries.ts'

export const invitePerson = operation({
  name: 'person.invite',
  summary: 'Adds a person to the portal and mails an invitation',
  input: z.strictObject({
    name: personName,
    email,
    kind: z.enum(['staff', 'contact']),
    seat: z.enum(['pro', 'guest']).optional(),
    language: language.optional(),
  }),
  right: 'people:manage',
  async run(work, { name, email, kind, seat, language }) {
    if (kind === 'staff' && seat === 'guest') return refuse('staff_hold_pro', { field: 'seat' })
    const held = kind === 'staff' ? 'pro' : (seat ?? 'guest')
    const person = await addNewPerson(work, { kind, name, email, seat: held, language })
    if (person === null) return refuse('email_taken', { field: 'email' })
    work.note({ subject: show('person', person), details: { kind, seat: held } })
    return done({ person })
  },
})

const onPerson = z.strictObject({ person: id('person') })

export const inviteAgain = operation({
  name: 'person.invite_again',
  summary: 'Mails a new invitation; the earlier link stops working',
  input: onPerson,
  right: 'people:manage',
  async run(work, { person }) {
    const row = await lockPerson(work.tx, work.portal, person)
    if (!row) return kitRefuse('not_found')
    if (row.activated_at) return refuse('already_activated')
    if (row.disabled_at) return refuse('disabled')
    await inviteByMail(work, row)
    work.note({ subject: show('person', person) })
    return done({ person })
  },
})

export const disablePerson = operation({
  name: 'person.disable',
  summary: 'Switches a person’s access off, at once and until it is switched on again',
  input: onPerson.extend({ reason: line(500) }),
  right: 'people:manage',
  async run({ tx, portal, now, caller, note }, { person, reason }) {
    const row = await lockPerson(tx, portal, person)
    if (!row) return kitRefuse('not_found')
    if (person === caller.person) return refuse('not_yourself')
    if (row.disabled_at) return refuse('disabled')
    await tx.db
      .updateTable('persons')
      .set({ disabled_at: now, disabled_reason: reason })
      .where('portal_id', '=', portal)
      .where('id', '=', person)
      .execute()
    await retireTokens(tx, { portal, person, now })
    const ended = await endSessionsOf(tx, portal, person)
    note({ subject: show('person', person), reason, details: { sessions_ended: ended } })
    return done({ person })
  },
})

export const enablePerson = operation({
  name: 'person.enable',
  summary: 'Switches a person’s access on again',
  input: onPerson,
  right: 'people:manage',
  async run({ tx, portal, note }, { person }) {
    const row = await lockPerson(tx, portal, person)
    if (!row) return kitRefuse('not_found')
    if (!row.disabled_at) return refuse('not_disabled')
    await tx.db
      .updateTable('persons')
      .set({ disabled_at: null, disabled_reason: null })
      .where('portal_id', '=', portal)
      .where('id', '=', person)
      .execute()
    note({ subject: show('person', person) })
    return done({ person })
  },
})

export const setSeat = operation({
  name: 'person.set_seat',
  summary: 'Switches a person’s seat between PRO (billable) and guest (free)',
  input: onPerson.extend({ seat: z.enum(['pro', 'guest']) }),
  right: 'people:manage',
  async run({ tx, portal, note }, { person, seat }) {
    const row = await lockPerson(tx, portal, person)
    if (!row) return kitRefuse('not_found')
    if (row.kind === 'staff' && seat === 'guest') return refuse('staff_hold_pro', { field: 'seat' })
    await tx.db
      .updateTable('persons')
      .set({ seat })
      .where('portal_id', '=', portal)
      .where('id', '=', person)
      .execute()
    note({ subject: show('person', person), details: { from: row.seat, to: seat } })
    return done({ person })
  },
})

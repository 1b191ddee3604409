import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import type { Installation } from '../../kit/installation.ts'
import { done, operation, perform, type Caller } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { invalid, invalidField } from '../../kit/validation.ts'
import { retireTokens } from '../activations/tokens.ts'
import {
  hashPassword,
  newPassword,
  resembles,
  typedPassword,
  verifyPassword,
} from '../passwords/password.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { addPerson, inviteByMail } from './new-person.ts'
import { email, language, line, personName, timeZone } from './person.ts'
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
    const { tx, portal, note } = work
    const there = await tx.db
      .selectFrom('persons')
      .select('id')
      .where('portal_id', '=', portal)
      .where('email', '=', email)
      .executeTakeFirst()
    if (there) return refuse('email_taken', { field: 'email' })
    if (kind === 'staff' && seat === 'guest') return refuse('staff_hold_pro', { field: 'seat' })
    const held = kind === 'staff' ? 'pro' : (seat ?? 'guest')
    const person = await addPerson(work, { kind, name, email, seat: held, language })
    note({ subject: show('person', person), details: { kind, seat: held } })
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

export const updateProfile = operation({
  name: 'profile.update',
  summary: 'Changes one’s own name, language and time zone',
  input: z.strictObject({ name: personName, language, timeZone: timeZone.optional() }),
  right: 'self',
  async run({ tx, portal, caller, note }, { name, language, timeZone }) {
    await tx.db
      .updateTable('persons')
      .set({ name, language, ...(timeZone ? { time_zone: timeZone } : {}) })
      .where('portal_id', '=', portal)
      .where('id', '=', caller.person!)
      .execute()
    note({ subject: caller.id })
    return done({})
  },
})

const storePassword = operation({
  name: 'password.change',
  summary: 'Changes one’s own password and ends one’s other sessions',
  input: z.strictObject({ passwordHash: z.string(), session: id('session') }),
  right: 'self',
  async run({ tx, portal, caller, note }, { passwordHash, session }) {
    await tx.db
      .updateTable('persons')
      .set({ password_hash: passwordHash })
      .where('portal_id', '=', portal)
      .where('id', '=', caller.person!)
      .execute()
    const ended = await endSessionsOf(tx, portal, caller.person!, session)
    note({ subject: caller.id, details: { sessions_ended: ended } })
    return done({ ended })
  },
})

const changePasswordInput = z.strictObject({ current: typedPassword, password: newPassword })

/** Changes the caller's password, given the current one; both hashes are made outside of any transaction. */
export async function changePassword(
  installation: Installation,
  caller: Caller,
  session: string,
  input: unknown,
): Promise<Done<{ ended: number }> | Refusal> {
  const parsed = changePasswordInput.safeParse(input, { reportInput: true })
  if (!parsed.success) return invalid(parsed.error)
  const { current, password } = parsed.data
  const person = await installation.db.read({ portal: caller.portal }, (tx) =>
    tx.db
      .selectFrom('persons')
      .select(['password_hash', 'name', 'email'])
      .where('portal_id', '=', caller.portal)
      .where('id', '=', caller.person!)
      .executeTakeFirstOrThrow(),
  )
  if (!(await verifyPassword(current, person.password_hash)))
    return refuse('wrong_password', { field: 'current' })
  if (resembles(password, [person.name, person.email]))
    return invalidField('password', 'password_known')
  return perform(installation, storePassword, caller, {
    passwordHash: await hashPassword(password),
    session,
  })
}

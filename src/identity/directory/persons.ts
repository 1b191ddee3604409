import { z } from 'zod'
import { show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { invalidField } from '../../kit/validation.ts'
import { birthDate, digits } from '../identity-checks/identity-check.ts'
import { identityCheckOf } from '../identity-checks/queries.ts'
import { refuse as kitRefuse, type Done, type Refusal } from '../../kit/refusal.ts'
import { countInvitation } from '../mail-limits/mail-limits.ts'
import { retireTokens } from '../tokens/queries.ts'
import { refuse } from '../refusals.ts'
import { endSessionsOf } from '../sessions/queries.ts'
import { addNewPerson } from '../invitations/new-person.ts'
import { sendAgain } from '../invitations/send-again.ts'
import { onPerson, reason, thatPerson } from '../persons/on-person.ts'
import { email, language, personName, type NewPerson, type Person } from '../persons/person.ts'
import { whyNotDisabled } from '../persons/disabling.ts'
import { changePerson, lockPerson, setDisabled, whoAdministers } from '../persons/queries.ts'

/** Seats, as the audit trail calls them. */
const SEATS = {
  pro: { en: 'PRO', es: 'PRO' },
  guest: { en: 'guest', es: 'invitado' },
}

export const invitePerson = operation({
  name: 'person.invite',
  done: { en: 'Invited a person', es: 'Invitó a una persona' },
  details: {
    seat: { en: 'Seat', es: 'Asiento' },
  },
  values: {
    ...SEATS,
    staff: { en: 'staff', es: 'personal' },
    contact: { en: 'contact', es: 'contacto' },
  },
  summary: 'Adds a person to the portal and mails an invitation',
  input: z.strictObject({
    name: personName,
    email,
    kind: z.enum(['staff', 'contact']),
    seat: z.enum(['pro', 'guest']).optional(),
    language: language.optional(),
    digits: digits
      .optional()
      .describe('Of a contact: the last four digits of the social security number, shown nowhere'),
    birthDate: birthDate
      .optional()
      .describe('Of a contact: what they may state when they register'),
  }),
  right: 'people:manage',
  async run(op, { name, email, kind, seat, language, digits, birthDate }) {
    if (kind === 'staff' && seat === 'guest') return refuse('staff_hold_pro', { field: 'seat' })
    const held = kind === 'staff' ? 'pro' : (seat ?? 'guest')
    const identityChecks = { digits, birth_date: birthDate }
    const wrong =
      (await wrongIdentityChecks(op, kind, identityChecks)) ?? (await countInvitation(op, email))
    if (wrong) return wrong
    const person = await addNewPerson(op, {
      kind,
      name,
      email,
      seat: held,
      language,
      identityChecks,
    })
    if (person === null) return refuse('email_taken', { field: 'email' })
    op.note({ subject: show('person', person), details: { kind, seat: held } })
    return done({ person })
  },
})

/** Of the identity checks a portal may ask for, which field of the invitation carries it. */
const FIELDS = { digits: 'digits', birth_date: 'birthDate' } as const

/** A contact is invited with what the portal asks for; colleagues state nothing. */
async function wrongIdentityChecks(
  { tx }: OperationContext,
  kind: 'staff' | 'contact',
  identityChecks: NonNullable<NewPerson['identityChecks']>,
): Promise<Refusal | null> {
  if (kind === 'staff') {
    const sent = (['digits', 'birth_date'] as const).find(
      (fact) => identityChecks[fact] !== undefined,
    )
    return sent ? invalidField(FIELDS[sent], 'unknown_field') : null
  }
  const check = await identityCheckOf(tx)
  if (check === 'case_number') return refuse('case_first', { field: 'kind' })
  return identityChecks[check] === undefined ? invalidField(FIELDS[check], 'required') : null
}

export const inviteAgain = operation({
  name: 'person.invite_again',
  done: { en: 'Sent an invitation', es: 'Envió una invitación' },
  summary: 'Mails an invitation; an earlier link stops working',
  input: onPerson,
  right: 'people:manage',
  subjects: thatPerson,
  run: sendAgain,
})

export const disablePerson = operation({
  name: 'person.disable',
  done: { en: 'Disabled access', es: 'Desactivó un acceso' },
  summary: 'Disables a person’s access, at once and until it is enabled again',
  input: onPerson.extend({ reason }),
  right: 'people:manage',
  subjects: thatPerson,
  run: disable,
})

export const enablePerson = operation({
  name: 'person.enable',
  done: { en: 'Enabled access', es: 'Activó un acceso' },
  summary: 'Enables a person’s access again',
  input: onPerson,
  right: 'people:manage',
  subjects: thatPerson,
  run: enable,
})

type About = { person: string }
type Changed = Promise<Done<About> | Refusal>

/** Takes somebody's access, and ends their sessions and links; part of an operation. */
export async function disable(
  { tx, now, caller, note }: OperationContext,
  { person, reason }: About & { reason: string },
): Changed {
  const row = await lockPerson(tx, person)
  if (!row) return kitRefuse('not_found')
  const operates = caller.rights.has('installation:operate')
  const { owner, others } = await whoAdministers(tx, row)
  const about = { caller: caller.person, operates, isOwner: person === owner, others }
  const why = whyNotDisabled(row as Person, about)
  if (why) return refuse(why)
  await setDisabled(tx, { person, at: now, reason })
  await retireTokens(tx, { person, now })
  const ended = await endSessionsOf(tx, person)
  note({ subject: show('person', person), reason, details: { sessions_ended: ended } })
  return done({ person })
}

/** Gives somebody's access back; part of an operation. */
export async function enable({ tx, note }: OperationContext, { person }: About): Changed {
  const row = await lockPerson(tx, person)
  if (!row) return kitRefuse('not_found')
  if (!row.disabled_at) return refuse('not_disabled')
  await setDisabled(tx, { person, at: null, reason: null })
  note({ subject: show('person', person) })
  return done({ person })
}

export const setSeat = operation({
  name: 'person.set_seat',
  done: { en: 'Changed a seat', es: 'Cambió un asiento' },
  values: SEATS,
  summary: 'Switches a person’s seat between PRO (billable) and guest (free)',
  input: onPerson.extend({ seat: z.enum(['pro', 'guest']) }),
  right: 'people:manage',
  subjects: thatPerson,
  async run({ tx, note }, { person, seat }) {
    const row = await lockPerson(tx, person)
    if (!row) return kitRefuse('not_found')
    if (row.kind === 'staff' && seat === 'guest') return refuse('staff_hold_pro', { field: 'seat' })
    await changePerson(tx, person, { seat })
    note({ subject: show('person', person), details: { from: row.seat, to: seat } })
    return done({ person })
  },
})

import { z } from 'zod'
import {
  askForEmail,
  dropIdentityCheck,
  inviteAdded,
  isEmailTaken,
  keepIdentityCheck,
  retireTokens,
  tellUserName,
} from '../../identity/index.ts'
import { endRequestsOf } from '../../files/index.ts'
import { violatedKey } from '../../kit/db/unique-violation.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import { invalidField, invalidFields } from '../../kit/validation.ts'
import { companyNamed } from '../companies/companies.ts'
import { changedValues, type Values } from '../fields/field.ts'
import { fieldsOf } from '../fields/queries.ts'
import { refuse } from '../refusals.ts'
import { card, changesIn, isBorn, parted, type CardChange } from './contact.ts'
import {
  changeCard,
  changePerson,
  insertCard,
  insertContact,
  lockContact,
  type CardPart,
  type PersonPart,
} from './queries.ts'

const right = 'people:manage' as const

/** As the audit trail calls it. */
const ROLE = {
  role: { en: 'Role', es: 'Rol' },
}

/** Roles, as the audit trail calls them. */
const ROLES = {
  lead: { en: 'lead', es: 'interesado' },
  prospect: { en: 'prospect', es: 'candidato' },
  client: { en: 'client', es: 'cliente' },
}

export const createContact = operation({
  name: 'contact.create',
  done: { en: 'Added a contact', es: 'Añadió un contacto' },
  details: ROLE,
  values: ROLES,
  outcomes: { invited: { en: 'and invited them', es: 'y se le invitó' } },
  summary: 'Adds a contact, whom nobody writes to before they are invited',
  input: z.strictObject({
    ...card,
    invite: z
      .boolean()
      .optional()
      .describe('Mails them an invitation at once; where that cannot be, nobody is added'),
  }),
  right,
  async run(op, { role = 'client', invite = false, ...said }) {
    const { tx, now, note } = op
    const values = await checked(op, said, {})
    if ('refusal' in values) return values.refusal
    const person = newId()
    const added = { ...personPart(said), name: said.name, contact_role: role }
    const keyInUse = await violatedKey(tx, () => insertContact(tx, { id: person, now }, added))
    if (keyInUse !== null) return alreadyThere(keyInUse)
    const card = await cardPart(op, said, values.values)
    if ('refusal' in card) return card.refusal
    await insertCard(tx, person, card.part)
    await keepStated(op, person, said)
    const why = invite ? await inviteAdded(op, person) : null
    if (why) return why
    const outcome = invite ? { outcome: 'invited' } : {}
    note({ subject: show('person', person), details: { role }, ...outcome })
    return done({ person: show('person', person), version: 1, invited: invite })
  },
})

export const updateContact = operation({
  name: 'contact.update',
  done: { en: 'Changed a contact’s card', es: 'Cambió la ficha de un contacto' },
  details: {
    ...ROLE,
    userName: { en: 'User name', es: 'Nombre de usuario' },
    phone: { en: 'Phone', es: 'Teléfono' },
    birthDate: { en: 'Date of birth', es: 'Fecha de nacimiento' },
    digits: { en: 'Social security number', es: 'Número de la seguridad social' },
    company: { en: 'Company', es: 'Empresa' },
    fields: { en: 'Own fields', es: 'Campos propios' },
  },
  summary: 'Changes a contact’s card; what is left out stays as it is',
  input: z.strictObject({
    ...card,
    person: id('person'),
    name: card.name.optional(),
    version: z.int().min(1).optional().describe('The card’s, which the change is based on'),
  }),
  right,
  subjects: ({ person }) => [person],
  async run(op, { person, version, ...said }) {
    const { tx, now, note } = op
    const before = await lockContact(tx, person, now)
    if (!before) return kitRefuse('not_found')
    const stale = op.basedOn(before.version, version)
    if (stale) return stale
    if (said.email === null && before.activated_at)
      return refuse('email_needed', { field: 'email' })
    const checks = await checked(op, said, before.fields)
    if ('refusal' in checks) return checks.refusal
    const { atOnce, toProve } = parted(before, said)
    const changed = changesIn(before, atOnce, checks.values)
    if (toProve !== null) changed.push('newEmail')
    const shown = show('person', person)
    note({
      subject: shown,
      details: { changed },
      unsaid: {
        ...(changed.includes('email') ? { email: { from: before.email, to: atOnce.email } } : {}),
        ...(toProve === null ? {} : { newEmail: { from: before.email, to: toProve } }),
        ...(changed.includes('fields') ? { fields: checks.labels } : {}),
      },
    })
    if (changed.length === 0) return done({ person: shown, version: before.version, toProve: null })

    if (toProve !== null && (await isEmailTaken(tx, toProve))) return alreadyThere('email')
    const keyInUse = await violatedKey(tx, () => changePerson(tx, person, personPart(atOnce)))
    if (keyInUse !== null) return alreadyThere(keyInUse)
    const card = await cardPart(op, said, checks.values)
    if ('refusal' in card) return card.refusal
    const after = await changeCard(tx, person, card.part)
    const { company_id: company } = before
    // What is asked of somebody of a company is no longer asked of who has left it.
    if (company && card.part.company_id !== undefined && card.part.company_id !== company)
      await endRequestsOf(op, { kind: 'company', holder: company, person })
    await keepStated(op, person, said)
    // A link that was mailed to an old address is in somebody else's hands; a lead registers by none.
    const lead = said.role === 'lead' && !before.activated_at
    if (lead || changed.includes('email')) await retireTokens(tx, { person, now })
    if (toProve !== null) await askForEmail(op, before, toProve)
    if (before.activated_at && changed.includes('userName'))
      await tellUserName(op, before, said.userName ?? null)
    return done({ person: shown, version: after, toProve })
  },
})

/**
 * What no schema can see: the portal's own fields, and what day it is.
 * @returns the own fields' values after the change, and what those are called that differ
 */
async function checked(
  { tx, now }: OperationContext,
  { fields = {}, birthDate }: CardChange,
  before: Values,
): Promise<{ values: Values; labels: string[] } | { refusal: Refusal }> {
  if (birthDate && !isBorn(birthDate, now)) return { refusal: invalidField('birthDate', 'past') }
  if (Object.keys(fields).length === 0) return { values: before, labels: [] }
  const existing = await fieldsOf(tx)
  const changed = changedValues(existing, before, fields)
  if ('wrong' in changed) return { refusal: invalidFields(changed.wrong) }
  const { values } = changed
  const differ = existing.filter(({ id }) => values[id] !== before[id])
  return { values, labels: differ.map(({ label }) => label) }
}

const personPart = ({ name, email, userName, role, language }: CardChange): PersonPart => ({
  name,
  email,
  user_name: userName,
  contact_role: role,
  language,
})

async function cardPart(
  op: OperationContext,
  { phone, birthDate, company, fields }: CardChange,
  values: Values,
): Promise<{ part: CardPart } | { refusal: Refusal }> {
  const named = company && (await companyNamed(op, company))
  if (named && typeof named !== 'string') return { refusal: named }
  const part = { phone, birth_date: birthDate, company_id: named, fields: fields && values }
  return { part }
}

/** What a client states when they register is kept a second time, to be compared and not read. */
async function keepStated(
  { tx, portal, installation }: OperationContext,
  person: string,
  { digits, birthDate }: CardChange,
): Promise<void> {
  for (const [fact, value] of [
    ['digits', digits],
    ['birth_date', birthDate],
  ] as const) {
    const about = { portal, person, fact }
    if (value === null) await dropIdentityCheck(tx, about)
    else if (value !== undefined) await keepIdentityCheck(tx, installation.keys, about, value)
  }
}

const alreadyThere = (key: string): Refusal =>
  key.includes('user_name')
    ? refuse('user_name_taken', { field: 'userName' })
    : refuse('email_taken', { field: 'email' })

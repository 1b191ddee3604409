import { firstNameOf } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import type { Placeholder, PlaceholderSource, Value } from '../../kit/placeholders/placeholder.ts'
import type { Field } from '../fields/field.ts'
import { fieldsOf } from '../fields/queries.ts'
import { cardInTexts } from './queries.ts'

/** What texts about a contact say of them, with the portal's own fields. */
export const ofContacts: PlaceholderSource = {
  of: 'contact',
  placeholders: [
    {
      name: 'contact.name',
      label: { en: 'Contact’s name', es: 'Nombre del contacto' },
      example: 'Jane Example',
    },
    {
      name: 'contact.first_name',
      label: { en: 'Contact’s first name', es: 'Nombre de pila del contacto' },
      example: 'Jane',
    },
    {
      name: 'contact.email',
      label: { en: 'Contact’s e-mail', es: 'Correo del contacto' },
      example: 'jane@example.com',
      mayBeEmpty: true,
    },
    {
      name: 'contact.phone',
      label: { en: 'Contact’s phone', es: 'Teléfono del contacto' },
      example: '+34 600 000 000',
      mayBeEmpty: true,
    },
    {
      name: 'contact.company',
      label: { en: 'Contact’s company', es: 'Empresa del contacto' },
      example: 'Example & Co.',
      mayBeEmpty: true,
    },
    {
      name: 'contact.birth_date',
      label: { en: 'Contact’s date of birth', es: 'Fecha de nacimiento del contacto' },
      example: Temporal.PlainDate.from('1980-02-29'),
      mayBeEmpty: true,
    },
    {
      name: 'company.name',
      label: { en: 'Name of the company', es: 'Nombre de la empresa' },
      example: 'Example & Co.',
      mayBeEmpty: true,
    },
  ],
  own: async (tx) => (await fieldsOf(tx)).map(ownPlaceholder),
  values: valuesOfContact,
}

const nameIn = ({ name }: Field) => `contact.field_${name}`

/** Of a portal's own field, which no card has to have. */
const ownPlaceholder = (field: Field): Placeholder => ({
  name: nameIn(field),
  label: { en: field.label, es: field.label },
  example: EXAMPLES[field.kind](field),
  mayBeEmpty: true,
})

const EXAMPLES: Record<Field['kind'], (field: Field) => Value> = {
  text: ({ label }) => label,
  number: () => '37.5',
  date: () => Temporal.PlainDate.from('2026-01-31'),
  choice: ({ choices }) => choices[0] ?? '',
}

async function valuesOfContact(tx: Tx, id: string): Promise<Record<string, Value>> {
  const [contact, fields] = await Promise.all([cardInTexts(tx, id), fieldsOf(tx)])
  if (!contact) return {}
  const own = fields.map((field): [string, Value] => {
    const value = contact.fields[field.id]
    return [nameIn(field), value === undefined ? null : asValue(field.kind, String(value))]
  })
  const birthDate = contact.birth_date
  return {
    'contact.name': contact.name,
    'contact.first_name': firstNameOf(contact.name),
    'contact.email': contact.email,
    'contact.phone': contact.phone,
    'contact.company': contact.company,
    'contact.birth_date': birthDate === null ? null : asValue('date', birthDate),
    'company.name': contact.company,
    ...Object.fromEntries(own),
  }
}

const asValue = (kind: Field['kind'], value: string): Value =>
  kind === 'date' ? Temporal.PlainDate.from(value) : value

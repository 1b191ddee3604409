import { registrationWord } from '../../../identity/index.ts'
import type { RequestContext } from '../../../web/index.ts'
import type { Cell } from '../../../kit/csv.ts'
import { show } from '../../../kit/ids.ts'
import type { Field } from '../../fields/field.ts'
import type { Contact } from '../contact.ts'
import { words } from '../texts.ts'

/** Contacts as a table with a column for each of the portal's own fields. That digits are known, never which. */
export function table(
  contacts: readonly Contact[],
  fields: readonly Field[],
  { language }: Pick<RequestContext, 'language'>,
): Cell[][] {
  const t = words(language)
  const yes = (isSet: boolean) => t(isSet ? 'yes' : 'no')
  return [
    [
      t('id'),
      t('name'),
      t('email'),
      t('user_name'),
      t('role'),
      t('company'),
      t('phone'),
      t('birth_date'),
      t('digits'),
      t('registration'),
      t('language'),
      t('added'),
      t('last_login'),
      ...fields.map(({ label }) => label),
    ],
    ...contacts.map((contact) => [
      show('person', contact.id),
      contact.name,
      contact.email,
      contact.user_name,
      t(`role.${contact.role}`),
      contact.company,
      contact.phone,
      contact.birth_date,
      yes(contact.digits_known),
      registrationWord(contact.registration, language),
      contact.language,
      contact.created_at,
      contact.last_login_at,
      ...fields.map(({ id }) => contact.fields[id]),
    ]),
  ]
}

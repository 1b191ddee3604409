import { WaitingEmail } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Day, languageName, Time, type Detail } from '../../ui/index.ts'
import type { Field } from '../fields/field.ts'
import { PersonPage, type PersonPageProps } from '../person/person-page.tsx'
import type { Contact } from './contact.ts'
import { roleWords } from './role-words.ts'
import { t } from './texts.ts'

interface ContactPageProps extends Pick<
  PersonPageProps,
  'of' | 'panels' | 'timeline' | 'body' | 'errors'
> {
  contact: Contact
  fields: readonly Field[]
}

/** A contact’s card, on the one page about them. */
export function ContactPage({ contact, fields, ...parts }: ContactPageProps) {
  const shown = { person: show('person', contact.id) }
  return (
    <PersonPage
      {...parts}
      subtitle={[roleWords(contact.role), contact.company].filter(Boolean).join(' · ')}
      // What keeps them out is mended first.
      action={
        <ButtonLink
          look={parts.of.why?.mend ? 'plain' : 'primary'}
          href={routes.contacts.one.edit(shown)}
        >
          {t('edit')}
        </ButtonLink>
      }
      menu={[{ label: t('merge'), href: routes.contacts.one.merge(shown), icon: 'people' }]}
      waits={
        contact.new_email === null ? null : (
          <WaitingEmail email={contact.new_email} person={contact} />
        )
      }
      details={details(contact, fields)}
      notes={routes.contacts.one.notes(shown)}
    />
  )
}

function details(contact: Contact, fields: readonly Field[]): Detail[] {
  const none = <span class="muted">{t('none')}</span>
  const { email, phone, company, company_id } = contact
  return [
    { label: t('email'), value: email ? <a href={`mailto:${email}`}>{email}</a> : none },
    { label: t('phone'), value: phone ? <a href={telephone(phone)}>{phone}</a> : none },
    {
      label: t('company'),
      value: company_id ? (
        <a href={routes.companies.one({ company: show('company', company_id) })}>{company}</a>
      ) : (
        none
      ),
    },
    {
      label: t('birth_date'),
      value: contact.birth_date ? <Day day={contact.birth_date} show="long" /> : none,
    },
    { label: t('digits'), value: t(contact.digits_known ? 'digits.known' : 'digits.unknown') },
    ...(contact.user_name ? [{ label: t('user_name'), value: contact.user_name }] : []),
    ...(isLanguage(contact.language)
      ? [{ label: t('language'), value: languageName(contact.language) }]
      : []),
    ...fields
      .filter(({ id }) => Object.hasOwn(contact.fields, id))
      .map(({ id, label, kind }) => ({
        label,
        value:
          kind === 'date' ? (
            <Day day={String(contact.fields[id])} show="long" />
          ) : (
            contact.fields[id]
          ),
      })),
    {
      label: t('added'),
      value: <Time at={contact.created_at} />,
    },
  ]
}

const telephone = (phone: string) => `tel:${phone.replaceAll(/[^\d+]/g, '')}`

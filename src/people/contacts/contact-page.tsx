import type { Child } from 'hono/jsx'
import {
  languageName,
  ButtonLink,
  Day,
  Details,
  Panel,
  Time,
  type Errors,
  type Detail,
} from '../../ui/index.ts'
import {
  RegistrationBadge,
  RegistrationPanel,
  registrationState,
  WaitingEmail,
  type Registration,
} from '../../identity/index.ts'
import { Layout, useSignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import type { Field } from '../fields/field.ts'
import { Notes } from '../notes/panel.tsx'
import type { Timeline } from '../notes/timeline.ts'
import { roleWords } from './role-words.ts'
import type { Contact } from './contact.ts'
import { t } from './texts.ts'

interface ContactPageProps {
  contact: Contact
  fields: readonly Field[]
  timeline: Timeline
  registration: Registration
  /** What higher domains have to say. */
  panels: Child[]
  /** A note that was refused. */
  body?: string
  errors?: Errors
}

/** A contact's card: who they are, how they stand, and what happened. */
export function ContactPage(props: ContactPageProps) {
  const { contact, timeline, registration, panels, body, errors } = props
  const { now } = useSignedInContext()
  const shown = { person: show('person', contact.id) }
  return (
    <Layout
      title={contact.name}
      badge={<RegistrationBadge state={registrationState(contact, now)} />}
      subtitle={[roleWords(contact.role), contact.company].filter(Boolean).join(' · ')}
      crumbs={[{ label: t('title'), href: routes.contacts() }]}
      action={
        <ButtonLink look="primary" href={routes.contacts.one.edit(shown)}>
          {t('edit')}
        </ButtonLink>
      }
      menu={[
        { label: t('access.open'), href: routes.people.one(shown), icon: 'key' },
        { label: t('merge'), href: routes.contacts.one.merge(shown), icon: 'people' },
      ]}
      details={<Details items={details(props)} />}
    >
      {contact.new_email === null ? null : (
        <WaitingEmail email={contact.new_email} person={contact} />
      )}
      <Panel title={t('access')}>
        <RegistrationPanel registrants={[registration]} back={routes.contacts.one(shown)} />
      </Panel>
      {panels}
      <Notes
        timeline={timeline}
        address={routes.contacts.one(shown)}
        action={routes.contacts.one.notes(shown)}
        body={body}
        errors={errors}
      />
    </Layout>
  )
}

function details({ contact, fields }: ContactPageProps): Detail[] {
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

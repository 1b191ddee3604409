import { Disabling, personStatus, PersonStatusBadge, type Person } from '../../identity/index.ts'
import { Room, type PageByCursor, type SignedInVisit } from '../../web/index.ts'
import {
  RowButton,
  Actions,
  Button,
  ButtonLink,
  DataTable,
  EmailField,
  Empty,
  Form,
  Pager,
  SelectField,
  TextField,
  Time,
  uiTexts,
  type Column,
  type Errors,
} from '../../ui/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { languageOptions } from '../console/choices.ts'
import { partnerCrumbs, PartnerRoom, type FoundPartner } from './room.tsx'
import { words } from './texts.ts'

interface Props {
  visit: SignedInVisit
  partner: FoundPartner
}

/** A partner's own people, who see its portals on the console. */
export function PeopleOfPartner({
  visit,
  partner,
  page: { rows: people, next },
}: Props & { page: PageByCursor<Person> }) {
  const { language } = visit
  const t = words(language)
  const invite = (
    <ButtonLink look="primary" icon="plus" href={routes.newPartnerPerson({ partner: partner.id })}>
      {t('people.invite')}
    </ButtonLink>
  )
  return (
    <PartnerRoom
      visit={visit}
      partner={partner}
      tab="people"
      action={people.length > 0 ? invite : null}
    >
      {people.length > 0 ? (
        <DataTable
          language={language}
          caption={t('tab.people')}
          rows={people}
          columns={columns(visit, partner)}
        />
      ) : (
        <Empty
          icon="people"
          title={t('people.empty')}
          text={t('people.empty.text')}
          action={invite}
        />
      )}
      <Pager
        language={language}
        next={next && routes.partnerPeople({ partner: partner.id }, { after: next })}
      />
    </PartnerRoom>
  )
}

function columns(visit: SignedInVisit, partner: FoundPartner): Column<Person>[] {
  const { language, now, zone } = visit
  const t = words(language)
  return [
    {
      key: 'name',
      header: t('people.person'),
      cell: ({ name, email }) => (
        <>
          <strong>{name}</strong>
          <span class="muted step-note">{email}</span>
        </>
      ),
    },
    {
      key: 'status',
      header: t('people.status'),
      cell: (person) => (
        <>
          <PersonStatusBadge status={personStatus(person, now)} language={language} />
          {person.disabled_reason ? (
            <span class="muted step-note">“{person.disabled_reason}”</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'last',
      header: t('people.last_sign_in'),
      nowrap: true,
      cell: ({ last_login_at: at }) =>
        at ? (
          <Time language={language} at={at} now={now} zone={zone} />
        ) : (
          <span class="muted">{t('never')}</span>
        ),
    },
    {
      key: 'do',
      header: t('people.action'),
      align: 'end',
      cell: (person) => <RowActions visit={visit} partner={partner} person={person} />,
    },
  ]
}

/** What can be done about a person: let them in again, or keep them out; never oneself. */
function RowActions({ visit, partner, person }: Props & { person: Person }) {
  const { language, now } = visit
  const t = words(language)
  const { name } = person
  const at = { partner: partner.id, person: show('person', person.id) }
  const status = personStatus(person, now)
  if (status === 'disabled')
    return (
      <RowButton
        action={routes.partnerPersonEnabling(at)}
        text={t('people.enable')}
        label={t('people.enable.label', { name })}
      />
    )
  if (person.id === visit.person.id) return <span class="muted">{t('people.you')}</span>
  return (
    <div class="row-actions">
      {status === 'invited' ? (
        <RowButton
          action={routes.partnerPersonInvitation(at)}
          text={t('people.again')}
          label={t('people.again.label', { name })}
        />
      ) : null}
      <ButtonLink
        small
        href={routes.partnerPersonDisabling(at)}
        label={t('people.disable.label', { name })}
      >
        {t('people.disable')}
      </ButtonLink>
    </div>
  )
}

export function NewPersonOfPartner({
  visit,
  partner,
  typed = {},
  errors = {},
}: Props & { typed?: Record<string, string>; errors?: Errors }) {
  const { language } = visit
  const t = words(language)
  const back = routes.partnerPeople({ partner: partner.id })
  const field = (name: string) => ({ language, name, value: typed[name], error: errors[name] })
  return (
    <Room
      visit={visit}
      title={t('people.invite')}
      subtitle={t('people.lead', { partner: partner.name })}
      crumbs={partnerCrumbs(visit, partner, { text: 'tab.people', href: back })}
      width="form"
    >
      <Form language={language} action={back} errors={errors}>
        <TextField
          {...field('name')}
          label={t('people.name')}
          autocomplete="off"
          maxlength={120}
          autofocus={Object.keys(errors).length === 0}
        />
        <EmailField {...field('email')} label={t('contact.email')} autocomplete="off" />
        <SelectField
          {...field('language')}
          value={typed['language'] ?? partner.language}
          label={t('language')}
          options={languageOptions(language)}
          width="medium"
        />
        <Actions>
          <Button>{t('people.send')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts(language)('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Room>
  )
}

interface DisablingOfPartnerProps extends Props {
  person: Person
  sessions: number
  invited: boolean
  reason?: string
  errors?: Errors
}

/** Says what disabling a person's access will do, before it does. */
export function DisablingOfPartner({ visit, partner, ...rest }: DisablingOfPartnerProps) {
  const { person } = rest
  const back = routes.partnerPeople({ partner: partner.id })
  return (
    <Room
      visit={visit}
      title={words(visit.language)('people.disable.title', { name: person.name })}
      crumbs={partnerCrumbs(visit, partner, { text: 'tab.people', href: back })}
      width="form"
    >
      <Disabling
        visit={visit}
        {...rest}
        action={routes.partnerPersonDisabling({
          partner: partner.id,
          person: show('person', person.id),
        })}
        back={back}
      />
    </Room>
  )
}

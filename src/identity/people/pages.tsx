import { useSignedInContext, type PageByCursor, type RoutePattern } from '../../web/index.ts'
import type { FeatureName, Right } from '../../gate/index.ts'
import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { LANGUAGES } from '../../kit/texts.ts'
import { hrefOf } from '../../routes.ts'
import {
  Actions,
  Button,
  ButtonLink,
  Confirm,
  DataTable,
  EmailField,
  Empty,
  Form,
  ListPage,
  SelectField,
  TextField,
  Time,
  uiTexts,
  type Column,
  type Errors,
  languageName,
  RowButton,
} from '../../ui/index.ts'
import type { OwnerPage, Section } from '../owners/owner.ts'
import { BelowTab } from '../owners/pages.tsx'
import { crumbsOf, pageOf } from '../persons/page-of.ts'
import { SeatBadge } from '../persons/badges.tsx'
import type { ShownPerson } from '../persons/person.ts'
import { words as persons } from '../persons/texts.ts'
import { RegistrationBadge } from '../registration-state/badge.tsx'
import type { OnPeople } from './people.ts'
import { t } from './texts.ts'

/** How one kind of owner's people are looked after. */
export interface PeopleOf {
  section: Section
  feature?: FeatureName
  /** Of whoever changes something. */
  right: Right
  /** Pages; what can be done has one. */
  at: {
    list: RoutePattern
    /** About one person, where they have one of their own. */
    person?: RoutePattern
    disabling: RoutePattern
    enabling: RoutePattern
    fresh?: RoutePattern
    invitation?: RoutePattern
    factors?: RoutePattern
  }
  /** Endpoints. */
  api?: { disabling?: RoutePattern; factors?: RoutePattern; invitation?: RoutePattern }
  operations: OnPeople
}

interface Props {
  ownerPage: OwnerPage
  of: PeopleOf
}

const listOf = ({ ownerPage, of }: Props) => hrefOf(of.at.list, ownerPage.names)

/** An owner's people by name: to look at, to let in again, to keep out. */
export function PeoplePage(
  props: Props & {
    page: PageByCursor<ShownPerson>
    search: string | undefined
    /** Row id of whoever owns the portal. */
    head: string | null
  },
) {
  const ctx = useSignedInContext()
  const { ownerPage, of, page, search } = props
  const { kind } = ownerPage.owner
  const at = (query: Record<string, string>) =>
    hrefOf(of.at.list, ownerPage.names, { search, ...query })
  const invite = of.at.fresh && (
    <ButtonLink look="primary" icon="plus" href={hrefOf(of.at.fresh, ownerPage.names)}>
      {persons.t('invite')}
    </ButtonLink>
  )
  const [name, registration, last] = peopleColumns(props.head)
  const empty = t(`empty.${kind as 'portal' | 'partner'}`)
  return (
    <ownerPage.Tab
      tab="people"
      title={persons.t('title')}
      action={page.rows.length > 0 ? invite : null}
    >
      <ListPage
        action={listOf(props)}
        search={{ name: 'search', label: persons.t('search'), value: search }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="people" title={persons.t('empty')} text={empty} action={invite} />}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
      >
        <DataTable
          caption={persons.t('title')}
          rows={page.rows}
          columns={[
            name!,
            registration!,
            ...(kind === 'portal' ? seatColumns() : []),
            last!,
            ...(ctx.holds(of.right)
              ? [
                  {
                    key: 'do',
                    header: t('action'),
                    align: 'end' as const,
                    cell: (person: ShownPerson) => <RowActions {...props} person={person} />,
                  },
                ]
              : []),
          ]}
        />
      </ListPage>
    </ownerPage.Tab>
  )
}

/** What any list of people in the console tells of each. @param head row id of whoever owns the portal */
export function peopleColumns(head: string | null = null): Column<ShownPerson>[] {
  return [
    {
      key: 'name',
      header: t('person'),
      cell: ({ id, name, email }) => (
        <>
          <strong>{name}</strong>
          {id === head ? <span class="muted"> · {t('owner')}</span> : null}
          <span class="muted step-note">{email}</span>
        </>
      ),
    },
    {
      key: 'registration',
      header: persons.t('registration'),
      cell: (person) => (
        <>
          <RegistrationBadge state={person.registration} />
          {person.disabled_reason ? (
            <span class="muted step-note">“{person.disabled_reason}”</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'last',
      header: persons.t('last_login'),
      nowrap: true,
      cell: ({ last_login_at: at }) =>
        at ? <Time at={at} /> : <span class="muted">{persons.t('never')}</span>,
    },
  ]
}

function seatColumns(): Column<ShownPerson>[] {
  return [
    {
      key: 'kind',
      header: persons.t('kind'),
      cell: ({ kind }) => persons.t(`kind.${kind as 'staff'}`),
    },
    {
      key: 'seat',
      header: persons.t('seat'),
      cell: (person) => <SeatBadge person={person} />,
    },
  ]
}

/** What can be done for somebody, or against them; never oneself. With clients their portal's staff do the rest. */
function RowActions({ ownerPage, of, person }: Props & { person: ShownPerson }) {
  const ctx = useSignedInContext()
  const { name, kind, registration } = person
  const to = (route: RoutePattern) =>
    hrefOf(route, { ...ownerPage.names, person: show('person', person.id) })
  const { enabling, invitation, factors, disabling } = of.at
  if (registration === 'disabled')
    return (
      <RowButton action={to(enabling)} text={t('enable')} label={t('enable.label', { name })} />
    )
  if (kind === 'contact') return null
  if (person.id === ctx.person.id) return <span class="muted">{t('you')}</span>
  return (
    <div class="row-actions">
      {invitation && person.activated_at === null ? (
        <RowButton
          action={to(invitation)}
          text={persons.t('again')}
          label={t('again.label', { name })}
        />
      ) : null}
      {factors ? (
        <ButtonLink small href={to(factors)} label={t('factors.label', { name })}>
          {t('factors')}
        </ButtonLink>
      ) : null}
      <ButtonLink small href={to(disabling)} label={t('disable.label', { name })}>
        {t('disable')}
      </ButtonLink>
    </div>
  )
}

/** The page about a person, or where they have none the list. */
export const placeOf = ({ ownerPage, of, person }: Omit<Props, 'ctx'> & { person: ShownPerson }) =>
  of.at.person ? pageOf(person) : hrefOf(of.at.list, ownerPage.names)

interface BelowProps extends Props {
  title: string
  subtitle?: string
  person?: ShownPerson
  children?: Child
}

/** The frame of a page below the list, or below the page about a person. */
const Below = ({ title, subtitle, children, person, ...props }: BelowProps) => (
  <BelowTab
    ownerPage={props.ownerPage}
    title={title}
    subtitle={subtitle}
    list={
      person && props.of.at.person
        ? crumbsOf(person)[0]!
        : { label: persons.t('title'), href: listOf(props) }
    }
    under={
      person && props.of.at.person
        ? { label: person.name, href: placeOf({ ...props, person }) }
        : undefined
    }
    width="form"
  >
    {children}
  </BelowTab>
)

interface NewPersonProps extends Props {
  typed?: Record<string, string>
  errors?: Errors
}

export function NewPersonPage(props: NewPersonProps) {
  const { ownerPage, typed = {}, errors = {} } = props
  const back = listOf(props)
  const field = (name: string) => ({ name, value: typed[name], error: errors[name] })
  return (
    <Below
      {...props}
      title={persons.t('invite')}
      subtitle={t('new.partner', { partner: ownerPage.name! })}
    >
      <Form action={back} errors={errors}>
        <TextField
          {...field('name')}
          label={persons.t('name')}
          autocomplete="off"
          maxlength={120}
          autofocus={Object.keys(errors).length === 0}
        />
        <EmailField {...field('email')} label={persons.t('email')} autocomplete="off" />
        <SelectField
          {...field('language')}
          value={typed['language'] ?? ownerPage.language}
          label={persons.t('language')}
          options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
          width="medium"
        />
        <Actions>
          <Button>{persons.t('new.do')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts.t('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Below>
  )
}

interface AskingProps extends Props {
  person: ShownPerson
  reason?: string
  errors?: Errors
  /** The page it was asked for on, if not the person's own; sent along to come back to. */
  askedOn?: string
}

interface DisablingProps extends AskingProps {
  /** Devices the person is signed in on. */
  sessions: number
  /** An invitation is out. */
  invited: boolean
}

/** Says what disabling somebody's access will do, before it does. */
export function DisablingPage(props: DisablingProps) {
  const { person, sessions, invited } = props
  const { name } = person
  return (
    <Asking
      {...props}
      title={t('disable.title', { name })}
      route={props.of.at.disabling}
      consequences={[
        t('disable.sessions', { count: sessions, name }),
        t('disable.sign_in', { name }),
        ...(invited ? [t('disable.invitation')] : []),
        // Whoever works on the console holds no seat of a portal's.
        ...(person.seat === 'pro' && person.kind !== 'partner' ? [t('disable.seat')] : []),
      ]}
      reassurance={t('disable.kept')}
      button={persons.t('disable')}
      help={t('reason.help', { name })}
    />
  )
}

/** Says what resetting somebody's second step will do, before it does. */
export function FactorsPage(props: AskingProps) {
  const { of, person } = props
  const { name } = person
  return (
    <Asking
      {...props}
      title={t('factors.title', { name })}
      route={of.at.factors!}
      consequences={[
        t('factors.passkeys'),
        t(of.at.person ? 'factors.what.code' : 'factors.what', { name }),
        t('factors.out'),
      ]}
      button={t('factors')}
      help={t('factors.reason', { name })}
    />
  )
}

interface ReasonProps extends AskingProps {
  title: string
  /** Where it is sent. */
  route: RoutePattern
  consequences: string[]
  reassurance?: string
  button: string
  /** Who reads the reason. */
  help: string
}

/** Asks once more, and for a reason. */
function Asking(props: ReasonProps) {
  const { ownerPage, person, title, reason, errors = {}, askedOn, ...rest } = props
  return (
    <Below ownerPage={ownerPage} of={props.of} person={person} title={title}>
      <Confirm
        action={hrefOf(rest.route, { ...ownerPage.names, person: show('person', person.id) })}
        consequences={rest.consequences}
        reassurance={rest.reassurance}
        button={rest.button}
        danger
        hidden={{ back: askedOn }}
        cancelHref={askedOn ?? placeOf(props)}
        errors={errors}
      >
        <TextField
          name="reason"
          label={t('reason')}
          help={rest.help}
          value={reason}
          error={errors['reason']}
          maxlength={500}
          autocomplete="off"
        />
      </Confirm>
    </Below>
  )
}

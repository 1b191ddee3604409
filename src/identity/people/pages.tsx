import type { PageByCursor, Mount, SignedInVisit, Visit } from '../../web/index.ts'
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
import type { FoundOwner, Section } from '../owners/owner.ts'
import { BelowTab } from '../owners/pages.tsx'
import { SeatBadge, StatusBadge } from '../persons/badges.tsx'
import { personStatus, type Person } from '../persons/person.ts'
import { words as persons } from '../persons/texts.ts'
import type { OnPeople } from './people.ts'
import { words } from './texts.ts'

/** How one kind of owner's people are looked after. */
export interface PeopleOf {
  section: Section
  feature?: FeatureName
  /** Of whoever changes something. */
  right: Right
  /** Pages; what can be done has one. */
  at: {
    list: Mount
    /** About one person, where they have one of their own. */
    person?: Mount
    disabling: Mount
    enabling: Mount
    fresh?: Mount
    invitation?: Mount
    factors?: Mount
  }
  /** Endpoints. */
  api?: { disabling?: Mount; factors?: Mount; invitation?: Mount }
  operations: OnPeople
}

interface Props {
  visit: SignedInVisit
  found: FoundOwner
  of: PeopleOf
}

const listOf = ({ found, of }: Props) => hrefOf(of.at.list, found.names)

/** An owner's people by name: to look at, to let in again, to keep out. */
export function PeoplePage(
  props: Props & {
    page: PageByCursor<Person>
    search: string | undefined
    /** Row id of whoever owns the portal. */
    head: string | null
  },
) {
  const { visit, found, of, page, search } = props
  const { language } = visit
  const { kind } = found.owner
  const t = persons(language)
  const at = (query: Record<string, string>) =>
    hrefOf(of.at.list, found.names, { search, ...query })
  const invite = of.at.fresh && (
    <ButtonLink look="primary" icon="plus" href={hrefOf(of.at.fresh, found.names)}>
      {t('invite')}
    </ButtonLink>
  )
  const [name, status, last] = peopleColumns(visit, props.head)
  const empty = words(language)(`empty.${kind as 'portal' | 'partner'}`)
  return (
    <found.Tab tab="people" title={t('title')} action={page.rows.length > 0 ? invite : null}>
      <ListPage
        language={language}
        action={listOf(props)}
        search={{ name: 'search', label: t('search'), value: search }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="people" title={t('empty')} text={empty} action={invite} />}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
      >
        <DataTable
          language={language}
          caption={t('title')}
          rows={page.rows}
          columns={[
            name!,
            status!,
            ...(kind === 'portal' ? seatColumns(visit) : []),
            last!,
            ...(visit.holds(of.right)
              ? [
                  {
                    key: 'do',
                    header: words(language)('action'),
                    align: 'end' as const,
                    cell: (person: Person) => <RowActions {...props} person={person} />,
                  },
                ]
              : []),
          ]}
        />
      </ListPage>
    </found.Tab>
  )
}

/** What any list of people in the console tells of each. @param head row id of whoever owns the portal */
export function peopleColumns(visit: Visit, head: string | null = null): Column<Person>[] {
  const { language, now, zone } = visit
  const t = persons(language)
  return [
    {
      key: 'name',
      header: words(language)('person'),
      cell: ({ id, name, email }) => (
        <>
          <strong>{name}</strong>
          {id === head ? <span class="muted"> · {words(language)('owner')}</span> : null}
          <span class="muted step-note">{email}</span>
        </>
      ),
    },
    {
      key: 'status',
      header: t('status'),
      cell: (person) => (
        <>
          <StatusBadge status={personStatus(person, now)} language={language} />
          {person.disabled_reason ? (
            <span class="muted step-note">“{person.disabled_reason}”</span>
          ) : null}
        </>
      ),
    },
    {
      key: 'last',
      header: t('last_login'),
      nowrap: true,
      cell: ({ last_login_at: at }) =>
        at ? (
          <Time language={language} at={at} now={now} zone={zone} />
        ) : (
          <span class="muted">{t('never')}</span>
        ),
    },
  ]
}

function seatColumns({ language }: Visit): Column<Person>[] {
  const t = persons(language)
  return [
    { key: 'kind', header: t('kind'), cell: ({ kind }) => t(`kind.${kind as 'staff'}`) },
    {
      key: 'seat',
      header: t('seat'),
      cell: (person) => <SeatBadge person={person} language={language} />,
    },
  ]
}

/** What can be done for somebody, or against them; never oneself. With clients their portal's staff do the rest. */
function RowActions({ visit, found, of, person }: Props & { person: Person }) {
  const { language, now } = visit
  const t = words(language)
  const { name, kind } = person
  const to = (route: Mount) => hrefOf(route, { ...found.names, person: show('person', person.id) })
  const status = personStatus(person, now)
  const { enabling, invitation, factors, disabling } = of.at
  if (status === 'disabled')
    return (
      <RowButton action={to(enabling)} text={t('enable')} label={t('enable.label', { name })} />
    )
  if (kind === 'contact') return null
  if (person.id === visit.person.id) return <span class="muted">{t('you')}</span>
  return (
    <div class="row-actions">
      {invitation && status === 'invited' ? (
        <RowButton
          action={to(invitation)}
          text={persons(language)('again')}
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
export const placeOf = ({ found, of, person }: Omit<Props, 'visit'> & { person: Person }) =>
  hrefOf(of.at.person ?? of.at.list, { ...found.names, person: show('person', person.id) })

interface BelowProps extends Props {
  title: string
  subtitle?: string
  person?: Person
  children?: Child
}

/** The frame of a page below the list, or below the page about a person. */
const Below = ({ title, subtitle, children, person, ...props }: BelowProps) => (
  <BelowTab
    visit={props.visit}
    found={props.found}
    title={title}
    subtitle={subtitle}
    list={{ label: persons(props.visit.language)('title'), href: listOf(props) }}
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
  const { visit, found, typed = {}, errors = {} } = props
  const { language } = visit
  const t = persons(language)
  const back = listOf(props)
  const field = (name: string) => ({ language, name, value: typed[name], error: errors[name] })
  return (
    <Below
      {...props}
      title={t('invite')}
      subtitle={words(language)('new.partner', { partner: found.name! })}
    >
      <Form language={language} action={back} errors={errors}>
        <TextField
          {...field('name')}
          label={t('name')}
          autocomplete="off"
          maxlength={120}
          autofocus={Object.keys(errors).length === 0}
        />
        <EmailField {...field('email')} label={t('email')} autocomplete="off" />
        <SelectField
          {...field('language')}
          value={typed['language'] ?? found.language}
          label={t('language')}
          options={LANGUAGES.map((value) => ({ value, label: languageName(value) }))}
          width="medium"
        />
        <Actions>
          <Button>{t('new.do')}</Button>
          <ButtonLink look="quiet" href={back}>
            {uiTexts(language)('goBack')}
          </ButtonLink>
        </Actions>
      </Form>
    </Below>
  )
}

interface AskingProps extends Props {
  person: Person
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
  const { visit, person, sessions, invited } = props
  const { name } = person
  const t = words(visit.language)
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
      button={persons(visit.language)('disable')}
      help={t('reason.help', { name })}
    />
  )
}

/** Says what resetting somebody's second step will do, before it does. */
export function FactorsPage(props: AskingProps) {
  const { visit, of, person } = props
  const { name } = person
  const t = words(visit.language)
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
  route: Mount
  consequences: string[]
  reassurance?: string
  button: string
  /** Who reads the reason. */
  help: string
}

/** Asks once more, and for a reason. */
function Asking(props: ReasonProps) {
  const { visit, found, person, title, reason, errors = {}, askedOn, ...rest } = props
  const { language } = visit
  return (
    <Below visit={visit} found={found} of={props.of} person={person} title={title}>
      <Confirm
        language={language}
        action={hrefOf(rest.route, { ...found.names, person: show('person', person.id) })}
        consequences={rest.consequences}
        reassurance={rest.reassurance}
        button={rest.button}
        danger
        hidden={{ back: askedOn }}
        cancelHref={askedOn ?? placeOf(props)}
        errors={errors}
      >
        <TextField
          language={language}
          name="reason"
          label={words(language)('reason')}
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

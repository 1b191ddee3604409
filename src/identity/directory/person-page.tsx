import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { isLanguage } from '../../kit/texts.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  Button,
  Details,
  Form,
  Panel,
  Time,
  type Detail,
  type MenuItem,
  languageName,
} from '../../ui/index.ts'
import { History } from '../audit/history.tsx'
import type { AuditEntry } from '../audit/trail.ts'
import { RegistrationPanel } from '../registration-panel/panel.tsx'
import type { Registration } from '../registration-panel/queries.ts'
import { actionsOf } from '../registration-panel/registration.ts'
import { words as registrationWords } from '../registration-panel/texts.ts'
import { Layout, useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { isNotCounted, SeatBadge, StatusBadge } from '../persons/badges.tsx'
import { personStatus, type Person, type PersonStatus } from '../persons/person.ts'
import { t } from '../persons/texts.ts'

interface PersonPageProps {
  person: Person
  /** The invitation that is out, run out or not. */
  invitation: { issued_at: Temporal.Instant; expires_at: Temporal.Instant } | undefined
  registration: Registration
  history: AuditEntry[]
  /** There is more history than is shown. */
  more: boolean
  /** Where they are signed in, and whether that looks shared. */
  signedIn: Child
  /** What higher domains have to say. */
  panels: Child[]
}

/** One of the portal's people: how they stand, what can be done, what happened. */
export function PersonPage(props: PersonPageProps) {
  const ctx = useSignedInContext()
  const { person, history, more } = props
  const { now } = ctx
  const status = personStatus(person, now)
  const shown = { person: show('person', person.id) }
  return (
    <Layout
      title={person.name}
      badge={<StatusBadge status={status} />}
      subtitle={person.email}
      crumbs={[{ label: t('title'), href: routes.people() }]}
      action={<FirstAction {...props} />}
      menu={menu(props)}
      details={<Details items={details(props, status)} />}
    >
      <Standing {...props} status={status} />
      <Panel title={registrationWords.t(person.kind === 'contact' ? 'title' : 'title.staff')}>
        <RegistrationPanel registrants={[props.registration]} back={routes.people.one(shown)} />
      </Panel>
      <Seat person={person} />
      {props.signedIn}
      {props.panels}
      <Panel
        title={t('history')}
        action={
          more && ctx.may('audit') ? (
            <a href={routes.settings.audit({}, { subject: shown.person })}>{t('history.all')}</a>
          ) : null
        }
      >
        {history.length > 0 ? (
          <History entries={history} />
        ) : (
          <p class="muted">{t('history.empty')}</p>
        )}
      </Panel>
    </Layout>
  )
}

/** What is most likely to be done now: mend what keeps them out. */
function FirstAction({ person, registration }: PersonPageProps) {
  const { person: viewer, now } = useSignedInContext()
  const shown = { person: show('person', person.id) }
  const first = actionsOf(registration.who, viewer.id, now).find(
    ({ action, why }) => why === null && (action === 'enable' || action === 'invite'),
  )
  if (!first) return null
  const disabled = first.action === 'enable'
  return (
    <Form
      layout="line"
      guard={false}
      action={disabled ? routes.people.one.enabling(shown) : routes.people.one.invitation(shown)}
    >
      <Button>{t(disabled ? 'enable' : 'again')}</Button>
    </Form>
  )
}

function menu({ person, registration }: PersonPageProps): MenuItem[] {
  const ctx = useSignedInContext()
  const shown = { person: show('person', person.id) }
  const items: MenuItem[] = [
    { label: t('access'), href: routes.people.one.access(shown), icon: 'search' },
  ]
  const disabling = actionsOf(registration.who, ctx.person.id, ctx.now).find(
    ({ action }) => action === 'disable',
  )
  if (disabling?.why === null)
    items.push({
      label: t('disable'),
      href: routes.people.one.disabling(shown),
      icon: 'lock',
      danger: true,
    })
  return items
}

/** Why they cannot come in, where they cannot. */
function Standing({ person, status, registration }: PersonPageProps & { status: PersonStatus }) {
  if (status === 'locked')
    return (
      <Alert tone="red" title={t('is.locked')}>
        {t('is.locked.text')}
      </Alert>
    )
  if (status === 'disabled')
    return (
      <Alert tone="grey" title={t('is.disabled')}>
        “{person.disabled_reason}” · <Time at={person.disabled_at!} />
      </Alert>
    )
  if (status === 'invited' && registration.columns.tokenExpired)
    return (
      <Alert tone="amber" title={t('is.invited.expired')}>
        {t('is.invited.expired.text', { name: person.name })}
      </Alert>
    )
  return null
}

const isOut = (invitation: PersonPageProps['invitation'], now: Temporal.Instant) =>
  invitation !== undefined && Temporal.Instant.compare(now, invitation.expires_at) < 0

function Seat({ person }: Pick<PersonPageProps, 'person'>) {
  const { name, seat, kind } = person
  const other = seat === 'pro' ? 'guest' : 'pro'
  return (
    <Panel
      title={t('seat')}
      framed
      text={t(`seat.now.${isNotCounted(person) ? 'not_counted' : seat}`, { name })}
    >
      <p>{kind === 'staff' ? t('seat.staff') : t('seat.text')}</p>
      {kind === 'staff' ? null : (
        <Form
          layout="line"
          guard={false}
          action={routes.people.one.seat({ person: show('person', person.id) })}
          hidden={{ seat: other }}
        >
          <Button look="plain">{t(`seat.make.${other}`)}</Button>
        </Form>
      )}
    </Panel>
  )
}

function details({ person, invitation }: PersonPageProps, status: PersonStatus): Detail[] {
  const ctx = useSignedInContext()
  const time = (at: Temporal.Instant | null | undefined, none: string, exact = false) =>
    at ? <Time at={at} show={exact ? 'exact' : 'relative'} /> : <span class="muted">{none}</span>
  return [
    { label: t('kind'), value: t(`kind.${person.kind as 'staff'}`) },
    { label: t('seat'), value: <SeatBadge person={person} /> },
    ...(isLanguage(person.language)
      ? [{ label: t('language'), value: languageName(person.language) }]
      : []),
    {
      label: t('last_login'),
      value: time(person.last_login_at, t('never')),
      note: person.last_login_at && person.last_ip ? t('from', { ip: person.last_ip }) : undefined,
    },
    {
      label: t('invited'),
      value: time(invitation?.issued_at ?? person.created_at, ''),
      note: status === 'invited' ? invitationNote(ctx, invitation) : undefined,
    },
    { label: t('activated'), value: time(person.activated_at, t('not_yet')) },
    {
      label: t('bad_attempts'),
      value: <span class="numeric">{person.bad_attempts}</span>,
      note: t('bad_attempts.since'),
    },
    ...(status === 'locked'
      ? [{ label: t('locked_until'), value: time(person.locked_until, '', true) }]
      : []),
    ...(status === 'disabled'
      ? [{ label: t('disabled_since'), value: time(person.disabled_at, '', true) }]
      : []),
  ]
}

function invitationNote({ now }: SignedInContext, invitation: PersonPageProps['invitation']) {
  if (!invitation) return t('invited.none')
  if (!isOut(invitation, now)) return t('invited.expired')
  return (
    <>
      {t('invited.until')} <Time at={invitation.expires_at} show="exact" />
    </>
  )
}

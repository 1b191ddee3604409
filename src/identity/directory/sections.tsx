import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Button, Form, Panel, Time, type Detail, type MenuItem } from '../../ui/index.ts'
import { useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { accessOf, type AccessRow } from '../access/queries.ts'
import { WhyAlert } from '../access/why-alert.tsx'
import { whyOut, type Why } from '../access/why.ts'
import { isNotCounted, SeatBadge } from '../persons/badges.tsx'
import { pageOf } from '../persons/page-of.ts'
import type { ShownPerson } from '../persons/person.ts'
import { shownPerson } from '../persons/queries.ts'
import { t } from '../persons/texts.ts'
import { RegistrationPanel } from '../registration-panel/panel.tsx'
import { readRegistrants, type Registration } from '../registration-panel/queries.ts'
import { actionsOf } from '../registration-panel/registration.ts'
import { words as registrationWords } from '../registration-panel/texts.ts'
import { sessionsOf } from '../sessions/queries.ts'
import { isLive } from '../sessions/session.ts'
import { SignedInPanel } from '../shared-logins/panel.tsx'
import { sharedOf } from '../shared-logins/queries.ts'

/** What is known of one person's access, for the one page about them. */
export interface PersonSections {
  person: ShownPerson
  row: AccessRow
  /** Null where they can get in. */
  why: Why | null
  registration: Registration
  /** Where they are signed in. */
  sessions: Awaited<ReturnType<typeof sessionsOf>>
  /** Their sign-in looks shared. */
  shared: boolean
}

type Of = { of: PersonSections }

/** @returns null where the portal has nobody by that row id */
export async function readSections(
  { read, now }: SignedInContext,
  id: string,
): Promise<PersonSections | null> {
  const [person, about, [registration], sessions, shared] = await read((tx) =>
    Promise.all([
      shownPerson(tx, id, now),
      accessOf(tx, id),
      readRegistrants(tx, [id], now),
      sessionsOf(tx, id),
      sharedOf(tx, id, now),
    ]),
  )
  if (!person || !about || !registration) return null
  return {
    person,
    row: about.row,
    why: whyOut(about, now),
    registration,
    sessions: sessions.filter((session) => isLive(session, now)),
    shared,
  }
}

/** On top of the page: why they cannot get in, where they cannot. */
export const PersonWhy = ({ of: { person, row, why } }: Of) =>
  why ? <WhyAlert person={person.id} row={row} why={why} rules /> : null

/** How they stand with registering and signing in, their seat, and where they are signed in. */
export function PersonAccess({ of: { person, registration, sessions, shared } }: Of) {
  const viewer = useSignedInContext().person
  return (
    <>
      <Panel title={registrationWords.t(person.kind === 'contact' ? 'title' : 'title.staff')}>
        <RegistrationPanel registrants={[registration]} back={pageOf(person)} isSaidAbove />
      </Panel>
      <Seat person={person} />
      <SignedInPanel
        person={show('person', person.id)}
        sessions={sessions}
        shared={shared}
        kept={registration.who.isOwner && person.id !== viewer.id}
      />
    </>
  )
}

function Seat({ person }: { person: ShownPerson }) {
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

/** What else can be done: everything that is checked, and taking their access. */
export function personMenu({ person, registration }: PersonSections): MenuItem[] {
  const { person: viewer, now } = useSignedInContext()
  const shown = { person: show('person', person.id) }
  const disabling = actionsOf(registration.who, viewer.id, now).find(
    ({ action }) => action === 'disable',
  )
  return [
    { label: t('access'), href: routes.people.one.access(shown), icon: 'search' },
    ...(disabling?.why === null
      ? [
          {
            label: t('disable'),
            href: routes.people.one.disabling(shown),
            icon: 'lock' as const,
            danger: true,
          },
        ]
      : []),
  ]
}

/** Facts about their access, for the rail. */
export const accessDetails = ({ person }: PersonSections): Detail[] => [
  { label: t('seat'), value: <SeatBadge person={person} /> },
  {
    label: t('last_login'),
    value: person.last_login_at ? (
      <Time at={person.last_login_at} />
    ) : (
      <span class="muted">{t('never')}</span>
    ),
    note: person.last_login_at && person.last_ip ? t('from', { ip: person.last_ip }) : undefined,
  },
  {
    label: t('activated'),
    value: person.activated_at ? (
      <Time at={person.activated_at} />
    ) : (
      <span class="muted">{t('not_yet')}</span>
    ),
  },
]

import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Confirm, TextField, type Errors } from '../../ui/index.ts'
import { Room, type SignedInVisit } from '../../web/index.ts'
import type { Person } from './person.ts'
import { words } from './texts.ts'

interface DisablingProps {
  visit: SignedInVisit
  person: Person
  /** Devices the person is signed in on. */
  sessions: number
  /** An invitation is out. */
  invited: boolean
  reason?: string
  errors?: Errors
  /** The page it was asked for on, if not the person's own; sent along to come back to. */
  askedOn?: string
}

/** Says what disabling a person's access will do, before it does. */
export function DisablingPage(props: DisablingProps) {
  const { visit, person } = props
  const t = words(visit.language)
  const shown = { person: show('person', person.id) }
  return (
    <Room
      visit={visit}
      title={t('disable.title', { name: person.name })}
      crumbs={[
        { label: t('title'), href: routes.people() },
        { label: person.name, href: routes.person(shown) },
      ]}
      width="form"
    >
      <Disabling
        {...props}
        action={routes.personDisabling(shown)}
        back={props.askedOn ?? routes.person(shown)}
      />
    </Room>
  )
}

/** What will happen, the reason to give, and the button; for a room of the caller's own. */
export function Disabling({
  visit: { language },
  person,
  sessions,
  invited,
  reason,
  errors = {},
  askedOn,
  action,
  back,
}: DisablingProps & { action: string; back: string }) {
  const { name } = person
  const t = words(language)
  return (
    <Confirm
      language={language}
      action={action}
      consequences={[
        t('disable.sessions', { count: sessions, name }),
        t('disable.sign_in', { name }),
        ...(invited ? [t('disable.invitation')] : []),
        // Whoever works on the console holds no seat of a portal's.
        ...(person.seat === 'pro' && person.kind !== 'partner' ? [t('disable.seat')] : []),
      ]}
      reassurance={t('disable.kept')}
      button={t('disable')}
      danger
      hidden={{ back: askedOn }}
      cancelHref={back}
      errors={errors}
    >
      <TextField
        language={language}
        name="reason"
        label={t('reason')}
        help={t('reason.help', { name })}
        value={reason}
        error={errors['reason']}
        maxlength={500}
      />
    </Confirm>
  )
}

import { Disabling, personStatus, SeatBadge, type Person } from '../../identity/index.ts'
import {
  RowButton,
  Badge,
  ButtonLink,
  Confirm,
  DataTable,
  Empty,
  ListPage,
  TextField,
  Time,
  withQuery,
  type Column,
  type Errors,
  type Tone,
} from '../../ui/index.ts'
import type { SignedInVisit, Visit, PageByCursor } from '../../web/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { PortalRoom, type FoundPortal } from '../console/portal-page.tsx'
import { words as shared } from '../console/texts.ts'
import { words } from './texts.ts'

interface PeopleProps {
  visit: Visit
  portal: FoundPortal
  page: PageByCursor<Person>
  search: string | undefined
}

const TONES: Record<ReturnType<typeof personStatus>, Tone> = {
  active: 'green',
  invited: 'blue',
  locked: 'red',
  disabled: 'grey',
}

/** Who is in a portal, for those who provide it: to look at, and for the operator to let in again. */
export function PeopleOfPortal({ visit, portal, page, search }: PeopleProps) {
  const { language } = visit
  const t = words(language)
  const action = routes.portalPeople({ portal: portal.id })
  const at = (query: Record<string, string>) => withQuery(action, { search, ...query })
  return (
    <PortalRoom visit={visit} portal={portal} tab="people">
      <ListPage
        language={language}
        action={action}
        search={{ name: 'search', label: t('search'), value: search }}
        hasRows={page.rows.length > 0}
        empty={<Empty icon="people" title={t('empty')} text={t('empty.text')} />}
        pager={{
          previous: page.previous && at({ before: page.previous }),
          next: page.next && at({ after: page.next }),
        }}
      >
        <DataTable
          language={language}
          caption={shared(language)('tab.people')}
          rows={page.rows}
          columns={columns(visit, portal)}
        />
      </ListPage>
    </PortalRoom>
  )
}

function columns(visit: Visit, portal: FoundPortal): Column<Person>[] {
  const { language, now, zone } = visit
  const t = words(language)
  const owner = portal.owner && parseId('person', portal.owner.id)
  return [
    {
      key: 'name',
      header: t('person'),
      cell: ({ id, name, email }) => (
        <>
          <strong>{name}</strong>
          {id === owner ? <span class="muted"> · {t('owner')}</span> : null}
          <span class="muted step-note">{email}</span>
        </>
      ),
    },
    {
      key: 'status',
      header: t('status'),
      nowrap: true,
      cell: (person) => {
        const status = personStatus(person, now)
        return <Badge tone={TONES[status]}>{t(`status.${status}`)}</Badge>
      },
    },
    {
      key: 'kind',
      header: t('kind'),
      cell: ({ kind }) => t(`kind.${kind === 'staff' ? 'staff' : 'contact'}`),
    },
    {
      key: 'seat',
      header: t('seat'),
      cell: (person) => <SeatBadge person={person} language={language} />,
    },
    {
      key: 'last',
      header: t('last_sign_in'),
      nowrap: true,
      cell: ({ last_login_at }) =>
        last_login_at ? (
          <Time language={language} at={last_login_at} now={now} zone={zone} />
        ) : (
          <span class="muted">{t('never')}</span>
        ),
    },
    ...(visit.holds('installation:operate')
      ? [
          {
            key: 'do',
            header: t('action'),
            align: 'end' as const,
            cell: (person: Person) => <RowActions visit={visit} portal={portal} person={person} />,
          },
        ]
      : []),
  ]
}

interface OnPerson {
  visit: Visit
  portal: FoundPortal
  person: Person
}

/** What the operator can do for somebody, or against them; with clients the portal's staff do the rest. */
function RowActions({ visit: { language }, portal, person }: OnPerson) {
  const t = words(language)
  const { name, kind, disabled_at } = person
  const at = { portal: portal.id, person: show('person', person.id) }
  if (disabled_at)
    return (
      <RowButton
        action={routes.portalPersonEnabling(at)}
        text={t('enable')}
        label={t('enable.label', { name })}
      />
    )
  if (kind !== 'staff') return null
  return (
    <div class="row-actions">
      <ButtonLink small href={routes.portalPersonFactors(at)} label={t('factors.label', { name })}>
        {t('factors')}
      </ButtonLink>
      <ButtonLink
        small
        href={routes.portalPersonDisabling(at)}
        label={t('disable.label', { name })}
      >
        {t('disable')}
      </ButtonLink>
    </div>
  )
}

interface AskingProps extends OnPerson {
  visit: SignedInVisit
  reason?: string
  errors?: Errors
}

/** Says what disabling somebody's access will do, before it does. */
export function DisablingInPortal(props: AskingProps & { sessions: number; invited: boolean }) {
  const { visit, portal, person } = props
  const back = routes.portalPeople({ portal: portal.id })
  return (
    <PortalRoom visit={visit} portal={portal} tab="people">
      <h2>{words(visit.language)('disable.title', { name: person.name })}</h2>
      <Disabling
        {...props}
        action={routes.portalPersonDisabling({
          portal: portal.id,
          person: show('person', person.id),
        })}
        back={back}
      />
    </PortalRoom>
  )
}

/** Says what resetting somebody's second step will do, before it does. */
export function FactorsInPortal({ visit, portal, person, reason, errors = {} }: AskingProps) {
  const { language } = visit
  const { name } = person
  const t = words(language)
  return (
    <PortalRoom visit={visit} portal={portal} tab="people">
      <h2>{t('factors.title', { name })}</h2>
      <Confirm
        language={language}
        action={routes.portalPersonFactors({
          portal: portal.id,
          person: show('person', person.id),
        })}
        consequences={[t('factors.passkeys'), t('factors.what', { name }), t('factors.out')]}
        button={t('factors')}
        danger
        cancelHref={routes.portalPeople({ portal: portal.id })}
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
          autocomplete="off"
        />
      </Confirm>
    </PortalRoom>
  )
}

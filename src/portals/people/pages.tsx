import { personStatus, type Person, type Visit } from '../../identity/index.ts'
import { parseId, show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Badge,
  DataTable,
  Empty,
  ListPage,
  Time,
  withQuery,
  type Column,
  type Tone,
} from '../../ui/index.ts'
import { PortalRoom, type FoundPortal } from '../console/portal-page.tsx'
import { words as shared } from '../console/texts.ts'
import { words } from './texts.ts'

interface PeopleProps {
  visit: Visit
  portal: FoundPortal
  /** One page of them, and the rows that those beside it begin from. */
  page: { rows: Person[]; previous: Person | undefined; next: Person | undefined }
  search: string | undefined
}

const TONES: Record<ReturnType<typeof personStatus>, Tone> = {
  active: 'green',
  invited: 'blue',
  locked: 'red',
  disabled: 'grey',
}

/** Who is in a portal, for those who provide it: to look at, not to touch. */
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
          previous: page.previous && at({ before: show('person', page.previous.id) }),
          next: page.next && at({ after: show('person', page.next.id) }),
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

function columns({ language, now, zone }: Visit, portal: FoundPortal): Column<Person>[] {
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
    { key: 'seat', header: t('seat'), cell: ({ seat }) => t(`seat.${seat}`) },
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
  ]
}

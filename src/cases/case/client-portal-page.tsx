import { RegistrationPanel, type Registration } from '../../identity/index.ts'
import type { PageByCursor, Place } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Empty, ListPage, withQuery, type Query } from '../../ui/index.ts'
import type { Party } from './parties/party.ts'
import { t } from '../texts.ts'
import type { Case } from './case.ts'
import { CaseLayout } from './layout.tsx'

interface ClientPortalProps extends Place<string> {
  of: Case
  stages: readonly string[]
  clients: PageByCursor<Party>
  /** How they stand, in the same order. */
  registrants: readonly Registration[]
  search?: string
}

/** Where each client of a case stands with the portal, and what can be done about it. */
export function ClientPortalPage({ of, stages, clients, ...more }: ClientPortalProps) {
  const { registrants, search, after, before } = more
  const named = { case: show('case', of.id) }
  const path = routes.cases.one.clientPortal(named)
  const at = (query: Query) => withQuery(path, { search, ...query })
  // A few are seen at a glance.
  const isLong = Boolean(clients.previous ?? clients.next ?? search)
  return (
    <CaseLayout of={of} stages={stages} tab="client_portal">
      <ListPage
        action={path}
        search={isLong ? { name: 'search', label: t('clients.search'), value: search } : undefined}
        pager={{
          previous: clients.previous && at({ before: clients.previous }),
          next: clients.next && at({ after: clients.next }),
        }}
        hasRows={registrants.length > 0}
        empty={
          <Empty
            icon="people"
            title={t('clients.empty')}
            text={t('clients.empty.text')}
            action={
              <ButtonLink look="primary" icon="plus" href={routes.cases.one.parties(named)}>
                {t('party.add')}
              </ButtonLink>
            }
          />
        }
      >
        <RegistrationPanel registrants={registrants} back={at({ after, before })} />
      </ListPage>
    </CaseLayout>
  )
}

import { RegistrationPanel, type Registration, type SignedInVisit } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { ButtonLink, Empty } from '../../ui/index.ts'
import { words } from '../texts.ts'
import type { Case } from './case.ts'
import { CaseRoom } from './room.tsx'

interface ClientPortalProps {
  visit: SignedInVisit
  of: Case
  stages: readonly string[]
  registrants: readonly Registration[]
}

/** Where each client of a case stands with the portal, and what can be done about it. */
export function ClientPortalPage({ visit, of, stages, registrants }: ClientPortalProps) {
  const t = words(visit.language)
  const named = { case: show('case', of.id) }
  return (
    <CaseRoom visit={visit} of={of} stages={stages} tab="client_portal">
      {registrants.length > 0 ? (
        <RegistrationPanel
          visit={visit}
          registrants={registrants}
          back={routes.caseClientPortal(named)}
        />
      ) : (
        <Empty
          icon="people"
          title={t('clients.empty')}
          text={t('clients.empty.text')}
          action={
            <ButtonLink look="primary" icon="plus" href={routes.caseParties(named)}>
              {t('party.add')}
            </ButtonLink>
          }
        />
      )}
    </CaseRoom>
  )
}

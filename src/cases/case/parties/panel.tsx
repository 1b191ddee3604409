import { pageOf, RegistrationBadge, whyHref } from '../../../identity/index.ts'
import {
  ButtonLink,
  DataTable,
  Empty,
  Pager,
  Panel,
  withQuery,
  type Column,
  type Query,
} from '../../../ui/index.ts'
import type { PageByCursor } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import type { Case } from '../case.ts'
import { t } from '../../texts.ts'
import type { Party } from './party.ts'

interface PartiesProps {
  of: Case
  page: PageByCursor<Party>
}

/** Who has to do with a case, and how far each client is with registering. */
export function PartiesPanel({ of, page }: PartiesProps) {
  const named = { case: show('case', of.id) }
  const at = (query: Query) => withQuery(routes.cases.one(named), query)
  const add = (
    <ButtonLink icon="plus" href={routes.cases.one.parties(named)}>
      {t('party.add')}
    </ButtonLink>
  )
  return (
    <Panel title={t('parties')} action={page.rows.length > 0 ? add : null}>
      {page.rows.length > 0 ? (
        <>
          <DataTable caption={t('parties')} columns={columns(of.id)} rows={page.rows} />
          <Pager
            previous={page.previous && at({ before: page.previous })}
            next={page.next && at({ after: page.next })}
          />
        </>
      ) : (
        <Empty
          icon="people"
          title={t('parties.empty')}
          text={t('parties.empty.text')}
          action={add}
        />
      )}
    </Panel>
  )
}

function columns(id: string): Column<Party>[] {
  const none = <span class="muted">–</span>
  return [
    {
      key: 'name',
      header: t('party'),
      cell: ({ person_id, name }) => (
        <a href={pageOf({ id: person_id, kind: 'contact' })}>{name}</a>
      ),
    },
    { key: 'side', header: t('side'), cell: ({ side }) => t(`side.${side}`) },
    { key: 'email', header: t('email'), minor: true, cell: ({ email }) => email ?? none },
    {
      key: 'registration',
      header: t('registration'),
      nowrap: true,
      cell: ({ person_id, registration }) => (
        <RegistrationBadge
          state={registration}
          href={whyHref({ id: person_id, kind: 'contact' })}
        />
      ),
    },
    {
      key: 'remove',
      header: t('action'),
      align: 'end',
      cell: ({ person_id, name }) => (
        <ButtonLink
          look="quiet"
          small
          label={t('party.remove.whom', { name })}
          href={routes.cases.one.parties.one.removal({
            case: show('case', id),
            person: show('person', person_id),
          })}
        >
          {t('party.remove')}
        </ButtonLink>
      ),
    },
  ]
}

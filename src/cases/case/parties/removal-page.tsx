import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import { Confirm } from '../../../ui/index.ts'
import { Layout } from '../../../web/index.ts'
import { t } from '../../texts.ts'
import type { Case } from '../case.ts'

interface RemovalProps {
  of: Case
  party: { id: string; name: string }
  /** Files that they see no more, and requests of theirs that are withdrawn. */
  costs: { files: number; requests: number }
}

/** Says what taking somebody out of a case will do, before it does. */
export function PartyRemovalPage({ of, party, costs }: RemovalProps) {
  const named = { case: show('case', of.id) }
  const { name } = party
  return (
    <Layout
      title={t('party.remove.title', { name })}
      subtitle={of.number}
      crumbs={[
        { label: t('title'), href: routes.cases() },
        { label: of.title, href: routes.cases.one(named) },
      ]}
      width="form"
    >
      <Confirm
        action={routes.cases.one.parties.one.removal({
          ...named,
          person: show('person', party.id),
        })}
        consequences={[
          t('party.remove.files', { name, count: costs.files }),
          t('party.remove.requests', { count: costs.requests }),
        ]}
        reassurance={t('party.remove.keeps', { name })}
        button={t('party.remove.do')}
        danger
        cancelHref={routes.cases.one(named)}
      />
    </Layout>
  )
}

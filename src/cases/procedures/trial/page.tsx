import { Layout, useSignedInContext, type SignedInContext } from '../../../web/index.ts'
import { show } from '../../../kit/ids.ts'
import { routes } from '../../../routes.ts'
import { Badge, DataTable, Empty, Pager, type Column } from '../../../ui/index.ts'
import { whyWords, type FieldLabels } from '../describing.ts'
import { isAboutContact, isAboutOne } from '../procedure.ts'
import type { ProcedureRow } from '../queries.ts'
import { Steps } from '../steps.tsx'
import { t } from '../texts.ts'
import type { Trial, TrialPage as Trials } from './trial.ts'

interface TrialProps {
  procedure: ProcedureRow
  fields: FieldLabels
  page: Trials
}

/** What a procedure would do to what there is. */
export function TrialPage({ procedure, fields, page }: TrialProps) {
  const ctx = useSignedInContext()
  const named = { procedure: show('procedure', procedure.id) }
  const ofContacts = isAboutContact(procedure.trigger)
  const { trials, next } = page
  const acting = trials.filter(wouldAct).length
  return (
    <Layout
      title={t('trial.title')}
      subtitle={t(ofContacts ? 'trial.about.contacts' : 'trial.about')}
      crumbs={[
        { label: t('title'), href: routes.procedures() },
        { label: procedure.name, href: routes.procedures.one(named) },
      ]}
    >
      {trials.length === 0 ? (
        <Empty
          icon="search"
          title={t('trial.empty')}
          text={t(ofContacts ? 'trial.empty.contacts' : 'trial.empty.text')}
        />
      ) : (
        <>
          <p>{t('trial.fires', { n: acting, of: trials.length })}</p>
          <DataTable
            caption={t('trial.title')}
            rows={trials}
            columns={columns(ctx, procedure, fields)}
          />
        </>
      )}
      <Pager
        next={
          next
            ? routes.procedures.one.trial(named, {
                cursor: show(ofContacts ? 'person' : 'case', next),
              })
            : undefined
        }
      />
    </Layout>
  )
}

const wouldAct = ({ plan }: Trial): boolean =>
  plan.fires && plan.steps.some(({ why }) => why === null)

function columns(
  { language }: SignedInContext,
  { trigger }: ProcedureRow,
  fields: FieldLabels,
): Column<Trial>[] {
  const ofContacts = isAboutContact(trigger)
  return [
    {
      key: 'what',
      header: ofContacts ? t('contact') : t('case'),
      cell: ({ subject }) => {
        const [one] = subject.contacts
        const name = isAboutOne(trigger) ? one?.name : null
        return (
          <>
            {subject.case ? (
              <a href={routes.cases.one({ case: show('case', subject.case.id) })}>
                {subject.case.number} {subject.case.title}
              </a>
            ) : null}
            {name ? <div>{name}</div> : null}
          </>
        )
      },
    },
    {
      key: 'outcome',
      header: t('outcome'),
      nowrap: true,
      cell: (trial) =>
        wouldAct(trial) ? (
          <Badge tone="green">{t('trial.would')}</Badge>
        ) : (
          <Badge tone="grey">{t('trial.would_not')}</Badge>
        ),
    },
    {
      key: 'then',
      header: t('rule.then'),
      cell: ({ plan, subject, ranBefore }) => (
        <>
          {plan.fires ? (
            <Steps
              steps={plan.steps}
              names={new Map(subject.contacts.map(({ id, name }) => [show('person', id), name]))}
            />
          ) : (
            <span class="muted">{whyWords(plan.why, language, fields)}</span>
          )}
          {ranBefore ? <p class="muted">{t('trial.before')}</p> : null}
        </>
      ),
    },
  ]
}

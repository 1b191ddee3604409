import { pageOf } from '../../identity/index.ts'
import { Layout, useSignedInContext, type SignedInContext } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Button,
  ButtonLink,
  DataTable,
  Empty,
  Details,
  Form,
  ListPage,
  Panel,
  Time,
  type Column,
} from '../../ui/index.ts'
import { RunBadge, StateBadge } from './badges.tsx'
import {
  actionWords,
  conditionWords,
  triggerWords,
  whyWords,
  type FieldLabels,
} from './describing.ts'
import { stateOf } from './procedure.ts'
import type { ProcedureRow } from './queries.ts'
import { LOG_STATES, type LogQuery, type RunLine, type RunLog } from './runs/log.ts'
import { Steps } from './steps.tsx'
import { t } from './texts.ts'

export interface DetailProps {
  procedure: ProcedureRow
  fields: FieldLabels
  log: RunLog
  /** What the runs are filtered by. */
  state: LogQuery['state']
}

/** One procedure: what it does, and each of its runs with what became of it. */
export function DetailPage(props: DetailProps) {
  const { procedure } = props
  const named = { procedure: show('procedure', procedure.id) }
  const state = stateOf(procedure)
  const there = state !== 'removed'
  return (
    <Layout
      title={procedure.name}
      crumbs={[{ label: t('title'), href: routes.procedures() }]}
      badge={<StateBadge state={state} />}
      action={there ? <Switch {...props} /> : null}
      menu={
        there
          ? [
              { label: t('change'), href: routes.procedures.one.rules(named), icon: 'settings' },
              ...(state === 'off'
                ? []
                : [{ label: t('off'), action: routes.procedures.one.switchingOff(named) }]),
              { label: t('remove'), href: routes.procedures.one.removal(named), danger: true },
            ]
          : undefined
      }
      details={<ProcedureDetails {...props} />}
    >
      <RulesPanel {...props} />
      <Runs {...props} />
    </Layout>
  )
}

/** The next step: trying it, and while it is off, switching it on. */
function Switch({ procedure }: DetailProps) {
  const named = { procedure: show('procedure', procedure.id) }
  const isOn = procedure.activeSince !== null
  return (
    <div class="actions">
      <ButtonLink href={routes.procedures.one.trial(named)} look={isOn ? 'primary' : 'plain'}>
        {t('trial.do')}
      </ButtonLink>
      {isOn ? null : (
        <Form action={routes.procedures.one.switchingOn(named)} guard={false}>
          <Button>{t('on')}</Button>
        </Form>
      )}
    </div>
  )
}

function RulesPanel({ procedure, fields }: DetailProps) {
  const { language } = useSignedInContext()
  const { trigger, conditions, actions } = procedure
  const list = (lines: string[]) => (
    <ul class="lines">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
  return (
    <Panel title={t('rules')} framed>
      <Details
        items={[
          { label: t('when'), value: triggerWords(trigger) },
          {
            label: t('if'),
            value:
              conditions.length > 0
                ? list(conditions.map((one) => conditionWords(one, language, fields)))
                : t('if.always'),
          },
          { label: t('rule.then'), value: list(actions.map((one) => actionWords(one, fields))) },
        ]}
      />
    </Panel>
  )
}

function ProcedureDetails({ procedure }: DetailProps) {
  const at = procedure.createdAt
  return (
    <Details
      items={[
        { label: t('author'), value: procedure.authorName, note: t('author.note') },
        {
          label: t('written'),
          value: <Time at={at} show="date" />,
        },
      ]}
    />
  )
}

function Runs({ procedure, log, state, fields }: DetailProps) {
  const ctx = useSignedInContext()
  const named = { procedure: show('procedure', procedure.id) }
  const next = log.next && routes.procedures.one(named, { state, cursor: show('run', log.next) })
  return (
    <Panel title={t('runs')} text={t('runs.text')}>
      <ListPage
        action={routes.procedures.one(named)}
        filters={[
          {
            name: 'state',
            label: t('outcome'),
            value: state,
            options: LOG_STATES.map((value) => ({ value, label: t(`run.${value}`) })),
          },
        ]}
        hasRows={log.runs.length > 0}
        empty={
          <Empty
            icon="list"
            title={t('runs.empty')}
            text={t(procedure.activeSince ? 'runs.empty.on' : 'runs.empty.off')}
          />
        }
        pager={next ? { next } : {}}
      >
        <DataTable caption={t('runs')} rows={log.runs} columns={columns(ctx, log, fields)} />
      </ListPage>
    </Panel>
  )
}

function columns(
  { language }: SignedInContext,
  { names }: RunLog,
  fields: FieldLabels,
): Column<RunLine>[] {
  return [
    { key: 'cause', header: t('cause'), cell: (run) => <Cause run={run} /> },
    {
      key: 'state',
      header: t('outcome'),
      nowrap: true,
      cell: ({ state }) => <RunBadge state={state} />,
    },
    {
      key: 'what',
      header: t('rule.then'),
      cell: ({ why, outcomes }) =>
        why ? (
          <span class="muted">{whyWords(why, language, fields)}</span>
        ) : (
          <Steps steps={outcomes} names={names} />
        ),
    },
    {
      key: 'due',
      header: t('due'),
      nowrap: true,
      cell: ({ dueAt }) => <Time at={dueAt} />,
    },
  ]
}

/** What set it going: the case, the person, or both. */
function Cause({ run }: { run: RunLine }) {
  const person = run.person && (
    <a href={pageOf({ id: run.person, kind: 'contact' })}>{run.personName}</a>
  )
  if (!run.case) return <>{person}</>
  return (
    <>
      <a href={routes.cases.one({ case: show('case', run.case) })}>
        {run.caseNumber} {run.caseTitle}
      </a>
      {person ? <div>{person}</div> : null}
    </>
  )
}

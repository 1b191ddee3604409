import type { Child } from 'hono/jsx'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Alert,
  ButtonLink,
  Confirm,
  Details,
  Empty,
  LinkedText,
  ListPage,
  Panel,
  Shape,
  TextArea,
  Time,
  withQuery,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { RunBadge, STANDING_TONES } from './badges.tsx'
import { RunTable } from './panel.tsx'
import { t } from './texts.ts'
import { currentOf, type ShownRun, type ShownStep } from './view.ts'

const crumbs = () => [
  { label: t('flows'), href: routes.flows() },
  { label: t('title'), href: routes.flowRuns() },
]

interface RunsPageProps {
  runs: readonly ShownRun[]
  /** Flows to narrow the list to. */
  flows: { value: string; label: string }[]
  flow?: string
  /** Address of the page that follows. */
  next?: string
}

/** Who is where. */
export function RunsPage({ runs, flows, flow, next }: RunsPageProps) {
  return (
    <Layout title={t('title')} subtitle={t('lead')} crumbs={crumbs().slice(0, 1)}>
      <ListPage
        action={routes.flowRuns()}
        filters={[{ name: 'flow', label: t('flow'), value: flow, options: flows }]}
        pager={{ next: next && withQuery(routes.flowRuns(), { flow, cursor: next }) }}
        hasRows={runs.length > 0}
        empty={<Empty icon="people" title={t('none')} text={t('none.text')} />}
      >
        <RunTable runs={runs} />
      </ListPage>
    </Layout>
  )
}

interface RunPageProps {
  run: ShownRun
  /** By step: what the client read there, as it was, and what came in with it. */
  contents: ReadonlyMap<string, Child>
}

/** One person in one flow, step by step. */
export function RunPage({ run, contents }: RunPageProps) {
  const flowRun = show('flowRun', run.id)
  const current = currentOf(run)
  const isOpen = run.state === 'open'
  return (
    <Layout
      title={run.personName}
      badge={<RunBadge run={run} />}
      subtitle={run.title}
      crumbs={crumbs()}
      action={
        current ? (
          <ButtonLink
            look="primary"
            href={routes.flowRuns.one.skips.one({ flowRun, step: show('step', current.step.id) })}
          >
            {t('skip')}
          </ButtonLink>
        ) : undefined
      }
      menu={
        isOpen
          ? [{ label: t('end'), href: routes.flowRuns.one.end({ flowRun }), danger: true }]
          : undefined
      }
      details={<RunDetails run={run} />}
    >
      {run.stuckAt ? (
        <Alert tone="red" title={t('stuck', { name: run.personName })}>
          {run.stuck ? (
            <p class="timeline-text">
              <LinkedText text={run.stuck} />
            </p>
          ) : null}
          <p>
            {t('stuck.text')} <Time at={run.stuckAt} />
          </p>
        </Alert>
      ) : null}
      {run.reason ? (
        <Alert tone="grey">
          {t('because.ended')}: {run.reason}
        </Alert>
      ) : null}
      <Panel title={t('progress', { done: run.finished, all: run.steps.length })}>
        <ol class="steps">
          {run.shownSteps.map((shown) => (
            <StepLine run={run} shown={shown} content={contents.get(shown.step.id)} />
          ))}
        </ol>
      </Panel>
    </Layout>
  )
}

function StepLine({ run, shown, content }: { run: ShownRun; shown: ShownStep; content: Child }) {
  const { step, title, standing, outcome, reason } = shown
  const state = t(`standing.${standing}`)
  const isOpen = run.state === 'open' && outcome === null
  return (
    <li aria-current={standing === 'current' ? 'step' : undefined}>
      <Shape tone={STANDING_TONES[standing]} />
      <span>
        {title}
        {outcome ? (
          <span class="muted step-note">
            {outcome.byName ? t('outcome.by', { state, name: outcome.byName }) : state} ·{' '}
            <Time at={outcome.at} show="exact" />
          </span>
        ) : null}
        {reason ? <span class="muted step-note">{reason}</span> : null}
        {content}
      </span>
      {isOpen && standing === 'waiting' ? (
        <a
          href={routes.flowRuns.one.skips.one({
            flowRun: show('flowRun', run.id),
            step: show('step', step.id),
          })}
        >
          {t('skip')}
        </a>
      ) : (
        <span class="muted">{state}</span>
      )}
    </li>
  )
}

const RunDetails = ({ run }: { run: ShownRun }) => (
  <Details
    items={[
      {
        label: t('person'),
        value: (
          <a href={routes.contacts.one({ person: show('person', run.person) })}>{run.personName}</a>
        ),
      },
      {
        label: t('flow'),
        value: <a href={routes.flows.one({ flow: show('flow', run.flow) })}>{run.title}</a>,
        note: t(run.mandatory ? 'mandatory' : 'optional'),
      },
      { label: t('version.label'), value: String(run.number) },
      {
        label: t('started'),
        value: run.startedAt ? <Time at={run.startedAt} /> : t('unpaid'),
        note: run.assignedBy ? t('started.by', { name: run.assignedBy }) : undefined,
      },
      ...(run.endedAt ? [{ label: t('ended'), value: <Time at={run.endedAt} /> }] : []),
    ]}
  />
)

interface ReasonProps {
  run: ShownRun
  typed?: Record<string, string>
  errors?: Errors
}

const Reason = ({ typed, errors = {} }: Omit<ReasonProps, 'run'>) => (
  <TextArea
    name="reason"
    label={t('why')}
    help={t('why.help')}
    value={typed?.['reason']}
    error={errors['reason']}
    rows={3}
    maxlength={1000}
  />
)

/** Asks why before somebody is let off a step. */
export function SkipPage({ run, shown, typed, errors }: ReasonProps & { shown: ShownStep }) {
  const flowRun = show('flowRun', run.id)
  const left = run.steps.length - run.finished
  return (
    <Layout title={t('skip.title', { title: shown.title })} crumbs={crumbs()} width="form">
      <Confirm
        action={routes.flowRuns.one.skips.one({ flowRun, step: show('step', shown.step.id) })}
        consequences={[
          t('skip.effect', { name: run.personName }),
          ...(left === 1 ? [t('skip.last')] : []),
        ]}
        button={t('skip')}
        cancelHref={routes.flowRuns.one({ flowRun })}
        errors={errors}
      >
        <Reason typed={typed} errors={errors} />
      </Confirm>
    </Layout>
  )
}

/** Asks why before somebody’s flow is ended. */
export function EndPage({ run, typed, errors }: ReasonProps) {
  const flowRun = show('flowRun', run.id)
  const name = run.personName
  return (
    <Layout title={t('end.title', { title: run.title, name })} crumbs={crumbs()} width="form">
      <Confirm
        action={routes.flowRuns.one.end({ flowRun })}
        consequences={[
          t('end.effect', { left: run.steps.length - run.finished, name }),
          ...(run.mandatory ? [t('end.opens', { name })] : []),
        ]}
        reassurance={t('end.keeps')}
        button={t('end')}
        danger
        cancelHref={routes.flowRuns.one({ flowRun })}
        errors={errors}
      >
        <Reason typed={typed} errors={errors} />
      </Confirm>
    </Layout>
  )
}

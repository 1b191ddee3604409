import { onPersonPage } from '../../identity/index.ts'
import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Button, DataTable, Form, Panel, SelectField, Time } from '../../ui/index.ts'
import { startableFlows } from '../flow/queries.ts'
import { saidIn } from '../step/said.ts'
import { RunBadge } from './badges.tsx'
import { listRuns } from './queries.ts'
import { t } from './texts.ts'
import { currentOf, runsInClear, type ShownRun } from './view.ts'

/** Runs shown on a contact’s page; of more, the newest. */
const SHOWN = 20

/** On a contact’s page: the flows they are in or were led through, and how to start one. */
export const flowsOfContact = onPersonPage.with(async (ctx, { id, kind }) => {
  if (kind !== 'contact' || !ctx.may('flows') || !ctx.holds('flows:start')) return null
  const { flows, runs } = await ctx.read(async (tx) => ({
    flows: await startableFlows(tx),
    runs: await runsInClear(tx, ctx, await listRuns(tx, { person: id, limit: SHOWN })),
  }))
  const inIt = new Set(runs.filter(({ state }) => state === 'open').map(({ flow }) => flow))
  const offered = flows.filter((flow) => !inIt.has(flow.id))
  return (
    <FlowsPanel
      person={show('person', id)}
      runs={runs}
      offered={offered}
      isAny={flows.length > 0}
    />
  )
})

interface PanelProps {
  person: string
  runs: readonly ShownRun[]
  /** Flows that they can be started in. */
  offered: Awaited<ReturnType<typeof startableFlows>>
  /** Whether the portal has flows that can be started at all. */
  isAny: boolean
}

function FlowsPanel({ person, runs, offered, isAny }: PanelProps) {
  const language = useLanguage()
  if (runs.length === 0 && !isAny) return null
  return (
    <Panel title={t('panel.title')} id="flows">
      {runs.length > 0 ? <RunTable runs={runs} isOfOne /> : <p class="muted">{t('panel.none')}</p>}
      {offered.length > 0 ? (
        <Form action={routes.contacts.one.flows({ person })} layout="line" guard={false}>
          <SelectField
            name="flow"
            label={t('start.label')}
            blank={t('start.choose')}
            options={offered.map(({ id, name, mandatory }) => ({
              value: show('flow', id),
              label: `${saidIn(name, language)} (${t(mandatory ? 'mandatory' : 'optional')})`,
            }))}
          />
          <Button look="plain">{t('start')}</Button>
        </Form>
      ) : null}
    </Panel>
  )
}

/** People in flows, or the flows of one. */
export function RunTable({
  runs,
  isOfOne = false,
}: {
  runs: readonly ShownRun[]
  isOfOne?: boolean
}) {
  const flow = { key: 'flow', header: t('flow'), cell: ({ title }: ShownRun) => title }
  const person = {
    key: 'person',
    header: t('person'),
    cell: ({ personName }: ShownRun) => personName,
  }
  return (
    <DataTable
      caption={t('title')}
      rows={[...runs]}
      rowHref={({ id }) => routes.flowRuns.one({ flowRun: show('flowRun', id) })}
      columns={[
        ...(isOfOne ? [flow] : [person, flow]),
        { key: 'step', header: t('step'), cell: (run) => <Where run={run} /> },
        {
          key: 'since',
          header: t('since'),
          nowrap: true,
          cell: ({ stepSince, endedAt }) => <Time at={endedAt ?? stepSince} />,
        },
        { key: 'state', header: t('state'), nowrap: true, cell: (run) => <RunBadge run={run} /> },
      ]}
    />
  )
}

/** "2 of 4: Sign the terms", or how far they came. */
function Where({ run }: { run: ShownRun }) {
  const current = currentOf(run)
  const all = run.steps.length
  if (!current) return <>{t('progress', { done: run.finished, all })}</>
  const n = run.shownSteps.indexOf(current) + 1
  return <>{t('step.of', { n, all, title: current.title })}</>
}

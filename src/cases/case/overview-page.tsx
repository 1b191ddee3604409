import type { Child } from 'hono/jsx'
import type { PageByCursor } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { Notes, type Timeline } from '../../people/index.ts'
import { routes } from '../../routes.ts'
import { Day, Details, type Errors } from '../../ui/index.ts'
import type { CaseLine } from './browse/list.ts'
import { PartiesPanel } from './parties/panel.tsx'
import type { Party } from './parties/party.ts'
import { t } from '../texts.ts'
import { CaseLayout } from './layout.tsx'
import { historyDetail } from './history-details.ts'

interface OverviewProps {
  of: CaseLine
  parties: PageByCursor<Party>
  stages: readonly string[]
  timeline: Timeline
  /** Of those the timeline speaks of, by their shown ids. */
  names: ReadonlyMap<string, string>
  /** What other features have to say. */
  panels: Child[]
  /** A note that was refused. */
  note?: { body?: string; errors: Errors }
}

export function CaseOverview(props: OverviewProps) {
  const { of, parties, stages, timeline, names, panels, note } = props
  const named = { case: show('case', of.id) }
  const entries = timeline.entries.map((entry) => ({
    ...entry,
    reason: entry.reason ?? historyDetail(entry, names),
  }))
  return (
    <CaseLayout of={of} stages={stages} tab="overview" details={<CaseDetails of={of} />}>
      <PartiesPanel of={of} page={parties} />
      {panels}
      <Notes
        timeline={{ ...timeline, entries }}
        address={routes.cases.one(named)}
        action={routes.cases.one.notes(named)}
        {...note}
      />
    </CaseLayout>
  )
}

function CaseDetails({ of }: { of: CaseLine }) {
  const none = <span class="muted">–</span>
  return (
    <Details
      items={[
        { label: t('number'), value: <span class="numeric">{of.number}</span> },
        { label: t('type'), value: of.type ?? none },
        { label: t('stage'), value: of.stage ?? none },
        { label: t('opened'), value: <Day day={of.opened_on} /> },
        ...(of.closed_on ? [{ label: t('closed'), value: <Day day={of.closed_on} /> }] : []),
        {
          label: t('registered'),
          value:
            of.counts.clients > 0
              ? t('registered.of', { registered: of.counts.registered, clients: of.counts.clients })
              : none,
        },
      ]}
    />
  )
}

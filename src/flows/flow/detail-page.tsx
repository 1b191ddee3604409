import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Alert, Button, ButtonLink, Details, Panel, Sortable, Stats, Time } from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import type { StepKind } from '../step/kind.ts'
import { saidIn } from '../step/said.ts'
import type { Step } from '../step/step.ts'
import { FlowBadge } from './badge.tsx'
import { stateOf } from './flow.ts'
import type { FlowRow } from './queries.ts'
import { t } from './texts.ts'

interface DetailProps {
  flow: FlowRow
  kinds: readonly StepKind[]
  /** How many people are at each step, by its row id. */
  at: ReadonlyMap<string, number>
  helpers: readonly { name: string }[]
  versions: readonly { number: number; at: Temporal.Instant; by: string | null }[]
}

/** A flow with its steps in order, where they are added, moved and taken out. */
export function FlowPage({ flow, kinds, at, helpers, versions }: DetailProps) {
  const language = useLanguage()
  const named = { flow: show('flow', flow.id) }
  const state = stateOf(flow)
  const isOpen = state !== 'removed'
  const canPublish = (state === 'draft' || state === 'changed') && flow.draft.length > 0
  const publish = (
    <form method="post" action={routes.flows.one.publication(named)}>
      <Button>{t('publish')}</Button>
    </form>
  )
  return (
    <Layout
      title={saidIn(flow.name, language)}
      badge={<FlowBadge state={state} />}
      subtitle={t(flow.mandatory ? 'mandatory' : 'optional')}
      crumbs={[{ label: t('title'), href: routes.flows() }]}
      action={canPublish ? publish : undefined}
      menu={
        isOpen
          ? [
              { label: t('change'), href: routes.flows.one.details(named) },
              { label: t('remove'), href: routes.flows.one.removal(named), danger: true },
            ]
          : undefined
      }
      details={<FlowDetails {...{ flow, helpers, versions }} />}
    >
      {state === 'changed' ? <Alert tone="amber">{t('publish.changed')}</Alert> : null}
      {state === 'draft' && canPublish ? <Alert tone="blue">{t('publish.first')}</Alert> : null}
      <Panel title={t('steps')}>
        {flow.draft.length === 0 ? (
          <p class="muted">{t('steps.none')}</p>
        ) : (
          <Sortable
            items={flow.draft.map((step) => ({
              label: saidIn(step.title, language),
              action: routes.flows.one.steps.one.position({
                ...named,
                step: show('step', step.id),
              }),
              content: <StepLine {...{ flow, step, kinds, at }} />,
            }))}
          />
        )}
      </Panel>
      {isOpen ? <Palette flow={named.flow} kinds={kinds} /> : null}
    </Layout>
  )
}

function StepLine({
  flow,
  step,
  kinds,
  at,
}: { step: Step } & Pick<DetailProps, 'flow' | 'kinds' | 'at'>) {
  const language = useLanguage()
  const kind = kinds.find(({ kind }) => kind === step.kind)
  const count = at.get(step.id) ?? 0
  return (
    <>
      <a
        href={routes.flows.one.steps.one({
          flow: show('flow', flow.id),
          step: show('step', step.id),
        })}
      >
        {saidIn(step.title, language)}
      </a>
      <span class="muted step-note">
        {kind?.name[language] ?? step.kind}
        {count > 0 ? <> · {t('at', { count })}</> : null}
      </span>
    </>
  )
}

/** What a step can be, each with what it does. */
function Palette({ flow, kinds }: { flow: string; kinds: readonly StepKind[] }) {
  const language = useLanguage()
  return (
    <Panel title={t('add')}>
      <ul class="rows">
        {kinds.map(({ kind, icon, name, about }) => (
          <li>
            <span>
              {name[language]}
              <span class="muted step-note">{about[language]}</span>
            </span>
            <ButtonLink
              small
              icon={icon}
              href={routes.flows.one.steps.new({ flow }, { kind })}
              label={`${t('add')}: ${name[language]}`}
            >
              {t('add')}
            </ButtonLink>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function FlowDetails({
  flow,
  helpers,
  versions,
}: Pick<DetailProps, 'flow' | 'helpers' | 'versions'>) {
  const href = routes.flowRuns({}, { flow: show('flow', flow.id) })
  return (
    <>
      <Stats
        items={[
          { label: t('open'), value: flow.open, href },
          { label: t('stuck'), value: flow.stuck },
          { label: t('done'), value: flow.done },
        ]}
      />
      <Details
        items={[
          { label: t('helpers'), value: helpers.map(({ name }) => name).join(', ') || '–' },
          ...versions.map(({ number, at, by }) => ({
            label: t('version', { number }),
            value: <Time at={at} />,
            note: by ? t('version.by', { name: by }) : undefined,
          })),
        ]}
      />
    </>
  )
}

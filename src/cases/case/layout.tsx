import type { Child } from 'hono/jsx'
import { Layout } from '../../web/index.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import { Button, Form, type MenuItem } from '../../ui/index.ts'
import { stageAfter } from '../labels/label.ts'
import { t } from '../texts.ts'
import type { Case } from './case.ts'
import { StageBadge } from './marks.tsx'

interface CaseLayoutProps {
  of: Case
  /** The portal's, in their order. */
  stages: readonly string[]
  tab: 'overview' | 'client_portal'
  details?: Child
  children?: Child
}

/** The frame of a case's pages: where it stands, the step that comes next, and its tabs. */
export function CaseLayout({ of, stages, tab, details, children }: CaseLayoutProps) {
  const named = { case: show('case', of.id) }
  return (
    <Layout
      title={of.title}
      badge={<StageBadge of={of} />}
      subtitle={of.type === null ? of.number : `${of.number} · ${of.type}`}
      crumbs={[{ label: t('title'), href: routes.cases() }]}
      action={<NextStep of={of} stages={stages} />}
      menu={menu(of, stages)}
      tabs={[
        { label: t('tab.overview'), href: routes.cases.one(named), current: tab === 'overview' },
        {
          label: t('tab.client_portal'),
          href: routes.cases.one.clientPortal(named),
          current: tab === 'client_portal',
        },
      ]}
      details={details}
    >
      {children}
    </Layout>
  )
}

type About = Pick<CaseLayoutProps, 'of' | 'stages'>

/** What is most likely to be done now: the next stage, after the last one closing, after that reopening. */
function NextStep({ of, stages }: About) {
  const named = { case: show('case', of.id) }
  const next = stageAfter(stages, of.stage)
  const [action, text, stage] = of.closed_on
    ? [routes.cases.one.reopening(named), t('reopen')]
    : next === null
      ? [routes.cases.one.closing(named), t('close')]
      : [routes.cases.one.stage(named), t('move', { stage: next }), next]
  return (
    <Form layout="line" guard={false} action={action} hidden={{ stage }}>
      <Button>{text}</Button>
    </Form>
  )
}

function menu(of: Case, stages: readonly string[]): MenuItem[] {
  const named = { case: show('case', of.id) }
  const change = {
    label: t('change'),
    href: routes.cases.one.details(named),
    icon: 'settings' as const,
  }
  if (of.closed_on) return [change]
  const next = stageAfter(stages, of.stage)
  return [
    change,
    ...stages
      .filter((stage) => stage !== of.stage && stage !== next)
      .map((stage) => ({
        label: t('move', { stage }),
        action: routes.cases.one.stage(named),
        hidden: { stage },
      })),
    ...(next === null ? [] : [{ label: t('close'), action: routes.cases.one.closing(named) }]),
  ]
}

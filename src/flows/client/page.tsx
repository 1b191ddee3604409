import type { Child } from 'hono/jsx'
import { useLanguage } from '../../kit/reader.ts'
import { show } from '../../kit/ids.ts'
import { routes } from '../../routes.ts'
import {
  Actions,
  Alert,
  Button,
  ButtonLink,
  Card,
  Cards,
  Form,
  Shape,
  TextArea,
  type Errors,
} from '../../ui/index.ts'
import { Layout } from '../../web/index.ts'
import { STANDING_TONES } from '../runs/badges.tsx'
import type { ShownRun, ShownStep } from '../runs/view.ts'
import type { StepKind } from '../step/kind.ts'
import { t } from './texts.ts'

/** The flows that somebody is in. */
export function FlowsPage({ runs }: { runs: readonly ShownRun[] }) {
  return (
    <Layout cards title={t('title')} lead={runs.length === 0 ? t('none') : undefined}>
      <Cards>
        {runs.map((run) => (
          <RunCard run={run} />
        ))}
      </Cards>
    </Layout>
  )
}

/** A way on with a flow that is open. */
export const RunCard = ({ run }: { run: ShownRun }) => (
  <Card
    title={run.title}
    href={routes.flow.one({ flowRun: show('flowRun', run.id) })}
    icon="list"
    text={t('card.text', { done: run.finished, all: run.steps.length })}
    waiting={t('card.waiting')}
  />
)

interface StepPageProps {
  run: ShownRun
  shown: ShownStep
  kind: StepKind | undefined
  /** What the kind shows of it. */
  part: Child
  /** Where it is gone through, if that is elsewhere. */
  elsewhere?: string
  /** What is wrong with what was sent to end it, or to ask for help. */
  errors?: Errors
  helpErrors?: Errors
  helpTyped?: Record<string, string>
}

/** One step on a page of its own: what there is to do, one button, and the line of all steps below. */
export function StepPage(props: StepPageProps) {
  const { run, shown, kind, part, elsewhere, errors } = props
  const named = { flowRun: show('flowRun', run.id) }
  const n = run.shownSteps.indexOf(shown) + 1
  const all = run.steps.length
  const isCurrent = shown.standing === 'current'
  const button = kind?.button?.[useLanguage()]
  return (
    <Layout
      title={shown.title}
      lead={
        <>
          {t('of.step', { flow: run.title, n, all })}
          <progress
            class="bar"
            max={all}
            value={run.finished}
            aria-label={t('progress', { done: run.finished, all })}
          />
        </>
      }
    >
      {isCurrent && button !== undefined ? (
        <Form
          action={routes.flow.one.steps.one({ ...named, step: show('step', shown.step.id) })}
          errors={errors}
          files={kind?.kind === 'upload'}
          guard={false}
        >
          {part}
          <Actions>
            <Button>{button}</Button>
          </Actions>
        </Form>
      ) : (
        <>
          {part}
          <Actions>
            {isCurrent && elsewhere ? (
              <ButtonLink look="primary" href={elsewhere}>
                {t('open.elsewhere')}
              </ButtonLink>
            ) : null}
            {isCurrent ? null : (
              <>
                <p class="muted">
                  {t(shown.standing === 'skipped' ? 'step.skipped' : 'step.done')}
                </p>
                <ButtonLink look="primary" href={routes.flow.one(named)}>
                  {t('go.on')}
                </ButtonLink>
              </>
            )}
          </Actions>
        </>
      )}
      {all > 1 ? <StepsLine run={run} shown={shown} /> : null}
      {isCurrent ? <Help {...props} /> : null}
    </Layout>
  )
}

/** All steps with how each stands; those that are over can be read again. */
function StepsLine({ run, shown }: { run: ShownRun; shown: ShownStep }) {
  const flowRun = show('flowRun', run.id)
  return (
    <nav aria-label={t('steps')}>
      <ol class="steps">
        {run.shownSteps.map((one) => (
          <li aria-current={one === shown ? 'step' : undefined}>
            <Shape tone={STANDING_TONES[one.standing]} />
            <span>
              {one === shown || one.standing === 'waiting' ? (
                one.title
              ) : (
                <a href={routes.flow.one.steps.one({ flowRun, step: show('step', one.step.id) })}>
                  {one.title}
                </a>
              )}
            </span>
            <span class="muted">{t(`standing.${one.standing}`)}</span>
          </li>
        ))}
      </ol>
    </nav>
  )
}

function Help({ run, helpErrors, helpTyped }: StepPageProps) {
  return (
    <details class="stuck" open={helpErrors !== undefined}>
      <summary>{t('stuck.title')}</summary>
      {run.stuckAt ? <Alert tone="blue">{t('stuck.known')}</Alert> : null}
      <Form
        action={routes.flow.one.help({ flowRun: show('flowRun', run.id) })}
        errors={helpErrors}
        guard={false}
      >
        <p>{t('stuck.text')}</p>
        <TextArea
          name="note"
          label={t('stuck.note')}
          value={helpTyped?.['note']}
          error={helpErrors?.['note']}
          rows={3}
          maxlength={1000}
          optional
        />
        <Actions>
          <Button look="plain">{t('stuck.do')}</Button>
        </Actions>
      </Form>
    </details>
  )
}

/** After the last step, or once nothing of it is needed any more. */
export function OverPage({ run }: { run: ShownRun }) {
  const isDone = run.state === 'done'
  return (
    <Layout
      title={t(isDone ? 'done.title' : 'ended.title')}
      lead={t(isDone ? 'done.text' : 'ended.text')}
    >
      <Actions>
        <ButtonLink look="primary" href={routes.home()}>
          {t('to.portal')}
        </ButtonLink>
      </Actions>
    </Layout>
  )
}

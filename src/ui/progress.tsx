import type { Child } from 'hono/jsx'
import { useLanguage } from '../kit/reader.ts'
import { Shape, type Tone } from './badge.tsx'
import { locale } from './time.tsx'
import { t } from './texts.ts'

export type StepState = 'done' | 'doing' | 'waiting' | 'failed'

export interface Step {
  label: string
  state: StepState
  /** What went wrong, or how long it took. */
  note?: Child
}

export interface ProgressProps {
  /** Unique on the page. */
  id: string
  /** How it stands, in words: "Sending 1,240 mails", "Done". Read out when it changes. */
  status: string
  done: number
  /** Unknown when left out: the bar then only shows that something moves. */
  total?: number
  finished: boolean
  /** Rate and time left: "120 a minute · about 4 minutes left". */
  pace?: string
  /** Outcomes so far. */
  outcomes?: { label: string; count: number; tone: Tone; href?: string }[]
  steps?: Step[]
  /** The page's own address: while work goes on, this part is fetched from it again. */
  pollHref?: string
  everySeconds?: number
  /** A way to stop it. */
  cancel?: Child
  /** A way to go on with what was stopped; there whether or not anything moves. */
  resume?: Child
}

/** The progress of a bulk job: bar, pace, outcomes, steps. Give the layout `refreshSeconds` too. */
export function Progress(props: ProgressProps) {
  const language = useLanguage()
  const { id, done, total, finished, outcomes = [] } = props
  const number = new Intl.NumberFormat(locale(language))
  return (
    <div class="progress" id={id}>
      <div class="progress-words">
        <p class="progress-status" role="status">
          {props.status}
        </p>
        {total === undefined ? null : (
          <p class="numeric">
            {t('progressOf', { done: number.format(done), total: number.format(total) })}
          </p>
        )}
      </div>
      <progress
        class="bar"
        aria-label={props.status}
        max={total}
        value={total === undefined && !finished ? undefined : done}
      />
      {props.pace ? <p class="muted numeric">{props.pace}</p> : null}
      {outcomes.length ? (
        <ul class="outcomes">
          {outcomes.map((outcome) => (
            <li>
              <Shape tone={outcome.tone} />
              <strong class="numeric">{number.format(outcome.count)}</strong>{' '}
              {outcome.href ? <a href={outcome.href}>{outcome.label}</a> : outcome.label}
            </li>
          ))}
        </ul>
      ) : null}
      {props.steps ? <Steps steps={props.steps} /> : null}
      {finished ? null : <p class="muted">{t('refreshes')}</p>}
      {props.cancel && !finished ? <div class="actions">{props.cancel}</div> : null}
      {props.resume ? <div class="actions">{props.resume}</div> : null}
      {props.pollHref && !finished ? (
        <span
          hidden
          hx-get={props.pollHref}
          hx-trigger={`every ${props.everySeconds ?? 2}s`}
          hx-target={`#${id}`}
          hx-select={`#${id}`}
          hx-swap="outerMorph"
        />
      ) : null}
    </div>
  )
}

const tones: Record<StepState, Tone> = {
  done: 'green',
  doing: 'blue',
  waiting: 'grey',
  failed: 'red',
}

/** Stages of one piece of work, each with its state in a word and a shape. */
export const Steps = ({ steps }: { steps: Step[] }) => (
  <ol class="steps">
    {steps.map((step) => (
      <li class={`step-${step.state}`} aria-current={step.state === 'doing' ? 'step' : undefined}>
        <Shape tone={tones[step.state]} />
        <span>
          {step.label}
          {step.note ? <span class="muted step-note">{step.note}</span> : null}
        </span>
        <span class="muted">{t(step.state)}</span>
      </li>
    ))}
  </ol>
)

import type { Child } from 'hono/jsx'
import { Progress as ProgressView } from '../../ui/index.ts'
import { buildJob } from '../building/building.ts'
import type { BuildStep, Progress } from '../building/creation.ts'
import { t } from './texts.ts'

/** How a building stands: `failed` is tried again by itself, `stopped` is not, `held` waits for its portal. */
export type BuildingState = 'doing' | 'failed' | 'stopped' | 'held' | 'done'

export function buildingState({ finished, failure }: Progress, suspended: boolean): BuildingState {
  if (finished) return 'done'
  if (suspended) return 'held'
  if (!failure) return 'doing'
  return failure.attempts > buildJob.retries ? 'stopped' : 'failed'
}

/** Bar and steps, the same for whoever watches. */
export function BuildingProgress(props: {
  progress: Progress
  state: BuildingState
  pollHref: string
  /** What each step is called, where the owner watches it. */
  stepName?: (step: BuildStep) => string
  /** What went wrong, for those whom it concerns. */
  message?: (text: string) => Child
}) {
  const { progress, state, pollHref, message } = props
  const { stepName = (step) => t(`step.${step}`) } = props
  const { failure } = progress
  return (
    <ProgressView
      id="building"
      status={t(`building.status.${state}`)}
      done={progress.done}
      total={progress.of}
      finished={state === 'done' || state === 'stopped' || state === 'held'}
      everySeconds={1}
      pollHref={pollHref}
      steps={progress.steps.map((step) => ({
        label: stepName(step.name),
        state: step.state,
        note:
          step.state === 'failed' && failure ? (
            <>
              {t('building.failed', { attempts: failure.attempts })} {message?.(failure.message)}
            </>
          ) : undefined,
      }))}
    />
  )
}

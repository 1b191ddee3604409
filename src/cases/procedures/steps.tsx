import { show } from '../../kit/ids.ts'
import { useLanguage } from '../../kit/reader.ts'
import type { Language } from '../../kit/texts.ts'
import type { Step } from './action.ts'
import { stepWords, whyNotWords } from './describing.ts'
import type { Outcome } from './runs/run.ts'
import { t } from './texts.ts'

interface StepsProps {
  steps: readonly (Step & Partial<Pick<Outcome, 'state' | 'said'>>)[]
  /** By shown ids. */
  names: ReadonlyMap<string, string>
}

/** Each step with what became of it, or would. */
export const Steps = ({ steps, names }: StepsProps) => {
  const language = useLanguage()
  return (
    <ul class="lines">
      {steps.map((step) => (
        <li class={step.why === null ? undefined : 'muted'}>{said(step, names, language)}</li>
      ))}
    </ul>
  )
}

function said(step: StepsProps['steps'][number], names: StepsProps['names'], language: Language) {
  const what = stepWords(step, (id) => names.get(show('person', id)))
  const why = whyNotWords(step, language)
  if (why !== null) return t('step.not', { what, why })
  if (step.state === 'done') return t('step.done', { what })
  return step.state === 'waiting' ? t('step.waiting', { what }) : t('step.would', { what })
}

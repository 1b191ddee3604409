import type { FeatureName, Right } from '../../gate/index.ts'
import { routes } from '../../routes.ts'
import type { Text } from '../texts.ts'

/** What a portal has done already, as the database knows it. */
export interface StepInput {
  hasColleague: boolean
  hasLogo: boolean
  hasMessage: boolean
}

interface StepKind {
  text: Text
  why: Text
  href: () => string
  isDone: (input: StepInput) => boolean
  feature: FeatureName
  right: Right
}

/** What a new portal's staff do first, in order. */
const STEPS: readonly StepKind[] = [
  {
    text: 'home.step.colleague',
    why: 'home.step.colleague.why',
    href: () => routes.people.new(),
    isDone: ({ hasColleague }) => hasColleague,
    feature: 'people',
    right: 'people:manage',
  },
  {
    text: 'home.step.logo',
    why: 'home.step.logo.why',
    href: () => routes.settings.branding(),
    isDone: ({ hasLogo }) => hasLogo,
    feature: 'branding',
    right: 'portal:configure',
  },
  {
    text: 'home.step.message',
    why: 'home.step.message.why',
    href: () => routes.messages.new(),
    isDone: ({ hasMessage }) => hasMessage,
    feature: 'messages',
    right: 'messages:write',
  },
]

export interface FirstStep extends Pick<StepKind, 'text' | 'why'> {
  href: string
  done: boolean
}

/** The steps this person can take; none once all are done, so that the list goes away by itself. */
export function firstSteps(
  input: StepInput,
  { may, holds }: { may(feature: FeatureName): boolean; holds(right: Right): boolean },
): FirstStep[] {
  const steps = STEPS.filter(({ feature, right }) => may(feature) && holds(right)).map(
    ({ text, why, href, isDone }) => ({ text, why, href: href(), done: isDone(input) }),
  )
  return steps.every(({ done }) => done) ? [] : steps
}

import type { Feature } from '../../web/index.ts'
import { afterOwnForm, fillingStep } from './filling.tsx'
import { afterLastPayment, payingStep } from './paying.tsx'

export const feature: Feature = {
  additions: [fillingStep, payingStep, afterOwnForm, afterLastPayment],
}

import { z } from 'zod'
import { show } from '../kit/ids.ts'
import { shape } from '../kit/shape.ts'

/** What whoever began, stopped or resumed something long is answered. */
export const workReference = {
  answer: shape('WorkReference', { work: z.string().describe('The long work that it is') }),
  show: (_: unknown, { work }: { work: string }) => ({ work: show('work', work) }),
}

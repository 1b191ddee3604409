import { z } from 'zod'
import { shape } from '../kit/shape.ts'

/** What whoever began, stopped or resumed something long is answered. */
export const workReference = shape('WorkReference', {
  work: z.string().describe('The long work that it is'),
})

import { z } from 'zod'
import { shape } from '../../kit/shape.ts'
import { BEGAN, ENDED } from './bill.ts'

/** The days of a month in which somebody counts, as programs are shown them. */
export const countedDays = shape('CountedDays', {
  firstDay: z.iso.date(),
  lastDay: z.iso.date(),
  billableDays: z.int(),
  began: z.enum(BEGAN).describe('Why it is that first day'),
  ended: z
    .enum(ENDED)
    .describe('Why it is that last day; `month` while the month goes on and the person counts'),
})

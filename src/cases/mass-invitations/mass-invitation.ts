import { z } from 'zod'
import type { WhySkipped } from '../../identity/index.ts'
import type { Instant } from '../../kit/clock.ts'
import { id } from '../../kit/ids.ts'
import { caseFilter } from '../case/browse/filter.ts'

export const MASS_INVITATION = 'mass_invitation'

/** Whoever was invited in so many days is left out, unless it is said otherwise. */
export const DAYS = 7

/** Chosen one by one; more are chosen by what they have in common. */
const CHOSEN = 1000
/** What a request may hold that names so many. */
export const takes = { fields: CHOSEN + 50 }

/**
 * Who is to be invited: the clients of cases, chosen one by one or all that match, or contacts; each once
 * however many cases they have. One of the three.
 */
export const choiceShape = z.strictObject({
  cases: z.array(id('case')).min(1).max(CHOSEN).optional().describe('Their clients'),
  matching: caseFilter
    .optional()
    .describe('The clients of all cases that match; `{}` for every case'),
  people: z.array(id('person')).min(1).max(CHOSEN).optional().describe('Contacts'),
  days: z
    .int()
    .min(0)
    .max(365)
    .default(DAYS)
    .describe('Leaves out whoever was invited in so many days; with 0, nobody'),
})
export type Choice = z.output<typeof choiceShape>

/** One way of choosing, and not two at once. */
export const isOneWay = ({ cases, matching, people }: Choice): boolean =>
  [cases, matching, people].filter((way) => way !== undefined).length === 1

/** Since when an invitation counts as a late one; null where none does. */
export const invitedSince = (days: number, now: Instant): Instant | null =>
  days === 0 ? null : now.subtract({ hours: 24 * days })

/** Why somebody is left out, as far as that can be foreseen, in the order in which it is told. */
export const WHY_SKIPPED = [
  'registered',
  'disabled',
  'lead',
  'no_email',
  'no_fact',
  'invited_lately',
  'trial_used_up',
] as const satisfies readonly WhySkipped[]
export type WhyForeseen = (typeof WHY_SKIPPED)[number]

/** What would come of it now. */
export interface Preview {
  total: number
  invited: number
  skipped: Partial<Record<WhyForeseen, number>>
  /** Mails that leave a minute. */
  mailsPerMinute: number
}

/** How long the mails take at that rate, in minutes. */
export const minutesOf = ({ invited, mailsPerMinute }: Preview): number =>
  Math.ceil(invited / mailsPerMinute)

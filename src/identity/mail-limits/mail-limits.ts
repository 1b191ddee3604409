import type { Instant } from '../../kit/clock.ts'
import type { Installation } from '../../kit/installation.ts'
import {
  giveBackEach,
  left,
  spendEach,
  spendWithin,
  takeWithin,
  type Spent,
} from '../../kit/limits.ts'
import type { OperationContext } from '../../kit/operation.ts'
import type { Refusal } from '../../kit/refusal.ts'
import { refuse } from '../refusals.ts'
import { isVouchedFor } from './queries.ts'
import {
  askedForByAnybody,
  ofTrial,
  resetInAMinute,
  toAddressInADay,
  toAddressInAnHour,
  TRIAL_INVITATIONS_A_DAY,
} from './mail-limit.ts'

/**
 * Counts an invitation that somebody signed in asks for; part of its transaction, so that one refused for
 * another reason costs nothing.
 * @returns why not now, and when
 */
export async function countInvitation(
  op: OperationContext,
  email: string,
): Promise<Refusal | null> {
  const { tx, portal, now, installation } = op
  for (const limit of [toAddressInAnHour(portal, email), toAddressInADay(portal, email)]) {
    const spent = await spendWithin(tx, installation, limit, now)
    if (!spent.allowed) return later('mailed_often', spent)
  }
  if (await isVouchedFor(tx)) return null
  const spent = await spendWithin(tx, installation, ofTrial(portal), now)
  return spent.allowed ? null : later('trial_invitations', spent)
}

/**
 * Of these addresses, each once: which are written to too often, and how many of the rest may be, from the first
 * on. Those after them are not written to, and it costs them nothing.
 */
export async function countInvitations(
  { tx, portal, now, installation }: OperationContext,
  emails: readonly string[],
): Promise<{ often: ReadonlySet<string>; granted: number }> {
  if (emails.length === 0) return { often: new Set(), granted: 0 }
  const hour = emails.map((email) => toAddressInAnHour(portal, email))
  const day = emails.map((email) => toAddressInADay(portal, email))
  const [hourly, daily] = [
    await spendEach(tx, installation, hour, now),
    await spendEach(tx, installation, day, now),
  ]
  const often = new Set(emails.filter((_, n) => !hourly[n] || !daily[n]))
  const rest = emails.filter((email) => !often.has(email))
  if (rest.length === 0 || (await isVouchedFor(tx))) return { often, granted: rest.length }
  const granted = await takeWithin(tx, installation, ofTrial(portal), rest.length, now)
  for (const limit of [toAddressInAnHour, toAddressInADay]) {
    const spared = rest.slice(granted).map((email) => limit(portal, email))
    await giveBackEach(tx, installation, spared)
  }
  return { often, granted }
}

/** Invitations that a portal may still send today; without end where it is certified. */
export async function invitationsLeft(
  installation: Installation,
  portal: string,
  now: Instant,
): Promise<number> {
  const vouched = await installation.db.read({ portal }, (tx) => isVouchedFor(tx))
  return vouched ? Infinity : (await left(installation, ofTrial(portal), now)).remaining
}

/** Counts a link for a new password that staff send. @returns why not now, and when */
export async function countReset(op: OperationContext, person: string): Promise<Refusal | null> {
  const { tx, portal, now, installation } = op
  const spent = await spendWithin(tx, installation, resetInAMinute('staff', portal, person), now)
  return spent.allowed ? null : later('mailed_often', spent)
}

/** The same for one that anybody has asked for: nobody is told that there are enough. */
export async function countAskedReset(
  op: OperationContext,
  { id, email }: { id: string; email: string | null },
): Promise<boolean> {
  const { tx, portal, now, installation } = op
  const limit = resetInAMinute('anybody', portal, id)
  const { allowed } = await spendWithin(tx, installation, limit, now)
  return allowed && countAskedMail(op, email)
}

/** Counts a mail that anybody may bring about by typing an address. @returns whether it may leave */
export async function countAskedMail(
  { tx, now, installation }: OperationContext,
  email: string | null,
): Promise<boolean> {
  if (email === null) return true
  return (await spendWithin(tx, installation, askedForByAnybody(email), now)).allowed
}

const later = (
  why: 'mailed_often' | 'trial_invitations',
  { resetSeconds }: Pick<Spent, 'resetSeconds'>,
): Refusal => ({
  ...refuse(why, {
    values: {
      minutes: Math.max(1, Math.ceil(resetSeconds / 60)),
      hours: Math.max(1, Math.ceil(resetSeconds / 3600)),
      count: TRIAL_INVITATIONS_A_DAY,
    },
  }),
  retryAfterSeconds: Math.max(1, resetSeconds),
})

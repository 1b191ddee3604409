import { z } from 'zod'
import { id, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse, type Refusal } from '../../kit/refusal.ts'
import type { Instant } from '../../kit/clock.ts'
import { day, dayOf, endOf } from '../../kit/day.ts'
import { mailSender } from '../../identity/index.ts'
import { refuse } from '../refusals.ts'
import { invalidField } from '../../kit/validation.ts'
import { holdFile, subjectOf, updateFile } from '../file/index.ts'
import { invite, tell, tellAndInvite } from '../telling/index.ts'
import { audienceIds, audienceNamed, audienceOf, shownAudience, type With } from './audience.ts'
import { everybodyIn, namesOfAll } from './members.ts'
import { deleteShare, insertShares, sharesOf } from './queries.ts'

/** What is named, each found; null where one is not. */
async function findAll(
  { tx, installation }: OperationContext,
  shown: readonly string[],
): Promise<With[] | null> {
  const withs: With[] = []
  for (const one of new Set(shown)) {
    const named = audienceNamed(installation, one)
    if (!named) return null
    withs.push(named)
  }
  const names = await namesOfAll(tx, withs, 'hold')
  return withs.every(({ id }) => names.has(id)) ? withs : null
}

/** With whom a file is shared already. */
const sharedBefore = async ({ tx, installation }: OperationContext, file: string) =>
  (await sharesOf(tx, file)).flatMap(({ kind, id }) => audienceOf(installation, kind, id) ?? [])

/** Why a day cannot be the last on which a file is seen: it is over, by the portal's zone. Null where it can. */
export const whyOver = (day: string, now: Instant, zone: string): Refusal | null =>
  day < dayOf(now, zone) ? refuse('already_over', { field: 'until' }) : null

export const shareFile = operation({
  name: 'file.share',
  done: { en: 'Shared a file', es: 'Compartió un archivo' },
  details: { people: { en: 'People', es: 'Personas' } },
  summary:
    'Shares a file with people, everybody of a company, or the clients of a case; those who can sign in are told by mail',
  input: z.strictObject({
    file: id('file'),
    with: audienceIds,
    until: day
      .nullable()
      .optional()
      .describe(
        'The last day on which others than staff see it, by the portal’s zone; null for no last day',
      ),
    invite,
  }),
  right: 'files:manage',
  async run(op, { file: id, with: named, until, invite }) {
    const { tx, now, caller, installation } = op
    const file = await holdFile(op, id)
    if (!file) return kitRefuse('not_found')
    const { time_zone: zone } = await mailSender(tx)
    const over = until == null ? null : whyOver(until, now, zone)
    if (over) return over
    const expiresAt = until == null ? null : endOf(until, zone)
    const withs = await findAll(op, named)
    if (!withs) return invalidField('with', 'no_such')
    const people = await everybodyIn(tx, withs)
    const before = await sharedBefore(op, id)
    const isNew = ({ id }: With) => before.every((one) => one.id !== id)
    const most = installation.caps.shares
    if (before.length + withs.filter(isNew).length > most)
      return refuse('too_many_shares', { field: 'with', values: { most } })
    const saw = new Set((await everybodyIn(tx, before)).map(({ id }) => id))
    const newly = people.filter(({ id }) => !saw.has(id))
    if (newly.length > installation.caps.toldOfShare)
      return refuse('too_many_told', {
        field: 'with',
        values: { people: newly.length, most: installation.caps.toldOfShare },
      })
    const shared = withs.map(({ audience, id }) => ({ kind: audience.kind, id }))
    await insertShares(tx, { file: id, by: caller.person!, now }, shared)
    if (until !== undefined) await updateFile(tx, id, { expiresAt })
    const told = await (invite ? tellAndInvite : tell)(
      op,
      newly.map(({ id }) => id),
      { what: 'shared', thing: id },
    )
    if (isRefusal(told)) return told
    op.note({
      subject: subjectOf(file),
      details: { file: show('file', id), with: withs.map(shownAudience), people: people.length },
    })
    return done({ file: id, people: people.length, told })
  },
})

export const unshareFile = operation({
  name: 'file.unshare',
  done: { en: 'Stopped sharing a file', es: 'Dejó de compartir un archivo' },
  summary: 'Stops sharing a file with one of those it is shared with',
  input: z.strictObject({ file: id('file'), audience: z.string().max(60) }),
  right: 'files:manage',
  async run(op, { file: id, audience: shown }) {
    const file = await holdFile(op, id)
    const named = audienceNamed(op.installation, shown)
    if (!file || !named) return kitRefuse('not_found')
    const { audience } = named
    if (!(await deleteShare(op.tx, { file: id, kind: audience.kind, id: named.id })))
      return kitRefuse('not_found')
    op.note({ subject: subjectOf(file), details: { file: show('file', id), with: [shown] } })
    return done({ file: id })
  },
})

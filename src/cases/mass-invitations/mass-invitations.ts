import { inviteInBulk } from '../../identity/index.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { findBulkJob, insertBulkJob, startBulkJob } from '../../kit/bulk-jobs/queries.ts'
import { bulkJobOperation, bulkJobQueue, type BulkJobKind } from '../../kit/bulk-jobs/runner.ts'
import { done, operation } from '../../kit/operation.ts'
import { refuse } from '../refusals.ts'
import { choiceShape, invitedSince, isOneWay, MASS_INVITATION } from './mass-invitation.ts'
import { insertChosen } from './queries.ts'
import { BEGUN_BEFORE } from '../../kit/bulk-jobs/bulk-job.ts'

/** People a transaction: more would hold up others who wait for the portal's audit chain. */
const BATCH = 500

export const beginMassInvitation = operation({
  name: 'mass_invitation.begin',
  done: { en: 'Began to invite many', es: 'Empezó a invitar a muchos' },
  outcomes: BEGUN_BEFORE,
  details: {
    people: { en: 'People', es: 'Personas' },
  },
  summary:
    'Invites many clients at once, as long work: whoever may be invited when their turn comes',
  input: choiceShape.extend({
    work: id('work').optional().describe('One of your own making: sent twice with it, one begins'),
  }),
  right: 'people:manage',
  async run(op, { work: given, ...choice }) {
    const { tx, portal, now, caller } = op
    if (!isOneWay(choice)) return refuse('choose_one_way', { field: 'people' })
    const by = caller.person
    if (by === undefined) return refuse('nobody_begins')
    const id = given ?? newId()
    const begun = await insertBulkJob(tx, {
      id,
      kind: MASS_INVITATION,
      by: { id: by, name: caller.name },
      input: { days: choice.days },
      now,
    })
    op.note({ subject: show('work', id) })
    if (!begun) {
      const earlier = await findBulkJob(tx, id)
      op.note({ outcome: 'begun_before', details: { people: earlier?.total ?? 0 } })
      return done({ work: id })
    }
    const people = await insertChosen(tx, id, choice, now)
    if (people === 0) return refuse('nobody_chosen')
    await startBulkJob(tx, id, people)
    await op.enqueue(bulkJobQueue.wake, { portal, work: id, kind: MASS_INVITATION })
    op.note({ details: { people, days: choice.days } })
    return done({ work: id })
  },
})

const massInvitation: BulkJobKind = {
  name: MASS_INVITATION,
  summary: 'Invites the next of many clients',
  done: { en: 'Invited the next of many', es: 'Invitó a los siguientes de muchos' },
  batch: BATCH,
  async run(op, { id, input }, rows) {
    const { days } = input as { days: number }
    const outcomes = await inviteInBulk(op, {
      persons: rows.map(({ person }) => person!),
      work: id,
      since: invitedSince(days, op.now),
    })
    return outcomes.map((outcome) => ({ outcome }))
  },
}

export const continueInviting = bulkJobOperation(massInvitation)

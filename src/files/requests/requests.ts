import { z } from 'zod'
import { mailSender } from '../../identity/index.ts'
import { reached } from '../../kit/caps.ts'
import { day, dayOf } from '../../kit/day.ts'
import { id, newId } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { isRefusal, refuse as kitRefuse } from '../../kit/refusal.ts'
import { invalidField } from '../../kit/validation.ts'
import { about, heldNamed, holderOf, holdHolder, subjectOf } from '../file/index.ts'
import { refuse } from '../refusals.ts'
import { peopleNear } from '../sharing/view.ts'
import { forgetTelling, invite, tell, tellAndInvite } from '../telling/index.ts'
import { FILE_REQUESTED_AGAIN } from './mails.ts'
import { noteOf } from './note.ts'
import { countOutstanding, insertRequest, lockRequest, reopen, setState } from './queries.ts'
import { correspondent } from './correspondent-queries.ts'
import { setReminder } from './reminder-queries.ts'
import { isOutstanding, remindAt, sealText, what, why, type FileRequest } from './request.ts'

/** A request, locked, of those that the caller may look after. */
async function holdRequest(op: OperationContext, id: string): Promise<FileRequest | null> {
  const request = await lockRequest(op.tx, id)
  const holder = request && holderOf(op.installation, request.holderKind)
  return request && holder && op.caller.rights.has(holder.right) ? request : null
}

const zoneOf = async ({ tx }: OperationContext) => (await mailSender(tx)).time_zone

const dueOn = day
  .nullable()
  .optional()
  .describe('The day on which it should be there, by the portal’s zone; null for none')

export const makeRequest = operation({
  name: 'file_request.make',
  done: { en: 'Asked for a document', es: 'Pidió un documento' },
  details: { request: { en: 'Request', es: 'Petición' } },
  summary:
    'Asks somebody who is served for documents; once they can sign in they are told by mail, and reminded until they have sent them',
  input: z.strictObject({
    about,
    person: id('person').describe(
      'Who is asked: a client of the case, the person, one of the company',
    ),
    what: what.describe('What is asked for, in words; kept encrypted'),
    dueOn,
    invite,
  }),
  right: 'files:manage',
  async run(op, { about, person, what, dueOn = null, invite }) {
    const { tx, portal, now, caller, installation } = op
    if (caller.person === undefined) return refuse('nobody_sends')
    const held = await holdHolder(op, heldNamed(installation, about))
    if (!held) return kitRefuse('not_found')
    const zone = await zoneOf(op)
    if (dueOn !== null && dueOn < dayOf(now, zone))
      return refuse('already_over', { field: 'dueOn' })
    const { kind } = held.holder
    const near = await peopleNear(tx, installation, { kind, id: held.id })
    const receiver = near.some(({ id }) => id === person) && (await correspondent(tx, person))
    if (!receiver) return invalidField('person', 'no_such')
    if (receiver.isDisabled) return refuse('person_disabled', { field: 'person' })
    const most = await reached(op, 'openRequests', held.id, (most) =>
      countOutstanding(tx, { kind, holder: held.id }, most),
    )
    if (most !== null) return refuse('too_many_requests', { values: { most } })
    const request = newId()
    const key = await installation.keys.of(tx, portal)
    await insertRequest(tx, {
      id: request,
      kind,
      holder: held.id,
      person,
      sealedWhat: sealText(key, { portal, request, column: 'sealed_what' }, what),
      dueOn,
      by: caller.person,
      now,
      remindAt: remindAt({ dueOn, reminders: 0 }, now, zone),
    })
    const telling = { what: 'requested', thing: request } as const
    const told = await (invite ? tellAndInvite : tell)(op, [person], telling)
    if (isRefusal(told)) return told
    op.note(noteOf({ id: request, personId: person, holderKind: kind, holderId: held.id }))
    return done({ request, about, told })
  },
})

export const acceptAnswer = operation({
  name: 'file_request.accept',
  done: { en: 'Accepted what was sent', es: 'Aceptó lo enviado' },
  summary: 'Says that what came in with a request is what was asked for; done twice it is done',
  input: z.strictObject({ request: id('request') }),
  right: 'files:manage',
  async run(op, { request: id }) {
    const request = await holdRequest(op, id)
    if (!request) return kitRefuse('not_found')
    if (request.state === 'open') return refuse('request_unanswered')
    if (request.state === 'withdrawn') return refuse('request_over')
    if (request.state === 'answered') {
      await setState(op.tx, id, { state: 'accepted', now: op.now })
      await tell(op, [request.personId], { what: 'accepted', thing: id })
    }
    op.note(noteOf(request))
    return done({ request: id })
  },
})

export const askAgain = operation({
  name: 'file_request.ask_again',
  done: { en: 'Asked again for a document', es: 'Volvió a pedir un documento' },
  summary:
    'Opens a request again that was answered, with words why; they are told by mail, and reminded anew',
  input: z.strictObject({
    request: id('request'),
    why: why.describe('What is missing or not right, in words; kept encrypted'),
    dueOn: dueOn.describe('Another day on which it should be there; left out, it stays what it is'),
  }),
  right: 'files:manage',
  async run(op, { request: id, why, dueOn }) {
    const { tx, portal, now, caller, installation } = op
    if (caller.person === undefined) return refuse('nobody_sends')
    const request = await holdRequest(op, id)
    if (!request) return kitRefuse('not_found')
    if (request.state === 'open') return refuse('request_open')
    if (request.state === 'withdrawn') return refuse('request_over')
    const zone = await zoneOf(op)
    if (dueOn != null && dueOn !== request.dueOn && dueOn < dayOf(now, zone))
      return refuse('already_over', { field: 'dueOn' })
    const receiver = await correspondent(tx, request.personId)
    if (receiver?.isDisabled) return refuse('person_disabled')
    const due = dueOn === undefined ? request.dueOn : dueOn
    const key = await installation.keys.of(tx, portal)
    await reopen(tx, id, {
      sealedWhy: sealText(key, { portal, request: id, column: 'sealed_why' }, why),
      dueOn: due,
      by: caller.person,
      now,
      remindAt: remindAt({ dueOn: due, reminders: 0 }, now, zone),
    })
    const again = { what: 'requested', thing: id, kind: FILE_REQUESTED_AGAIN } as const
    const told = await tell(op, [request.personId], again)
    op.note(noteOf(request))
    return done({ request: id, told })
  },
})

export const withdrawRequest = operation({
  name: 'file_request.withdraw',
  done: { en: 'Withdrew a request for a document', es: 'Retiró la petición de un documento' },
  summary:
    'Withdraws a request: nobody is reminded of it any more, whoever was told of it is told that, and what has come stays; done twice it is done',
  input: z.strictObject({ request: id('request') }),
  right: 'files:manage',
  async run(op, { request: id }) {
    const { tx, now } = op
    const request = await holdRequest(op, id)
    if (!request) return kitRefuse('not_found')
    if (request.state === 'accepted') return refuse('request_over')
    if (isOutstanding(request)) {
      await setState(tx, id, { state: 'withdrawn', now })
      const { personId: person } = request
      // Of what no mail has told yet, none says that it is over.
      if (!(await forgetTelling(tx, { person, what: 'requested', thing: id })))
        await tell(op, [person], { what: 'withdrawn', thing: id })
    }
    op.note(noteOf(request))
    return done({ request: id, about: subjectOf(request) })
  },
})

/** By the clock alone. Of any number who come for one reminder at once one finds it. */
export const remind = operation({
  name: 'file_request.remind',
  done: { en: 'Reminded somebody of a document', es: 'Recordó a alguien un documento' },
  summary: 'Reminds somebody of what they were asked for',
  input: z.strictObject({ request: id('request') }),
  right: 'clock',
  async run(op, { request: id }) {
    const { tx, now } = op
    const request = await lockRequest(tx, id)
    if (!request?.remindAt || Temporal.Instant.compare(request.remindAt, now) > 0)
      return kitRefuse('not_found')
    const reminders = request.reminders + 1
    const next = remindAt({ dueOn: request.dueOn, reminders }, now, await zoneOf(op))
    await setReminder(tx, id, { remindAt: next, isSent: true })
    await tell(op, [request.personId], { what: 'reminder', thing: id })
    op.note(noteOf(request))
    return done({ request: id })
  },
})

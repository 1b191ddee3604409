import { z } from 'zod'
import { mailSender } from '../../identity/index.ts'
import { emit } from '../../kit/events.ts'
import { id, newId, show } from '../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../kit/operation.ts'
import { refuse as kitRefuse } from '../../kit/refusal.ts'
import { label } from '../labels/label.ts'
import { beginLabels, holdLabels } from '../labels/labels.ts'
import { namesOf } from '../labels/queries.ts'
import { relearnNumber } from './parties/numbers.ts'
import { addParty, joinCase } from './parties/parties.ts'
import { holdContact } from './parties/queries.ts'
import { refuse } from '../refusals.ts'
import { day, dayOf } from '../../kit/day.ts'
import { CASE_DETAILS, caseNumber, title } from './case.ts'
import {
  changeCase,
  holdNumbers,
  insertCase,
  isNumberTaken,
  lockCase,
  takeNumber,
} from './queries.ts'

const onCase = z.strictObject({ case: id('case') })
const missing = () => kitRefuse('not_found')

export const openCase = operation({
  name: 'case.open',
  done: { en: 'Opened a case', es: 'Abrió un caso' },
  details: CASE_DETAILS,
  summary: 'Opens a case',
  input: z.strictObject({
    number: caseNumber.optional().describe('Left out, the next one of the year it was opened in'),
    title,
    type: label.optional(),
    stage: label.optional().describe('Left out, the portal’s first'),
    openedOn: day.optional().describe('Left out, today by the portal’s calendar'),
    client: id('person').optional().describe('The first client; further parties are added to it'),
  }),
  right: 'cases:work',
  async run(op, { number: given, title, type = null, stage: wanted, openedOn, client }) {
    const { tx, now, note } = op
    const { time_zone, language } = await mailSender(tx)
    await holdNumbers(tx)
    await beginLabels(op, language)
    const stage = wanted ?? (await namesOf(tx, 'stage'))[0] ?? null
    const unknown = await holdLabels(op, { type, stage })
    if (unknown) return unknown
    if (client && !(await holdContact(tx, client)))
      return refuse('no_such_contact', { field: 'client' })
    if (given && (await isNumberTaken(tx, given)))
      return refuse('number_taken', { field: 'number' })
    const opened_on = openedOn ?? dayOf(now, time_zone)
    const number = given ?? (await takeNumber(tx, opened_on))
    const id = newId()
    await insertCase(tx, { id, number, title, type, stage, opened_on, now })
    const about = { case: show('case', id), number, type, stage }
    note({ subject: about.case, details: about })
    if (client) {
      await joinCase(op, { id, number }, { person: client, side: 'client' })
      await tellOfParty(op, { ...about, person: show('person', client) })
    }
    return done({ case: id })
  },
})

/** Whoever waits for parties to be added hears of every one, also of the one a case was opened with. */
const tellOfParty = (
  op: OperationContext,
  data: { case: string; person: string } & Record<string, unknown>,
) =>
  emit(op, {
    id: newId(),
    name: addParty.name,
    portal: op.portal,
    subject: data.case,
    at: op.now.toString(),
    data: { ...data, side: 'client' },
  })

export const changeCaseDetails = operation({
  name: 'case.change',
  done: { en: 'Changed a case', es: 'Cambió un caso' },
  details: CASE_DETAILS,
  summary: 'Changes a case’s number, title, type or the day it was opened',
  input: onCase.extend({
    version: z.int().min(1).optional(),
    number: caseNumber.optional(),
    title: title.optional(),
    type: label.nullable().optional().describe('Null for none'),
    openedOn: day.optional(),
  }),
  right: 'cases:work',
  async run(op, { case: id, version, number, title, type, openedOn }) {
    const { tx, note } = op
    // Before the case, as whoever opens one does: the other way round two would wait for each other.
    if (number !== undefined) await holdNumbers(tx)
    const row = await lockCase(tx, id)
    if (!row) return missing()
    const stale = op.basedOn(row.version, version)
    if (stale) return stale
    const unknown = await holdLabels(op, { type })
    if (unknown) return unknown
    if (number !== undefined && (await isNumberTaken(tx, number, id)))
      return refuse('number_taken', { field: 'number' })
    const opened_on = openedOn ?? row.opened_on
    if (row.closed_on && row.closed_on < opened_on)
      return refuse('closed_before_opened', { field: 'openedOn' })
    const wanted = { number, title, type, opened_on: openedOn }
    const changed = Object.entries(wanted).filter(
      ([column, to]) => to !== undefined && to !== row[column as keyof typeof wanted],
    )
    await changeCase(tx, id, Object.fromEntries(changed))
    if (number !== undefined && number !== row.number)
      await relearnNumber(op, { id, from: row.number, to: number })
    note({
      subject: show('case', id),
      details: {
        case: show('case', id),
        ...Object.fromEntries(
          changed.map(([column, to]) => [column, { from: row[column as keyof typeof wanted], to }]),
        ),
      },
    })
    return done({ case: id })
  },
})

export const enterStage = operation({
  name: 'case.enter_stage',
  done: { en: 'Moved a case to another stage', es: 'Pasó un caso a otra fase' },
  details: CASE_DETAILS,
  summary: 'Moves an open case to another stage',
  input: onCase.extend({ stage: label }),
  right: 'cases:work',
  async run(op, { case: id, stage }) {
    const { tx, note } = op
    const row = await lockCase(tx, id)
    if (!row) return missing()
    const stale = op.basedOn(row.version)
    if (stale) return stale
    const unknown = await holdLabels(op, { stage })
    if (unknown) return unknown
    if (row.closed_on) return refuse('case_closed')
    // What hangs on a stage happens once each time it is entered, however often the button is pressed.
    if (row.stage === stage) return refuse('already_in_stage')
    await changeCase(tx, id, { stage })
    note({
      subject: show('case', id),
      details: { case: show('case', id), stage, from: row.stage, type: row.type },
    })
    return done({ case: id })
  },
})

export const closeCase = operation({
  name: 'case.close',
  done: { en: 'Closed a case', es: 'Cerró un caso' },
  details: CASE_DETAILS,
  summary: 'Closes a case; it can be reopened',
  input: onCase.extend({
    closedOn: day.optional().describe('Left out, today by the portal’s calendar'),
  }),
  right: 'cases:work',
  async run({ tx, now, note, basedOn }, { case: id, closedOn }) {
    const row = await lockCase(tx, id)
    if (!row) return missing()
    const stale = basedOn(row.version)
    if (stale) return stale
    if (row.closed_on) return refuse('case_closed')
    const { time_zone } = await mailSender(tx)
    const closed_on = closedOn ?? dayOf(now, time_zone)
    if (closed_on < row.opened_on) return refuse('closed_before_opened', { field: 'closedOn' })
    await changeCase(tx, id, { closed_on })
    note({
      subject: show('case', id),
      details: { case: show('case', id), stage: row.stage, closed_on },
    })
    return done({ case: id })
  },
})

export const reopenCase = operation({
  name: 'case.reopen',
  done: { en: 'Reopened a case', es: 'Volvió a abrir un caso' },
  details: CASE_DETAILS,
  summary: 'Reopens a closed case, in the stage it was closed in',
  input: onCase,
  right: 'cases:work',
  async run({ tx, note, basedOn }, { case: id }) {
    const row = await lockCase(tx, id)
    if (!row) return missing()
    const stale = basedOn(row.version)
    if (stale) return stale
    if (!row.closed_on) return refuse('case_open')
    await changeCase(tx, id, { closed_on: null })
    note({ subject: show('case', id), details: { case: show('case', id), stage: row.stage } })
    return done({ case: id })
  },
})

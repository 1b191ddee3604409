import { z } from 'zod'
import { id, show } from '../../../kit/ids.ts'
import { done, operation, type OperationContext } from '../../../kit/operation.ts'
import { refuse as kitRefuse } from '../../../kit/refusal.ts'
import { endRequestsOf } from '../../../files/index.ts'
import { lockCase } from '../queries.ts'
import { refuse } from '../../refusals.ts'
import { forgetNumber, learnNumber } from './numbers.ts'
import { SIDES, type Side } from './party.ts'
import { deleteParty, holdContact, insertParty } from './queries.ts'
import { CASE_DETAILS } from '../case.ts'

/** Makes a contact a party to a locked case; part of an operation. @returns false where they are one already */
export async function joinCase(
  op: OperationContext,
  { id, number }: { id: string; number: string },
  { person, side }: { person: string; side: Side },
): Promise<boolean> {
  const { tx, now } = op
  if (!(await insertParty(tx, { of: id, person, side, now }))) return false
  if (side === 'client') await learnNumber(op, person, number)
  return true
}

/** As the audit trail calls it. */
const SIDE = {
  side: { en: 'Side', es: 'Parte' },
}

export const addParty = operation({
  name: 'case.add_party',
  done: { en: 'Added a party to a case', es: 'Añadió una parte a un caso' },
  details: { ...CASE_DETAILS, ...SIDE },
  summary: 'Adds a contact to a case, on the side the portal’s owner acts for or as another',
  input: z.strictObject({ case: id('case'), person: id('person'), side: z.enum(SIDES) }),
  right: 'cases:work',
  async run(op, { case: id, person, side }) {
    const { tx, note } = op
    const row = await lockCase(tx, id)
    if (!row) return kitRefuse('not_found')
    const stale = op.basedOn(row.version)
    if (stale) return stale
    if (!(await holdContact(tx, person))) return refuse('no_such_contact', { field: 'person' })
    if (!(await joinCase(op, row, { person, side })))
      return refuse('already_party', { field: 'person' })
    note({
      subject: show('case', id),
      details: {
        case: show('case', id),
        person: show('person', person),
        side,
        stage: row.stage,
        type: row.type,
      },
    })
    return done({ case: id })
  },
})

export const removeParty = operation({
  name: 'case.remove_party',
  done: { en: 'Took a party out of a case', es: 'Quitó una parte de un caso' },
  details: SIDE,
  summary:
    'Takes somebody out of a case: they see no more what its clients see, and what they are asked for there is withdrawn. They stay a contact of the portal',
  input: z.strictObject({ case: id('case'), person: id('person') }),
  right: 'cases:work',
  async run(op, { case: id, person }) {
    const { tx, note } = op
    const row = await lockCase(tx, id)
    if (!row) return kitRefuse('not_found')
    const stale = op.basedOn(row.version)
    if (stale) return stale
    const side = await deleteParty(tx, { of: id, person })
    if (!side) return kitRefuse('not_found')
    if (side === 'client') await forgetNumber(op, person, row.number)
    const requests = await endRequestsOf(op, { kind: 'case', holder: id, person })
    note({
      subject: show('case', id),
      details: { case: show('case', id), person: show('person', person), side },
    })
    return done({ case: id, requests })
  },
})

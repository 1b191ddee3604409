import { z } from 'zod'
import { registrationStates } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { shape } from '../../kit/shape.ts'
import type { SignedInContext } from '../../web/index.ts'
import { linesOf, type CaseLine } from './browse/list.ts'
import { SIDES, type Party } from './parties/party.ts'
import { caseById } from './queries.ts'

export const partyView = shape('Party', {
  person: z.string(),
  name: z.string(),
  side: z.enum(SIDES),
  registration: registrationStates,
})

/** Parties shown with a case. */
export const SHOWN = 50

export const showParty = ({ person_id, name, side, registration }: Party) => ({
  person: show('person', person_id),
  name,
  side,
  registration,
})

/** A case, as programs are shown one. */
export const caseView = shape('Case', {
  id: z.string(),
  number: z.string(),
  title: z.string(),
  type: z.string().nullable(),
  stage: z.string().nullable(),
  openedOn: z.iso.date(),
  closedOn: z.iso.date().nullable().describe('Null while it is open'),
  parties: z
    .array(partyView)
    .describe(`The first ${SHOWN}, clients first; all of them are at …/parties`),
  others: z.int().describe('Parties who are only named'),
  clients: z.int().describe('Parties whom the portal’s owner acts for'),
  registered: z.int().describe('How many of them have registered'),
  version: z.int(),
})

export const showCase = (line: CaseLine) => ({
  id: show('case', line.id),
  number: line.number,
  title: line.title,
  type: line.type,
  stage: line.stage,
  openedOn: line.opened_on,
  closedOn: line.closed_on,
  parties: line.parties.map(showParty),
  others: line.counts.parties - line.counts.clients,
  clients: line.counts.clients,
  registered: line.counts.registered,
  version: line.version,
})

/** The case as it is now; null where it is not there. @param named by row id */
export const presentCase = (ctx: SignedInContext, { case: id }: { case: string }) =>
  ctx.read(async (tx) => {
    const row = await caseById(tx, id)
    const [shown] = await linesOf(tx, row ? [row] : [], {
      now: ctx.now,
      most: SHOWN,
    })
    return shown ? showCase(shown) : null
  })

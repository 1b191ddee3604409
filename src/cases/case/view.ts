import { z } from 'zod'
import { REGISTRATION_STATES } from '../../identity/index.ts'
import { show } from '../../kit/ids.ts'
import { registeredIn, type CaseLine } from '../browse/list.ts'
import { SIDES } from '../parties/party.ts'

/** A case, as programs are shown one. */
export const caseView = z.object({
  id: z.string(),
  number: z.string(),
  title: z.string(),
  type: z.string().nullable(),
  stage: z.string().nullable(),
  openedOn: z.iso.date(),
  closedOn: z.iso.date().nullable().describe('Null while it is open'),
  parties: z.array(
    z.object({
      person: z.string(),
      name: z.string(),
      side: z.enum(SIDES),
      registration: z.enum(REGISTRATION_STATES),
    }),
  ),
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
  parties: line.parties.map(({ person_id, name, side, registration }) => ({
    person: show('person', person_id),
    name,
    side,
    registration,
  })),
  ...registeredIn(line),
  version: line.version,
})

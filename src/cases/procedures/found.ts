import { z } from 'zod'
import type { SignedInVisit } from '../../web/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import type { FieldLabels } from './describing.ts'
import { mentionable, procedureById, type ProcedureRow } from './queries.ts'

type Visited = Pick<SignedInVisit, 'portal' | 'param'>

/** The procedure the path names; null for one of another portal as for one that is none. */
export async function foundIn(tx: Tx, visit: Visited): Promise<ProcedureRow | null> {
  const id = parseId('procedure', visit.param('procedure'))
  return (id && (await procedureById(tx, visit.portal.id, id))) || null
}

/** What the portal's own fields are called. */
export async function fieldLabels(tx: Tx, { portal }: Visited): Promise<FieldLabels> {
  const { fields } = await mentionable(tx, portal.id)
  return new Map(fields.map(({ id, label }) => [id, label]))
}

/** Where a page of a trial begins: after a case, or a contact. */
export const trialCursor = z
  .string()
  .max(100)
  .refine((text) => parseId('case', text) ?? parseId('person', text), because('format'))

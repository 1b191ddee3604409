import { z } from 'zod'
import type { SignedInContext } from '../../web/index.ts'
import { saidIn } from '../../flows/index.ts'
import type { Language } from '../../kit/texts.ts'
import type { Tx } from '../../kit/db/database.ts'
import { parseId } from '../../kit/ids.ts'
import { because } from '../../kit/validation.ts'
import type { FieldLabels } from './describing.ts'
import { mentionable, procedureById, type ProcedureRow } from './queries.ts'

type PathContext = Pick<SignedInContext, 'portal' | 'param'>

/** The procedure in the path; null where the portal has none by that id. */
export async function procedureInPath(tx: Tx, ctx: PathContext): Promise<ProcedureRow | null> {
  const id = parseId('procedure', ctx.param('procedure'))
  return (id && (await procedureById(tx, id))) || null
}

/** What the portal's own fields and its flows are called. */
export async function fieldLabels(tx: Tx, language: Language): Promise<FieldLabels> {
  const { fields, flows } = await mentionable(tx)
  return new Map([
    ...fields.map(({ id, label }) => [id, label] as const),
    ...flows.map(({ id, name }) => [id, saidIn(name, language)] as const),
  ])
}

/** Where a page of a trial begins: after a case, or a contact. */
export const trialCursor = z
  .string()
  .max(100)
  .refine((text) => parseId('case', text) ?? parseId('person', text), because('format'))

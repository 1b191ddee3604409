import { mailSender } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { fieldsOf } from '../../people/index.ts'
import { startingLabels } from '../labels/labels.ts'
import { isUntouched, namesOf } from '../labels/queries.ts'
import type { Lookups } from './line.ts'

/** What lines may name: a portal that has begun with no case yet gets its first types and stages with one. */
export async function lookupsOf(tx: Tx): Promise<Lookups> {
  const [fields, types, stages, untouched, { language }] = await Promise.all([
    fieldsOf(tx),
    namesOf(tx, 'type'),
    namesOf(tx, 'stage'),
    isUntouched(tx),
    mailSender(tx),
  ])
  if (!untouched) return { fields, types, stages }
  const { type, stage } = startingLabels(language)
  return { fields, types: type, stages: stage }
}

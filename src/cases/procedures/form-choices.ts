import { mailSender } from '../../identity/index.ts'
import type { Tx } from '../../kit/db/database.ts'
import { startingLabels } from '../labels/labels.ts'
import { isUntouched } from '../labels/queries.ts'
import { mentionable, type Mentioned } from './queries.ts'

/** What the form offers: where a portal has named nothing yet, what it will begin with. */
export async function formChoices(tx: Tx): Promise<Mentioned> {
  const choices = await mentionable(tx)
  if (!(await isUntouched(tx))) return choices
  const start = startingLabels((await mailSender(tx)).language)
  return { ...choices, types: start.type, stages: start.stage }
}

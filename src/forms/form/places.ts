import type { OperationContext } from '../../kit/operation.ts'
import type { Tx } from '../../kit/db/database.ts'
import { Place } from '../../kit/place.ts'
import type { Language } from '../../kit/texts.ts'
import { PanelPlace } from '../../web/index.ts'
import type { FormRow } from './form.ts'

/** What higher features set for a form, such as what it costs to get in: at the bottom of its settings. */
export const onFormSettings = new PanelPlace<FormRow>()

export interface Completed {
  form: FormRow
  /** Row id. */
  submission: string
  /** Row id of whoever it is of; null where it is nobody's, as of a colleague's e-mail. */
  contact: string | null
  /** They were not there before. */
  isNew: boolean
}

/**
 * What higher features do when a form is completed, in the transaction that does it: a second completion of the same
 * e-mail comes only after the first's commit.
 */
export const onCompletion = new Place<
  (op: OperationContext, completed: Completed) => Promise<void>
>()

/** One more step of a form's funnel, after who has registered. */
export interface FunnelStep {
  label: Readonly<Record<Language, string>>
  count(tx: Tx, form: string): Promise<number>
}
export const funnelSteps = new Place<FunnelStep>()

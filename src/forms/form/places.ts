import type { OperationContext } from '../../kit/operation.ts'
import type { Tx } from '../../kit/db/database.ts'
import { Place } from '../../kit/place.ts'
import type { Language } from '../../kit/texts.ts'
import { PanelPlace } from '../../web/index.ts'
import type { FormRow } from './form.ts'

/** What higher features set for a form, such as what it costs to get in: at the bottom of its settings. */
export const onFormSettings = new PanelPlace<FormRow>()

/** What of higher features a form has only as long as it makes clients. */
export interface OfClients {
  /** What would go, in a sentence; null where there is nothing. */
  told(tx: Tx, form: string, language: Language): Promise<string | null>
  remove(op: OperationContext, form: string): Promise<void>
}
export const ofClients = new Place<OfClients>()

/** What of higher features a copy of a form has as well. Row ids. */
export const onCopy = new Place<
  (op: OperationContext, forms: { from: string; to: string }) => Promise<void>
>()

export interface Completed {
  form: FormRow
  /** Row id. */
  submission: string
  /** Row id of whoever it is of; null where it is nobody's, as of a colleague's e-mail. */
  contact: string | null
  /** They were not there before. */
  isNew: boolean
  /** Row id of whoever was signed in and sent it; null of a visitor. */
  by: string | null
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

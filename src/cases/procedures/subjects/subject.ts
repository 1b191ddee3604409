import type { Invitable, RegistrationState } from '../../../identity/index.ts'

/** A case as far as conditions and actions look at it. */
export interface CaseDetails {
  id: string
  number: string
  title: string
  type: string | null
  stage: string | null
  closed: boolean
}

/** A contact as far as conditions and actions look at it. */
export interface ContactDetails extends Invitable {
  id: string
  name: string
  /** The one word beside their name. */
  registration: RegistrationState
  /** Has had an invitation, whatever became of it. */
  invited: boolean
  /** Row ids of the flows they are in. */
  inFlows: readonly string[]
  /** Its name. */
  company: string | null
  /** Values of the portal's own fields, by the field's row id. */
  fields: Readonly<Record<string, string | number>>
}

/** What a procedure is applied to, as it is at this moment. */
export interface Subject {
  /** Null where it is about a contact alone, and where the case is gone. */
  case: CaseDetails | null
  /** The case's clients, or the one whom it is about. */
  contacts: readonly ContactDetails[]
}

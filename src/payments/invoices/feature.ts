import { erased } from '../../kit/feature.ts'
import type { Feature } from '../../web/index.ts'
import * as creditNotes from '../credit-notes/credit-notes.ts'
import * as drafts from '../drafts/drafts.ts'
import * as ending from '../ending/ending.ts'
import * as issuing from '../issuing/issuing.ts'
import * as received from '../received/received.ts'
import * as refunds from '../refunds/refunds.ts'
import { mailKinds } from '../sending/mails.ts'
import { ofInvoices } from '../sending/placeholders.ts'
import * as sending from '../sending/sending.ts'
import { draftResource, draftsResource, issueResource } from './draft-resource.tsx'
import {
  creditResource,
  endingResource,
  moneyResource,
  refundsResource,
  withdrawalResource,
} from './money-resource.tsx'
import { papersResource } from './papers-resource.ts'
import { invoicesOfPerson } from './person-panel.tsx'
import { invoiceResource, invoicesResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [
    invoicesResource,
    invoiceResource,
    draftsResource,
    draftResource,
    issueResource,
    moneyResource,
    endingResource,
    refundsResource,
    withdrawalResource,
    creditResource,
    papersResource,
  ],
  operations: [drafts, issuing, sending, received, refunds, creditNotes, ending],
  tables: [
    erased('refunds', { person_id: 'moved', created_by: 'none' }),
    erased('payments', { person_id: 'moved', recorded_by: 'none', withdrawn_by: 'none' }),
    erased('credit_note_items'),
    erased('credit_notes', { person_id: 'moved', created_by: 'none' }),
    erased('invoice_items'),
    erased('invoices', { person_id: 'moved', created_by: 'none' }),
  ],
  mails: mailKinds,
  placeholders: [ofInvoices],
  additions: [invoicesOfPerson],
}

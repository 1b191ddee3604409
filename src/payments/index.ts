/** What payments offer to the domains above: invoices and what becomes of them, and the ledger behind. */
export { draftInvoice, changeDraft, discardDraft } from './drafts/drafts.ts'
export { issueInvoice } from './issuing/issuing.ts'
export { remindOfInvoice, sendInvoice } from './sending/sending.ts'
export { recordPayment, useCredit, withdrawPayment } from './received/received.ts'
export { payOutCredit, refundPayment } from './refunds/refunds.ts'
export { issueCreditNote } from './credit-notes/credit-notes.ts'
export { voidInvoice, writeOffInvoice } from './ending/ending.ts'
export { verifyLedgers, type LedgerVerdict } from './verifying/verifying.ts'

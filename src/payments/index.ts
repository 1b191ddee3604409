/** What payments offer to the domains above: invoices and what becomes of them, and the ledger behind. */
export { draftInvoice, changeDraft, discardDraft } from './drafts/drafts.ts'
export { issueInvoice } from './issuing/issuing.ts'
export { remindOfInvoice, sendInvoice } from './sending/sending.ts'
export { recordPayment, useCredit, withdrawPayment } from './received/received.ts'
export { payOutCredit, refundPayment } from './refunds/refunds.ts'
export { issueCreditNote } from './credit-notes/credit-notes.ts'
export { voidInvoice, writeOffInvoice } from './ending/ending.ts'
export { verifyLedgers, type LedgerVerdict } from './verifying/verifying.ts'
export { onInvoiceMoved, onRefunded, type InvoiceMoved } from './invoice/moved.ts'
export { type Invoice } from './invoice/invoice.ts'
export { invoiceById, invoiceSettings, lockInvoice, openInvoicesOf } from './invoice/queries.ts'
export { type InvoiceState } from './invoice/state.ts'
export { onPaymentNews, type PaymentNews } from './paying/news.ts'
export { connectedGateways } from './gateways/accounts/queries.ts'
export { tellOfInvoice } from './sending/mails.ts'
export { moneyText } from './wording/money.tsx'
export { amountIn, amountText, milliOf, milliText, minorOf, toColumn } from './amount.ts'
export { taxRate, type ItemInput } from './items/item.ts'
export { todayOf } from './invoice/today.ts'
export { connectGateway } from './gateways/accounts/accounts.ts'
export { createPlan, changePlan, archivePlan } from './plans/plans.ts'
export { planById, plansOf, type PlanRow } from './plans/queries.ts'
export { sellersOf } from './plans/selling.ts'
export { endSubscription } from './subscriptions/ending.ts'
export { onSubscriptionMoved, type SubscriptionMoved } from './subscriptions/moved.ts'
export {
  opensUntil as subscriptionOpensUntil,
  type SubscriptionState,
} from './subscriptions/subscription.ts'
export {
  cancelSubscription,
  keepSubscription,
  startSubscription,
  subscribe,
} from './subscriptions/subscriptions.ts'
export { planText } from './plans/terms.ts'
export { type Interval } from './plans/plan.ts'
export { paymentSections } from './sections/tabs.ts'
export { pageToPayAt } from './paying/beginning.ts'
export { paymentWorker } from './paying/asking.ts'
export { settlePayment } from './paying/settling.ts'
export { payWith as payAtSandbox } from './gateways/sandbox/service.ts'
export { subscriptionWorker } from './subscriptions/falling-due.ts'
export { pauseSubscription } from './subscriptions/pausing.ts'
export { subscriptionsOf } from './subscriptions/queries.ts'

/** `processing`: a delayed payment is under way. `uncollectible`: given up, though it can still be paid. */
export const INVOICE_STATES = [
  'draft',
  'open',
  'processing',
  'paid',
  'void',
  'uncollectible',
] as const
export type InvoiceState = (typeof INVOICE_STATES)[number]

/** What a state means: whether it is to be paid, and whether it can still become something else by hand. */
export const STATES: Readonly<Record<InvoiceState, { isOwed: boolean; isIssued: boolean }>> = {
  draft: { isOwed: false, isIssued: false },
  open: { isOwed: true, isIssued: true },
  processing: { isOwed: true, isIssued: true },
  paid: { isOwed: false, isIssued: true },
  void: { isOwed: false, isIssued: true },
  uncollectible: { isOwed: false, isIssued: true },
}

export type InvoiceOperation =
  | 'invoice.issue'
  | 'invoice.void'
  | 'invoice.write_off'
  | 'payment.record'
  | 'payment.withdraw'
  | 'invoice.use_credit'
  | 'credit_note.issue'
  | 'payment.refund'
  /** A gateway’s word on a payment. */
  | 'gateway'

interface Transition {
  from: InvoiceState
  to: InvoiceState
  operation: InvoiceOperation
}

/** Every move there is; a pair that is not here does not happen. Staying where it is stands here too. */
export const TRANSITIONS: readonly Transition[] = [
  { from: 'draft', to: 'open', operation: 'invoice.issue' },
  // Of nothing to pay.
  { from: 'draft', to: 'paid', operation: 'invoice.issue' },
  { from: 'open', to: 'void', operation: 'invoice.void' },
  { from: 'open', to: 'uncollectible', operation: 'invoice.write_off' },
  ...(['open', 'uncollectible'] as const).flatMap((from): Transition[] => [
    { from, to: 'open', operation: 'payment.record' },
    { from, to: 'paid', operation: 'payment.record' },
  ]),
  { from: 'open', to: 'open', operation: 'invoice.use_credit' },
  { from: 'open', to: 'paid', operation: 'invoice.use_credit' },
  { from: 'open', to: 'open', operation: 'payment.withdraw' },
  { from: 'paid', to: 'open', operation: 'payment.withdraw' },
  { from: 'open', to: 'open', operation: 'credit_note.issue' },
  { from: 'open', to: 'paid', operation: 'credit_note.issue' },
  // Credited whole before anything was paid.
  { from: 'open', to: 'void', operation: 'credit_note.issue' },
  { from: 'paid', to: 'paid', operation: 'credit_note.issue' },
  { from: 'paid', to: 'paid', operation: 'payment.refund' },
  { from: 'open', to: 'processing', operation: 'gateway' },
  { from: 'open', to: 'paid', operation: 'gateway' },
  { from: 'uncollectible', to: 'paid', operation: 'gateway' },
  { from: 'processing', to: 'open', operation: 'gateway' },
  { from: 'processing', to: 'paid', operation: 'gateway' },
  { from: 'paid', to: 'open', operation: 'gateway' },
]

/** May an operation be done to an invoice in that state; to lead to this one, where it is named? */
export const allowed = (
  from: InvoiceState,
  operation: InvoiceOperation,
  to?: InvoiceState,
): boolean =>
  TRANSITIONS.some(
    (move) =>
      move.from === from && move.operation === operation && (to === undefined || move.to === to),
  )

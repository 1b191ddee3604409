import type Stripe from 'stripe'
import type { Failure } from '../gateway.ts'

const hard = (code: Failure['code']): Failure => ({ code, hard: true })
const soft = (code: Failure['code']): Failure => ({ code, hard: false })

/** Stripe's decline codes and failure codes of bank debits. What is not here may pass another day. */
const FAILURES: Readonly<Record<string, Failure>> = {
  insufficient_funds: soft('insufficient_funds'),
  card_velocity_exceeded: soft('insufficient_funds'),
  withdrawal_count_limit_exceeded: soft('insufficient_funds'),

  expired_card: hard('expired'),
  expired_payment_method: hard('expired'),
  lost_card: hard('lost_or_stolen'),
  stolen_card: hard('lost_or_stolen'),
  pickup_card: hard('lost_or_stolen'),

  account_closed: hard('account_closed'),
  no_account: hard('account_closed'),
  invalid_account: hard('account_closed'),
  invalid_account_number: hard('account_closed'),
  bank_ownership_changed: hard('account_closed'),

  debit_not_authorized: hard('mandate_withdrawn'),
  payment_intent_mandate_invalid: hard('mandate_withdrawn'),
  revocation_of_authorization: hard('mandate_withdrawn'),
  revocation_of_all_authorizations: hard('mandate_withdrawn'),
  stop_payment_order: hard('mandate_withdrawn'),
  india_recurring_payment_mandate_canceled: hard('mandate_withdrawn'),

  authentication_required: soft('authentication_failed'),
  payment_intent_authentication_failure: soft('authentication_failed'),

  bank_account_restricted: hard('declined'),
  bank_account_unusable: hard('declined'),
  payment_method_bank_account_blocked: hard('declined'),
  payment_method_restricted: hard('declined'),
  card_not_supported: hard('declined'),
  currency_not_supported: hard('declined'),
  do_not_try_again: hard('declined'),
  fraudulent: hard('declined'),
  highest_risk_level: hard('declined'),
  incorrect_number: hard('declined'),
  invalid_number: hard('declined'),
  merchant_blacklist: hard('declined'),
  restricted_card: hard('declined'),
  security_violation: hard('declined'),
  service_not_allowed: hard('declined'),
  transaction_not_allowed: hard('declined'),

  payment_method_microdeposit_failed: hard('other'),
  payment_method_microdeposit_verification_attempts_exceeded: hard('other'),
  payment_method_microdeposit_verification_timeout: hard('other'),
}

/** Why an attempt failed; a network's advice not to try again makes any of them a hard one. */
export function failureOf(error: Stripe.PaymentIntent.LastPaymentError): Failure {
  const listed = FAILURES[error.decline_code ?? ''] ?? FAILURES[error.code ?? '']
  const failure = listed ?? soft(error.type === 'card_error' ? 'declined' : 'other')
  return error.advice_code === 'do_not_try_again' ? { ...failure, hard: true } : failure
}

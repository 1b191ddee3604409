/*
 * What went wrong with a job, and what becomes of it. A job fails with whatever was thrown, in words for whoever
 * reads the code; the operator is told in plain ones, and finds the others under the details.
 */

const CAUSES = [
  ['key_missing', /^the key of portal \S+ is missing/],
  ['mail_account', /^the mail server refuses/],
  ['unreachable', /\b(ECONN\w+|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EPIPE)\b/],
  ['unreachable', /no route to host|socket hang up|connection timeout|greeting never received/i],
  ['answered', /^[45]\d\d[ -]|responded with|mail command failed/i],
  ['database', /connection terminated|terminating connection|database|deadlock|too many clients/i],
  ['disk', /\bENOSPC\b|no space left/i],
  ['too_long', /^not done within|expired/i],
  ['stopped', /^Gatehouse stopped|heartbeat/],
] as const

export type Cause = (typeof CAUSES)[number][0] | 'unexpected' | 'unsaid'

/** @param message what was thrown; '' where nothing was said */
export const causeOf = (message: string): Cause =>
  message === '' ? 'unsaid' : (CAUSES.find(([, sign]) => sign.test(message))?.[0] ?? 'unexpected')

/** How the work of a parked job is found again without it; `never`: only by trying that job again. */
export type Again = 'minute' | 'hour' | 'day' | 'never'

const AGAIN: Record<string, Again> = {
  sweep: 'minute',
  billing_reports: 'minute',
  webhooks_due: 'minute',
  long_works_due: 'minute',
  paced_mail_due: 'minute',
  keys: 'minute',
  procedures_due: 'minute',
  sweep_files: 'minute',
  sweep_contents: 'minute',
  sweep_movable_contents: 'minute',
  sweep_requests: 'minute',
  sweep_file_tellings: 'minute',
  sweep_sandbox_gateway: 'minute',
  sweep_gateway_events: 'minute',
  sweep_payments: 'minute',
  sweep_gateway_refunds: 'minute',
  sweep_comparisons: 'minute',
  sweep_subscriptions: 'minute',
  sweep_access_reminders: 'minute',
  sweep_stores: 'hour',
  daily_counts: 'hour',
  forget_limits: 'hour',
  forget_trial_requests: 'hour',
  forget_uploads: 'hour',
  forget_webhooks: 'day',
  // Jobs that only wake: the sweep of every minute finds what lies there.
  webhook: 'minute',
  long_work: 'minute',
  mail_lane: 'minute',
  check_files: 'minute',
  sandbox_gateway: 'minute',
  gateway_event: 'minute',
  ask_gateway: 'minute',
  gateway_refund: 'minute',
  compare_gateway: 'minute',
  subscription: 'minute',
  remind_of_access: 'minute',
  remove_contents: 'minute',
  move_contents: 'minute',
  remind_of_requests: 'minute',
}

export const againOf = (queue: string): Again => AGAIN[queue] ?? 'never'

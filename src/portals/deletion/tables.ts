import type { Tables } from '../../kit/db/tables.ts'

/**
 * What a cancelled portal leaves: every table that carries a portal's id is in one of these lists, and
 * a test holds them against the database's catalogue.
 */

/** Emptied, those that refer to others first. */
export const CLEARED = [
  'webhook_attempts',
  'webhook_deliveries',
  'webhook_secrets',
  'webhook_endpoints',
  'messages',
  'thread_participants',
  'threads',
  'notes',
  'procedure_runs',
  'procedures',
  'case_parties',
  'cases',
  'case_types',
  'case_stages',
  'custom_fields',
  'merged_contacts',
  'contacts',
  'companies',
  'numbers',
  'registration_facts',
  'mail_texts',
  'import_uploads',
  'work_rows',
  'works',
  'pending_sign_ins',
  'spent_challenges',
  'passkeys',
  'recovery_codes',
  'authenticator_apps',
  'sign_in_codes',
  'email_places',
  'oidc_rounds',
  'oidc_identities',
  'oidc_providers',
  'shared_days',
  'tokens',
  'new_emails',
  'previews',
  'sessions',
  'devices',
  'mails',
  'mail_lanes',
  'api_keys',
  'idempotency_keys',
  'portal_logos',
  'persons',
  'host_claims',
  'portal_creations',
  'portal_timers',
  'portal_summaries',
  'billing_report_names',
  'refused_portals',
] as const satisfies readonly (keyof Tables)[]
export type Cleared = (typeof CLEARED)[number]

/** Append-only for the application; change only through the one function made for it. */
export const CHAIN = [
  'events',
  'audit_lines',
  'audit_heads',
] as const satisfies readonly (keyof Tables)[]

/**
 * What stays: the id, its former hosts, its statuses, its destroyed key, the certificate, and its bills
 * with what they are made of: counts, times and random ids, no names.
 */
export const TOMBSTONE = [
  'portals',
  'hosts',
  'portal_status_changes',
  'portal_keys',
  'portal_deletions',
  'seat_spans',
  'billing_report_lines',
  'billing_report_persons',
] as const satisfies readonly (keyof Tables)[]

/** The console's alone: no other portal ever has a row there. What made a portal is forgotten in two days. */
export const CONSOLE_ONLY = ['trial_requests'] as const satisfies readonly (keyof Tables)[]

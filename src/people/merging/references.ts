/**
 * Every reference that a row can have to a person, and what a merge does with it; a test holds this list
 * against the database's catalogue.
 * - `moved`: goes over to the card that is left.
 * - `gone`: goes with the card: it is of no use to another.
 * - `none`: only somebody who has registered, or staff, has such a row, and whoever goes is neither. Were
 *   there one all the same, the database would refuse the merge, or it is worth nothing without its person.
 */
export const REFERENCES: Readonly<Record<string, 'moved' | 'gone' | 'none'>> = {
  'notes.person_id': 'moved',
  'case_parties.person_id': 'moved',
  'registration_facts.person_id': 'moved',
  'merged_contacts.into_id': 'moved',
  'contacts.person_id': 'moved',
  'procedure_runs.person_id': 'moved',
  'tokens.person_id': 'gone',
  'new_emails.person_id': 'none',
  'sessions.person_id': 'none',
  'devices.person_id': 'none',
  'notes.author_id': 'none',
  'threads.started_by': 'none',
  'thread_participants.person_id': 'none',
  'messages.author_id': 'none',
  'messages.written_by': 'none',
  'authenticator_apps.person_id': 'none',
  'passkeys.person_id': 'none',
  'pending_sign_ins.person_id': 'none',
  'recovery_codes.person_id': 'none',
  'sign_in_codes.person_id': 'none',
  'email_places.person_id': 'none',
  'oidc_identities.person_id': 'none',
  'oidc_rounds.person_id': 'none',
  'shared_days.person_id': 'none',
  'previews.client_id': 'none',
  'previews.staff_id': 'none',
  'procedures.author_id': 'none',
  'works.begun_by': 'none',
  'import_uploads.uploaded_by': 'none',
}

/** What identity offers to the domains above: persons, sessions, sign-in, API keys, and how a request comes in. */
export { stillMay } from './standing/standing.ts'
export { addPerson } from './persons/new-person.ts'
export {
  disablePerson,
  enablePerson,
  inviteAgain,
  invitePerson,
  onPerson,
  reason,
  setSeat,
  thatPerson,
} from './persons/persons.ts'
export {
  askForEmail,
  proveEmail,
  resendNewEmail,
  resendOwnEmail,
  tellUserName,
  withdrawNewEmail,
  withdrawOwnEmail,
} from './new-emails/new-emails.ts'
export { isEmailTaken } from './new-emails/queries.ts'
export { WaitingEmail } from './new-emails/pages.tsx'
export { retireTokens } from './tokens/tokens.ts'
export { birthDate, digits } from './identity-checks/identity-check.ts'
export {
  carryIdentityChecks,
  dropIdentityCheck,
  identityCheckOf,
  hasIdentityCheck,
  keepIdentityCheck,
} from './identity-checks/queries.ts'
export { updateProfile } from './persons/profile.ts'
export { RegistrationPanel } from './registration-panel/panel.tsx'
export { readRegistrants, type Registration } from './registration-panel/queries.ts'
export { sendReset, unlockPerson } from './registration-panel/actions.ts'
export { IDENTITY_CHECKS } from './identity-checks/identity-check.ts'
export { newLinkJob, sendNewLink } from './registration/link-requests.ts'
export { issueCode } from './registration-codes/codes.ts'
export { composeMail, declareMail, mailKind, mailKinds, mailTextOf } from './mail-texts/compose.ts'
export {
  inBodyOf,
  wrongIn,
  type MailKind,
  type MailText as MailWords,
} from './mail-texts/mail-text.ts'
export { readFunnel } from './funnel/queries.ts'
export {
  CONTACT_ROLES,
  email,
  language,
  line,
  lines,
  newPersonInput,
  personName,
  personStatus,
  timeZone,
  type ContactRole,
  type Person,
} from './persons/person.ts'
export {
  mailSender,
  namedPerson,
  personById,
  reachablePeople,
  type MailSender,
} from './persons/queries.ts'
export { showOnPersonPage, type PersonPanel } from './persons/panels.ts'
export { SeatBadge, StatusBadge as PersonStatusBadge } from './persons/badges.tsx'
export { listPeople, peopleCursor } from './persons/list/list.ts'
export { carrySessions, endAllSessions, sessionsOf } from './sessions/queries.ts'
export { IDLE_HOURS } from './sessions/session.ts'
export { endOtherSessions, signIn, signOut } from './sessions/sessions.ts'
export { identityController } from './controllers.ts'
export { auditPage, type AuditEntry } from './audit/trail.ts'
export { operationWords } from './audit/operation-words.ts'
export { mailboxOf, mailsOf } from './mailbox/resource.tsx'
export { personView, showPerson } from './persons/view.ts'
export { peopleQuery, peopleView, showPeople } from './persons/list/view.ts'
export { happenings } from './audit/history.tsx'
export { performInTurn } from './sessions/verification.ts'
export { requestReset, resetJob, sendResetLink } from './reset/reset-requests.ts'
export { findPortals, findPortalsJob, mailPlaces } from './find-portals/find-portals.ts'
export { disconnectAccount } from './work-accounts/accounts.ts'
export { providerInput } from './work-accounts/provider.ts'
export { configureProvider, removeProvider } from './work-accounts/providers.ts'
export { providerOf } from './work-accounts/queries.ts'
export { endSessionsOfPerson } from './shared-logins/ending.ts'
export { sharedLoginJob, tellStaffOfSharing } from './shared-logins/shared-logins.ts'
export { countAskedMail, invitationsLeft } from './mail-limits/mail-limits.ts'
export { tellWhoAsked } from './undelivered/undelivered.ts'
export { codeJob, requestCode, sendCode } from './sign-in-codes/codes.ts'
export { createKey, revokeKey } from './keys/keys.ts'
export { resetFactors } from './factors/reset.ts'
export { configureConsole } from './factors/rule.ts'
export { keysOf } from './keys/resource.tsx'
export { keyColumns } from './keys/keys-page.tsx'
export { listKeys, type KeyRow } from './keys/queries.ts'
export {
  disableInPortal,
  disableOperator,
  disablePartnerPerson,
  enableInPortal,
  createOperator,
  enableOperator,
  enablePartnerPerson,
  invitePartnerPerson,
  invitePartnerPersonAgain,
  onPartnersPeople,
  onPortalsPeople,
  resetFactorsInPortal,
  resetOperatorFactors,
  resetPartnerPersonFactors,
} from './people/people.ts'
export { accessOf, invitesOf, peopleOf, personAnswer } from './people/resource.tsx'
export { peopleColumns } from './people/pages.tsx'
export { consolePersonView, showConsolePerson } from './people/view.ts'
export * from './owners/owner.ts'
export * from './owners/pages.tsx'
export { partnerExists } from './owners/queries.ts'
export { invitationOf } from './tokens/tokens.ts'
export { isLive } from './sessions/session.ts'
export { endPreview, startPreview } from './previews/previews.ts'
export { hashPassword } from './passwords/password.ts'
export { portalOfHost, CURRENT_PERSON } from './entry/queries.ts'
export { setUpCode } from './operators/set-up-code.ts'
export { handleRequest, apart, type EntryServices } from './entry/entry.tsx'
export { Hosts } from './entry/hosts.ts'
export { answerCommand, isCommand } from './entry/command.ts'
export { NoPortal } from './entry/refusal-pages.tsx'
export { identityCheckSchemas } from './identity-checks/identity-check.ts'
export {
  REGISTRATION_STATES,
  registrationState,
  type RegistrationState,
} from './registration-state/state.ts'
export { hasRegistered, isInState, stateOfPerson } from './registration-state/queries.ts'
export { RegistrationBadge, registrationWord } from './registration-state/badge.tsx'
export {
  INVITATION_MAIL,
  inviteInBulk,
  lateInvitation,
  type WhySkipped,
} from './invitations/bulk.ts'
export { WHY_NOT_SQL } from './invitations/queries.ts'
export { whyNotInvited, type Invitable } from './invitations/invitation.ts'

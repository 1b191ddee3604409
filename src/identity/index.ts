/** What identity offers to the domains above: persons, sessions, sign-in, API keys, and how a request comes in. */
export { stillMay } from './standing/standing.ts'
export { inviteAdded } from './invitations/invite-added.ts'
export { lastingPresences, type Presence } from './standing/queries.ts'
export { addPerson } from './invitations/new-person.ts'
export {
  disablePerson,
  enablePerson,
  inviteAgain,
  invitePerson,
  setSeat,
} from './directory/persons.ts'
export { askForEmail, tellUserName } from './new-emails/new-emails.ts'
export { isEmailTaken } from './new-emails/queries.ts'
export { WaitingEmail } from './new-emails/pages.tsx'
export { retireTokens } from './tokens/queries.ts'
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
export { sendReset } from './registration-panel/actions.ts'
export { IDENTITY_CHECKS, type IdentityCheck } from './identity-checks/identity-check.ts'
export { issueCode } from './registration-codes/codes.ts'
export { exampleValues, shipped } from './mail-texts/shipped.ts'
export { portalName } from './mail-texts/placeholders.ts'
export { aboutReader, composeMail, mailTextOf } from './mail-texts/compose.ts'
export { OF_MAILS, offeredIn, wrongIn, type Offered } from './mail-texts/mail-text.ts'
export { readFunnel } from './funnel/queries.ts'
export { words as funnelWords } from './funnel/texts.ts'
export { isSharedNow } from './shared-logins/queries.ts'
export {
  CONTACT_ROLES,
  email,
  firstNameOf,
  language,
  languageOf,
  line,
  lines,
  newPersonInput,
  personName,
  timeZone,
  type ContactRole,
  type Person,
  type ShownPerson,
} from './persons/person.ts'
export {
  mailSender,
  namedPerson,
  holdPerson,
  personById,
  reachablePeople,
  staffToTell,
  type MailSender,
} from './persons/queries.ts'
export { onPersonPage } from './persons/panels.ts'
export { crumbsOf, pageOf, whyHref } from './persons/page-of.ts'
export {
  accessDetails,
  PersonAccess,
  personMenu,
  PersonWhy,
  readSections,
  type PersonSections,
} from './directory/sections.tsx'
export { listPeople, peopleCursor } from './directory/list/list.ts'
export { carrySessions, endAllSessions, sessionsOf } from './sessions/queries.ts'
export { IDLE_HOURS } from './sessions/session.ts'
export { signIn } from './sign-in/sign-in.ts'
export { auditPage, type AuditEntry } from './audit/trail.ts'
export { operationWords } from './audit/operation-words.ts'
export { mailboxOf, mailsOf } from './mailbox/resource.tsx'
export { peopleQuery, peopleView, showPeople } from './directory/list/view.ts'
export { happenings } from './audit/history.tsx'
export { performInTurn } from './sessions/verification.ts'
export { requestReset, resetJob, sendResetLink } from './reset/reset-requests.ts'
export { providerInput } from './work-accounts/provider.ts'
export { configureProvider, removeProvider } from './work-accounts/providers.ts'
export { providerOf } from './work-accounts/queries.ts'
export { countAskedMail, invitationsLeft } from './mail-limits/mail-limits.ts'
export { tellWhoAsked } from './undelivered/undelivered.ts'
export { createKey } from './keys/keys.ts'
export { keysOf } from './keys/resource.tsx'
export { keyColumns } from './keys/keys-page.tsx'
export { listKeys, type KeyRow } from './keys/queries.ts'
export {
  disableOperator,
  disablePartnerPerson,
  createOperator,
  invitePartnerPerson,
  onPartnersPeople,
  onPortalsPeople,
} from './people/people.ts'
export { accessOf, invitesOf, peopleOf, personAnswer } from './people/resource.tsx'
export { peopleColumns } from './people/pages.tsx'
export { consolePersonView, showConsolePerson } from './people/view.ts'
export * from './owners/owner.ts'
export * from './owners/pages.tsx'
export { partnerExists } from './owners/queries.ts'
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
  registrationStates,
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
export { inviteAlso } from './reach/reach.ts'
export { reachOf, type Reachable } from './reach/queries.ts'
export { mailLinkAgain, otherWaysIn } from './reset/reset-requests.ts'

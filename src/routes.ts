/**
 * Every URL of Gatehouse, once. A route is a function that builds its address, and carries its
 * pattern, its methods and the hosts that answer it; nothing else in the code spells a path.
 */

export type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** Where a route answers: on the bare host, on portals' hosts, or on both. */
export type Place = 'console' | 'portal' | 'both'

type Names<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? Names<Head> | Names<Tail>
  : P extends `:${infer Name}`
    ? Name
    : never
type Query = Record<string, string | number | undefined | null>
type Arguments<P extends string> = [Names<P>] extends [never]
  ? [params?: Record<string, never>, query?: Query]
  : [params: Record<Names<P>, string>, query?: Query]

export interface Route<P extends string = string> {
  (...args: Arguments<P>): string
  readonly pattern: P
  readonly methods: readonly Method[]
  readonly place: Place
}

function at<P extends string>(place: Place, pattern: P, ...methods: Method[]): Route<P> {
  const segments = pattern
    .split('/')
    .map((part) => (part.startsWith(':') ? { name: part.slice(1) } : part))
  const named = pattern.includes(':')
  const build = (params: Record<string, string> = {}, query?: Query) => {
    const path = named
      ? segments
          .map((part) =>
            typeof part === 'string' ? part : encodeURIComponent(params[part.name] ?? ''),
          )
          .join('/')
      : pattern
    if (!query) return path
    const given = Object.entries(query).filter(
      ([, value]) => value !== undefined && value !== null && value !== '',
    )
    const search = new URLSearchParams(
      given.map(([name, value]) => [name, String(value)]),
    ).toString()
    return search ? `${path}?${search}` : path
  }
  return Object.assign(build, { pattern, methods, place }) as unknown as Route<P>
}

/** The pages about an owner's webhooks, below the address of their list. */
const webhooksAt = <const L extends string>(place: Place, list: L) => ({
  list: at(place, list, 'GET', 'POST'),
  fresh: at(place, `${list}/new`, 'GET'),
  one: at(place, `${list}/:webhook`, 'GET', 'POST'),
  secret: at(place, `${list}/:webhook/secret`, 'GET', 'POST'),
  disabling: at(place, `${list}/:webhook/disabling`, 'POST'),
  enabling: at(place, `${list}/:webhook/enabling`, 'POST'),
  removal: at(place, `${list}/:webhook/removal`, 'GET', 'POST'),
  test: at(place, `${list}/:webhook/test`, 'POST'),
  failed: at(place, `${list}/:webhook/failed/resend`, 'POST'),
  delivery: at(place, `${list}/:webhook/deliveries/:delivery`, 'GET'),
  resend: at(place, `${list}/:webhook/deliveries/:delivery/resend`, 'POST'),
})

/** The same for programs. */
const webhooksApi = <const L extends string>(place: Place, list: L) => ({
  list: at(place, list, 'GET', 'POST'),
  one: at(place, `${list}/:webhook`, 'GET', 'PATCH', 'DELETE'),
  secret: at(place, `${list}/:webhook/secret`, 'POST'),
  disabling: at(place, `${list}/:webhook/disabling`, 'POST', 'DELETE'),
  test: at(place, `${list}/:webhook/test`, 'POST'),
  failed: at(place, `${list}/:webhook/failed/resend`, 'POST'),
  deliveries: at(place, `${list}/:webhook/deliveries`, 'GET'),
  delivery: at(place, `${list}/:webhook/deliveries/:delivery`, 'GET'),
  resend: at(place, `${list}/:webhook/deliveries/:delivery/resend`, 'POST'),
})

/** The address of a route that is chosen as it runs, such as by whose pages it is one of. */
export const hrefOf = (route: Pick<Route, 'pattern'>, params: object = {}, query?: Query): string =>
  (route as unknown as (params: object, query?: Query) => string)(params, query)

export const routes = {
  // Everywhere
  live: at('both', '/health/live', 'GET'),
  ready: at('both', '/health/ready', 'GET'),
  asset: at('both', '/assets/:name', 'GET'),
  theme: at('both', '/theme.css', 'GET'),
  logo: at('both', '/logo', 'GET'),
  signIn: at('both', '/sign-in', 'GET', 'POST'),
  signOut: at('both', '/sign-out', 'POST'),
  registration: at('both', '/registration', 'GET', 'POST'),
  registrationLink: at('both', '/registration/link', 'POST'),
  registrationOpened: at('both', '/registration/opened', 'POST'),
  registrationCode: at('portal', '/registration/code', 'GET', 'POST'),
  resetRequest: at('both', '/reset', 'GET', 'POST'),
  emailProof: at('portal', '/email-proof', 'GET', 'POST'),
  reset: at('both', '/reset/password', 'GET', 'POST'),
  language: at('both', '/language', 'POST'),
  profile: at('both', '/profile', 'GET', 'POST'),
  password: at('both', '/profile/password', 'GET', 'POST'),
  ownEmailProof: at('portal', '/profile/new-email/proof', 'POST'),
  ownEmailWithdrawal: at('portal', '/profile/new-email/withdrawal', 'POST'),
  sessions: at('both', '/profile/sessions', 'GET', 'POST'),
  sessionEnd: at('both', '/profile/sessions/:session/end', 'POST'),

  // Second factors and passkeys
  secondStep: at('both', '/sign-in/second-step', 'GET', 'POST'),
  secondStepPasskey: at('both', '/sign-in/second-step/passkey', 'POST'),
  passkeySignIn: at('both', '/sign-in/passkey', 'POST'),
  factors: at('both', '/profile/factors', 'GET'),
  authenticatorApp: at('both', '/profile/factors/app', 'GET', 'POST'),
  authenticatorAppConfirmation: at('both', '/profile/factors/app/confirmation', 'POST'),
  authenticatorAppRemoval: at('both', '/profile/factors/app/removal', 'GET', 'POST'),
  passkeys: at('both', '/profile/factors/passkeys', 'GET', 'POST'),
  passkeyBeginning: at('both', '/profile/factors/passkeys/beginning', 'POST'),
  passkeyRemoval: at('both', '/profile/factors/passkeys/:passkey/removal', 'GET', 'POST'),
  recoveryCodes: at('both', '/profile/factors/recovery-codes', 'GET', 'POST'),
  personFactors: at('portal', '/people/:person/second-factors', 'GET', 'POST'),
  consoleSignIn: at('console', '/sign-in-rule', 'GET', 'POST'),
  // Other ways of signing in
  codeRequest: at('both', '/sign-in/code', 'GET', 'POST'),
  codeEntry: at('both', '/sign-in/code/enter', 'GET', 'POST'),
  personSessionsEnd: at('portal', '/people/:person/sessions/end', 'POST'),
  personSessionEnd: at('portal', '/people/:person/sessions/:session/end', 'POST'),
  workAccount: at('portal', '/sign-in/work-account', 'POST'),
  workAccountReturn: at('portal', '/sign-in/work-account/return', 'GET'),
  ownWorkAccount: at('portal', '/profile/work-account', 'GET', 'POST'),
  ownWorkAccountEnd: at('portal', '/profile/work-account/end', 'POST'),
  workAccounts: at('portal', '/settings/work-accounts', 'GET', 'POST'),
  workAccountsRemoval: at('portal', '/settings/work-accounts/removal', 'POST'),
  findPortals: at('console', '/find-my-portals', 'GET', 'POST'),

  // A portal
  home: at('portal', '/', 'GET'),
  threads: at('portal', '/messages', 'GET', 'POST'),
  newThread: at('portal', '/messages/new', 'GET'),
  thread: at('portal', '/messages/:thread', 'GET'),
  replies: at('portal', '/messages/:thread/replies', 'POST'),
  reading: at('portal', '/messages/:thread/reading', 'POST'),
  people: at('portal', '/people', 'GET', 'POST'),
  newPerson: at('portal', '/people/new', 'GET'),
  person: at('portal', '/people/:person', 'GET'),
  personInvitation: at('portal', '/people/:person/invitation', 'POST'),
  personDisabling: at('portal', '/people/:person/disabling', 'GET', 'POST'),
  personEnabling: at('portal', '/people/:person/enabling', 'POST'),
  // Registration
  personReset: at('portal', '/people/:person/reset', 'POST'),
  personEmailProof: at('portal', '/people/:person/new-email/proof', 'POST'),
  personEmailWithdrawal: at('portal', '/people/:person/new-email/withdrawal', 'POST'),
  funnel: at('portal', '/invitations', 'GET'),
  personCode: at('portal', '/people/:person/code', 'GET', 'POST'),
  personUnlocking: at('portal', '/people/:person/unlocking', 'POST'),

  personSeat: at('portal', '/people/:person/seat', 'POST'),
  // Contacts, companies, notes
  contacts: at('portal', '/contacts', 'GET', 'POST'),
  newContact: at('portal', '/contacts/new', 'GET'),
  duplicates: at('portal', '/contacts/duplicates', 'GET'),
  contact: at('portal', '/contacts/:person', 'GET', 'POST'),
  contactEdit: at('portal', '/contacts/:person/edit', 'GET'),
  contactNotes: at('portal', '/contacts/:person/notes', 'POST'),
  contactMerge: at('portal', '/contacts/:person/merge', 'GET', 'POST'),
  companies: at('portal', '/companies', 'GET', 'POST'),
  newCompany: at('portal', '/companies/new', 'GET'),
  company: at('portal', '/companies/:company', 'GET', 'POST'),
  companyEdit: at('portal', '/companies/:company/edit', 'GET'),
  fields: at('portal', '/settings/fields', 'GET', 'POST'),
  newField: at('portal', '/settings/fields/new', 'GET'),
  field: at('portal', '/settings/fields/:field', 'GET', 'POST'),
  fieldPosition: at('portal', '/settings/fields/:field/position', 'POST'),
  fieldRemoval: at('portal', '/settings/fields/:field/removal', 'GET', 'POST'),
  noteRemoval: at('portal', '/notes/:note/removal', 'POST'),

  settings: at('portal', '/settings', 'GET', 'POST'),
  branding: at('portal', '/settings/branding', 'GET', 'POST'),
  hosts: at('portal', '/settings/hosts', 'GET', 'POST'),
  mailTexts: at('portal', '/settings/mails', 'GET'),
  mailText: at('portal', '/settings/mails/text', 'GET', 'POST'),
  mailTextReset: at('portal', '/settings/mails/reset', 'POST'),
  currentHost: at('portal', '/settings/hosts/current', 'GET', 'POST'),
  slug: at('portal', '/settings/slug', 'GET', 'POST'),
  portalAudit: at('portal', '/settings/audit', 'GET'),
  webhooks: webhooksAt('portal', '/settings/webhooks'),
  // Bulk jobs and mass invitations
  works: at('portal', '/works', 'GET'),
  work: at('portal', '/works/:work', 'GET'),
  workOutcomes: at('portal', '/works/:work/outcomes', 'GET'),
  workCancellation: at('portal', '/works/:work/cancellation', 'POST'),
  workResumption: at('portal', '/works/:work/resumption', 'POST'),
  massInvitation: at('portal', '/mass-invitations', 'GET', 'POST'),

  // Imports
  imports: at('portal', '/imports', 'GET', 'POST'),
  importTemplate: at('portal', '/imports/template', 'GET'),
  import: at('portal', '/imports/:import', 'GET', 'POST'),

  exportRequest: at('portal', '/export-request', 'GET', 'POST'),
  mailbox: at('portal', '/mailbox', 'GET'),
  mail: at('portal', '/mailbox/:mail', 'GET'),

  // Previews, and why somebody cannot get in
  preview: at('portal', '/people/:person/preview', 'GET', 'POST'),
  previewEnd: at('portal', '/preview/end', 'POST'),
  previews: at('portal', '/profile/previews', 'GET'),
  access: at('portal', '/people/:person/access', 'GET'),
  // Cases
  cases: at('portal', '/cases', 'GET', 'POST'),
  newCase: at('portal', '/cases/new', 'GET'),
  case: at('portal', '/cases/:case', 'GET'),
  caseDetails: at('portal', '/cases/:case/facts', 'GET', 'POST'),
  caseStage: at('portal', '/cases/:case/stage', 'POST'),
  caseClosing: at('portal', '/cases/:case/closing', 'POST'),
  caseReopening: at('portal', '/cases/:case/reopening', 'POST'),
  caseParties: at('portal', '/cases/:case/parties', 'GET', 'POST'),
  casePartyRemoval: at('portal', '/cases/:case/parties/:person/removal', 'POST'),
  caseClientPortal: at('portal', '/cases/:case/client-portal', 'GET'),
  caseNotes: at('portal', '/cases/:case/notes', 'POST'),
  caseLabels: at('portal', '/settings/cases', 'GET', 'POST'),
  caseLabelName: at('portal', '/settings/cases/name', 'GET', 'POST'),
  caseLabelPosition: at('portal', '/settings/cases/position', 'POST'),
  caseLabelRemoval: at('portal', '/settings/cases/removal', 'POST'),
  caseLabelStart: at('portal', '/settings/cases/start', 'POST'),

  // Procedures
  procedures: at('portal', '/procedures', 'GET', 'POST'),
  newProcedure: at('portal', '/procedures/new', 'GET'),
  procedure: at('portal', '/procedures/:procedure', 'GET'),
  procedureRules: at('portal', '/procedures/:procedure/rules', 'GET', 'POST'),
  procedureSwitchingOn: at('portal', '/procedures/:procedure/switching-on', 'POST'),
  procedureSwitchingOff: at('portal', '/procedures/:procedure/switching-off', 'POST'),
  procedureRemoval: at('portal', '/procedures/:procedure/removal', 'GET', 'POST'),
  procedureTrial: at('portal', '/procedures/:procedure/trial', 'GET'),

  // The console
  setUp: at('console', '/set-up', 'GET', 'POST'),
  tryItNow: at('console', '/try', 'GET', 'POST'),
  tryItNowLink: at('console', '/try/link', 'GET', 'POST'),
  tryItNowBuilding: at('console', '/try/building', 'GET'),
  dashboard: at('console', '/', 'GET'),
  portals: at('console', '/portals', 'GET', 'POST'),
  newPortal: at('console', '/portals/new', 'GET'),
  portal: at('console', '/portals/:portal', 'GET'),
  portalCreation: at('console', '/portals/:portal/creation', 'GET'),
  portalTrialExpiry: at('console', '/portals/:portal/trial-expiry', 'GET', 'POST'),
  portalCertification: at('console', '/portals/:portal/certification', 'GET', 'POST'),
  portalSuspension: at('console', '/portals/:portal/suspension', 'GET', 'POST'),
  portalSuspensionEnd: at('console', '/portals/:portal/suspension/end', 'GET', 'POST'),
  portalCancellation: at('console', '/portals/:portal/cancellation', 'GET', 'POST'),
  portalDeletion: at('console', '/portals/:portal/deletion', 'POST'),
  portalCertificate: at('console', '/portals/:portal/certificate', 'GET'),
  portalPeople: at('console', '/portals/:portal/people', 'GET'),
  portalPersonEnabling: at('console', '/portals/:portal/people/:person/enabling', 'POST'),
  portalPersonDisabling: at('console', '/portals/:portal/people/:person/disabling', 'GET', 'POST'),
  portalPersonFactors: at(
    'console',
    '/portals/:portal/people/:person/second-factors',
    'GET',
    'POST',
  ),
  portalHosts: at('console', '/portals/:portal/hosts', 'GET', 'POST'),
  portalCurrentHost: at('console', '/portals/:portal/hosts/current', 'GET', 'POST'),
  portalSlug: at('console', '/portals/:portal/slug', 'GET', 'POST'),
  portalSettings: at('console', '/portals/:portal/settings', 'GET', 'POST'),
  partners: at('console', '/partners', 'GET', 'POST'),
  newPartner: at('console', '/partners/new', 'GET'),
  partner: at('console', '/partners/:partner', 'GET'),
  partnerSettings: at('console', '/partners/:partner/settings', 'GET', 'POST'),
  partnerPrice: at('console', '/partners/:partner/price', 'POST'),
  partnerPeople: at('console', '/partners/:partner/people', 'GET', 'POST'),
  newPartnerPerson: at('console', '/partners/:partner/people/new', 'GET'),
  partnerPersonInvitation: at('console', '/partners/:partner/people/:person/invitation', 'POST'),
  partnerPersonDisabling: at(
    'console',
    '/partners/:partner/people/:person/disabling',
    'GET',
    'POST',
  ),
  partnerPersonEnabling: at('console', '/partners/:partner/people/:person/enabling', 'POST'),
  partnerKeys: at('console', '/partners/:partner/keys', 'GET', 'POST'),
  partnerKeyRevocation: at('console', '/partners/:partner/keys/:key/revocation', 'POST'),
  partnerReports: at('console', '/partners/:partner/reports', 'GET'),
  partnerReport: at('console', '/partners/:partner/reports/:report', 'GET'),
  partnerReportPortal: at('console', '/partners/:partner/reports/:report/portals/:portal', 'GET'),
  partnerReportCsv: at('console', '/partners/:partner/reports/:report/csv', 'GET'),
  partnerReportJson: at('console', '/partners/:partner/reports/:report/json', 'GET'),
  partnerReportPdf: at('console', '/partners/:partner/reports/:report/pdf', 'GET'),
  partnerReportCorrection: at(
    'console',
    '/partners/:partner/reports/:report/correction',
    'GET',
    'POST',
  ),
  portalMailbox: at('console', '/portals/:portal/mailbox', 'GET'),
  portalMail: at('console', '/portals/:portal/mailbox/:mail', 'GET'),
  partnerWebhooks: webhooksAt('console', '/partners/:partner/webhooks'),
  consoleMailbox: at('console', '/mailbox', 'GET'),
  consoleMail: at('console', '/mailbox/:mail', 'GET'),
  consoleAudit: at('console', '/audit', 'GET'),
  jobs: at('console', '/jobs', 'GET'),
  jobRetry: at('console', '/jobs/:queue/:job/retry', 'POST'),
  clock: at('console', '/clock', 'GET', 'POST'),
  keys: at('console', '/keys', 'GET', 'POST'),
  keyRevocation: at('console', '/keys/:key/revocation', 'POST'),

  api: {
    docs: at('console', '/api/docs', 'GET'),
    document: at('both', '/api/v1/openapi.json', 'GET'),

    dashboard: at('console', '/api/v1/dashboard', 'GET'),
    portals: at('console', '/api/v1/portals', 'GET', 'POST'),
    portal: at('console', '/api/v1/portals/:portal', 'GET', 'PATCH'),
    trialExpiry: at('console', '/api/v1/portals/:portal/trial-expiry', 'POST'),
    certification: at('console', '/api/v1/portals/:portal/certification', 'POST'),
    suspension: at('console', '/api/v1/portals/:portal/suspension', 'POST', 'DELETE'),
    cancellation: at('console', '/api/v1/portals/:portal/cancellation', 'POST'),
    deletion: at('console', '/api/v1/portals/:portal/deletion', 'POST'),
    certificate: at('console', '/api/v1/portals/:portal/certificate', 'GET'),
    history: at('console', '/api/v1/portals/:portal/history', 'GET'),
    hosts: at('console', '/api/v1/portals/:portal/hosts', 'GET', 'POST'),
    currentHost: at('console', '/api/v1/portals/:portal/hosts/current', 'POST'),
    branding: at('console', '/api/v1/portals/:portal/branding', 'POST'),
    portalPeople: at('console', '/api/v1/portals/:portal/people', 'GET'),
    portalPersonDisabling: at(
      'console',
      '/api/v1/portals/:portal/people/:person/disabling',
      'POST',
      'DELETE',
    ),
    portalPersonFactors: at(
      'console',
      '/api/v1/portals/:portal/people/:person/second-factors/reset',
      'POST',
    ),
    operators: at('console', '/api/v1/operators', 'GET', 'POST'),
    operatorDisabling: at('console', '/api/v1/operators/:person/disabling', 'POST', 'DELETE'),
    operatorFactors: at('console', '/api/v1/operators/:person/second-factors/reset', 'POST'),
    mails: at('console', '/api/v1/portals/:portal/mails', 'GET'),
    audit: at('console', '/api/v1/audit', 'GET'),
    jobs: at('console', '/api/v1/jobs', 'GET'),
    jobRetry: at('console', '/api/v1/jobs/:queue/:job/retry', 'POST'),
    clock: at('console', '/api/v1/clock', 'GET', 'POST'),
    partners: at('console', '/api/v1/partners', 'GET', 'POST'),
    partner: at('console', '/api/v1/partners/:partner', 'GET', 'PATCH'),
    partnerPrices: at('console', '/api/v1/partners/:partner/prices', 'GET', 'POST'),
    partnerPeople: at('console', '/api/v1/partners/:partner/people', 'GET', 'POST'),
    partnerPerson: at('console', '/api/v1/partners/:partner/people/:person', 'GET'),
    partnerInvitation: at('console', '/api/v1/partners/:partner/people/:person/invitation', 'POST'),
    partnerDisabling: at(
      'console',
      '/api/v1/partners/:partner/people/:person/disabling',
      'POST',
      'DELETE',
    ),
    partnerPersonFactors: at(
      'console',
      '/api/v1/partners/:partner/people/:person/second-factors/reset',
      'POST',
    ),
    portalWebhooks: webhooksApi('both', '/api/v1/portals/:portal/webhooks'),
    partnerWebhooks: webhooksApi('console', '/api/v1/partners/:partner/webhooks'),
    reports: at('console', '/api/v1/partners/:partner/reports', 'GET'),
    report: at('console', '/api/v1/partners/:partner/reports/:report', 'GET'),
    reportCsv: at('console', '/api/v1/partners/:partner/reports/:report/csv', 'GET'),
    reportPdf: at('console', '/api/v1/partners/:partner/reports/:report/pdf', 'GET'),
    reportCorrection: at('console', '/api/v1/partners/:partner/reports/:report/correction', 'POST'),
    keys: at('console', '/api/v1/keys', 'GET', 'POST'),
    key: at('console', '/api/v1/keys/:key', 'DELETE'),

    setUp: at('console', '/api/v1/set-up', 'POST'),

    ownMails: at('both', '/api/v1/mails', 'GET'),
    profile: at('both', '/api/v1/profile', 'GET', 'PATCH'),
    password: at('both', '/api/v1/profile/password', 'POST'),
    ownEmailProof: at('portal', '/api/v1/profile/new-email', 'POST', 'DELETE'),
    sessions: at('both', '/api/v1/sessions', 'GET', 'DELETE'),
    sessionEnd: at('both', '/api/v1/sessions/:session', 'DELETE'),

    // Second factors and passkeys
    secondStep: at('both', '/api/v1/session/second-step', 'POST'),
    passkeyRequest: at('both', '/api/v1/session/passkey-options', 'GET'),
    passkeySignIn: at('both', '/api/v1/session/passkey', 'POST'),
    factors: at('both', '/api/v1/profile/factors', 'GET'),
    authenticatorApp: at('both', '/api/v1/profile/factors/app', 'POST'),
    authenticatorAppConfirmation: at('both', '/api/v1/profile/factors/app/confirmation', 'POST'),
    authenticatorAppRemoval: at('both', '/api/v1/profile/factors/app/removal', 'POST'),
    passkeys: at('both', '/api/v1/profile/factors/passkeys', 'POST'),
    passkeyOptions: at('both', '/api/v1/profile/factors/passkey-options', 'GET', 'POST'),
    passkeyRemoval: at('both', '/api/v1/profile/factors/passkeys/:passkey/removal', 'POST'),
    recoveryCodes: at('both', '/api/v1/profile/factors/recovery-codes', 'POST'),
    personFactors: at('portal', '/api/v1/people/:person/second-factors/reset', 'POST'),
    consoleSignIn: at('console', '/api/v1/sign-in-rule', 'GET', 'PATCH'),

    session: at('both', '/api/v1/session', 'GET', 'POST', 'DELETE'),
    registration: at('both', '/api/v1/registration', 'POST'),
    registrationLink: at('both', '/api/v1/registration/link', 'POST'),
    registrationCode: at('portal', '/api/v1/registration/code', 'POST'),
    resetRequest: at('both', '/api/v1/reset', 'POST'),
    emailProof: at('portal', '/api/v1/email-proof', 'POST'),
    reset: at('both', '/api/v1/reset/password', 'POST'),
    // Bulk jobs and mass invitations
    works: at('portal', '/api/v1/works', 'GET'),
    work: at('portal', '/api/v1/works/:work', 'GET'),
    workRows: at('portal', '/api/v1/works/:work/rows', 'GET'),
    workCancellation: at('portal', '/api/v1/works/:work/cancellation', 'POST'),
    workResumption: at('portal', '/api/v1/works/:work/resumption', 'POST'),
    massInvitations: at('portal', '/api/v1/mass-invitations', 'POST'),
    massInvitationPreview: at('portal', '/api/v1/mass-invitations/preview', 'POST'),
    // Other ways of signing in
    passwordMeter: at('both', '/api/v1/password-meter', 'POST'),
    codeRequest: at('both', '/api/v1/session/code', 'POST'),
    codeEntry: at('both', '/api/v1/session/code/entry', 'POST'),
    personSessions: at('portal', '/api/v1/people/:person/sessions', 'GET', 'DELETE'),
    personSession: at('portal', '/api/v1/people/:person/sessions/:session', 'DELETE'),
    workAccounts: at('portal', '/api/v1/settings/work-accounts', 'GET', 'POST', 'DELETE'),
    findPortals: at('console', '/api/v1/find-portals', 'POST'),

    // Imports
    imports: at('portal', '/api/v1/imports', 'POST'),
    import: at('portal', '/api/v1/imports/:import', 'GET'),
    importBeginning: at('portal', '/api/v1/imports/:import/beginning', 'POST'),

    threads: at('portal', '/api/v1/threads', 'GET', 'POST'),
    thread: at('portal', '/api/v1/threads/:thread', 'GET'),
    messages: at('portal', '/api/v1/threads/:thread/messages', 'POST'),
    reading: at('portal', '/api/v1/threads/:thread/reading', 'POST'),
    recipients: at('portal', '/api/v1/recipients', 'GET'),
    settings: at('portal', '/api/v1/settings', 'GET', 'PATCH'),
    ownBranding: at('portal', '/api/v1/settings/branding', 'POST'),
    ownHosts: at('portal', '/api/v1/settings/hosts', 'GET', 'POST'),
    ownCurrentHost: at('portal', '/api/v1/settings/hosts/current', 'POST'),
    ownAudit: at('portal', '/api/v1/settings/audit', 'GET'),
    exportRequest: at('portal', '/api/v1/export-request', 'POST'),
    people: at('portal', '/api/v1/people', 'GET', 'POST'),
    person: at('portal', '/api/v1/people/:person', 'GET'),
    invitation: at('portal', '/api/v1/people/:person/invitation', 'POST'),
    disabling: at('portal', '/api/v1/people/:person/disabling', 'POST', 'DELETE'),
    seat: at('portal', '/api/v1/people/:person/seat', 'POST'),
    // Registration
    mailTexts: at('portal', '/api/v1/settings/mails', 'GET', 'POST'),
    mailTextReset: at('portal', '/api/v1/settings/mails/reset', 'POST'),
    registrationOf: at('portal', '/api/v1/people/:person/registration', 'GET'),
    personReset: at('portal', '/api/v1/people/:person/reset', 'POST'),
    personEmailProof: at('portal', '/api/v1/people/:person/new-email', 'POST', 'DELETE'),
    funnel: at('portal', '/api/v1/invitations', 'GET'),
    personCode: at('portal', '/api/v1/people/:person/code', 'POST'),
    unlocking: at('portal', '/api/v1/people/:person/unlocking', 'POST'),

    personBilling: at('portal', '/api/v1/people/:person/billing', 'GET'),

    // Previews, and why somebody cannot get in
    preview: at('portal', '/api/v1/people/:person/preview', 'POST'),
    currentPreview: at('portal', '/api/v1/preview', 'GET', 'DELETE'),
    previews: at('portal', '/api/v1/profile/previews', 'GET'),
    access: at('portal', '/api/v1/people/:person/access', 'GET'),
    // Contacts, companies, notes
    contacts: at('portal', '/api/v1/contacts', 'GET', 'POST'),
    duplicates: at('portal', '/api/v1/contacts/duplicates', 'GET'),
    contact: at('portal', '/api/v1/contacts/:person', 'GET', 'PATCH'),
    contactMerge: at('portal', '/api/v1/contacts/:person/merge', 'POST'),
    companies: at('portal', '/api/v1/companies', 'GET', 'POST'),
    company: at('portal', '/api/v1/companies/:company', 'GET', 'PATCH'),
    fields: at('portal', '/api/v1/fields', 'GET', 'POST'),
    field: at('portal', '/api/v1/fields/:field', 'PATCH', 'DELETE'),
    contactNotes: at('portal', '/api/v1/contacts/:person/notes', 'GET', 'POST'),
    note: at('portal', '/api/v1/notes/:note', 'DELETE'),

    // Cases
    cases: at('portal', '/api/v1/cases', 'GET', 'POST'),
    case: at('portal', '/api/v1/cases/:case', 'GET', 'PATCH'),
    caseStage: at('portal', '/api/v1/cases/:case/stage', 'POST'),
    caseClosing: at('portal', '/api/v1/cases/:case/closing', 'POST', 'DELETE'),
    caseParties: at('portal', '/api/v1/cases/:case/parties', 'GET', 'POST'),
    caseParty: at('portal', '/api/v1/cases/:case/parties/:person', 'DELETE'),
    caseNotes: at('portal', '/api/v1/cases/:case/notes', 'GET', 'POST'),
    caseLabels: at('portal', '/api/v1/case-labels', 'GET', 'POST'),
    caseLabelName: at('portal', '/api/v1/case-labels/name', 'POST'),
    caseLabelPosition: at('portal', '/api/v1/case-labels/position', 'POST'),
    caseLabelRemoval: at('portal', '/api/v1/case-labels/removal', 'POST'),
    caseLabelStart: at('portal', '/api/v1/case-labels/start', 'POST'),

    // Procedures
    procedures: at('portal', '/api/v1/procedures', 'GET', 'POST'),
    procedure: at('portal', '/api/v1/procedures/:procedure', 'GET', 'PATCH', 'DELETE'),
    procedureSwitch: at('portal', '/api/v1/procedures/:procedure/switch', 'POST', 'DELETE'),
    procedureRuns: at('portal', '/api/v1/procedures/:procedure/runs', 'GET'),
    procedureTrial: at('portal', '/api/v1/procedures/:procedure/trial', 'GET'),
  },
} as const

interface Routes {
  readonly [name: string]: Route | Routes
}

const named = (routes: Routes, prefix = ''): { name: string; route: Route }[] =>
  Object.entries(routes).flatMap(([name, entry]) =>
    typeof entry === 'function'
      ? [{ name: prefix + name, route: entry }]
      : named(entry, `${prefix}${name}.`),
  )

/** Every route with its dotted name, for the tests and the mounts to go through. */
export const allRoutes = named(routes as unknown as Routes)

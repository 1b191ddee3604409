import { apiDocs } from './api-docs.tsx'
import { declaredBy, operationsOf } from './kit/feature.ts'
import { kit } from './kit/features.ts'
import { feature as persons } from './identity/persons/feature.ts'
import { feature as sessions } from './identity/sessions/feature.ts'
import { feature as signIn } from './identity/sign-in/feature.ts'
import { feature as directory } from './identity/directory/feature.ts'
import { feature as signInCodes } from './identity/sign-in-codes/feature.ts'
import { feature as workAccounts } from './identity/work-accounts/feature.ts'
import { feature as sharedLogins } from './identity/shared-logins/feature.ts'
import { feature as findPortals } from './identity/find-portals/feature.ts'
import { feature as profile } from './identity/profile/feature.ts'
import { feature as people } from './identity/people/feature.ts'
import { feature as registrationCodes } from './identity/registration-codes/feature.ts'
import { feature as funnel } from './identity/funnel/feature.ts'
import { feature as identityChecks } from './identity/identity-checks/feature.ts'
import { feature as registration } from './identity/registration/feature.ts'
import { feature as reset } from './identity/reset/feature.ts'
import { feature as tokens } from './identity/tokens/feature.ts'
import { feature as registrationPanel } from './identity/registration-panel/feature.ts'
import { feature as invitations } from './identity/invitations/feature.ts'
import { feature as mailbox } from './identity/mailbox/feature.ts'
import { feature as newEmails } from './identity/new-emails/feature.ts'
import { feature as operators } from './identity/operators/feature.ts'
import { feature as keys } from './identity/keys/feature.ts'
import { feature as audit } from './identity/audit/feature.ts'
import { feature as factors } from './identity/factors/feature.ts'
import { feature as previews } from './identity/previews/feature.ts'
import { feature as access } from './identity/access/feature.ts'
import { feature as mailTexts } from './identity/mail-texts/feature.ts'
import { feature as undelivered } from './identity/undelivered/feature.ts'
import { feature as dashboard } from './portals/dashboard/feature.ts'
import { feature as overview } from './portals/overview/feature.ts'
import { feature as building } from './portals/building/feature.ts'
import { feature as creation } from './portals/creation/feature.ts'
import { feature as tryItNow } from './portals/try-it-now/feature.ts'
import { feature as lifecycle } from './portals/lifecycle/feature.ts'
import { feature as deletion } from './portals/deletion/feature.ts'
import { feature as hosts } from './portals/hosts/feature.ts'
import { feature as settings } from './portals/settings/feature.ts'
import { feature as portalWorkAccounts } from './portals/work-accounts/feature.ts'
import { feature as branding } from './portals/branding/feature.ts'
import { feature as portalMailTexts } from './portals/mail-texts/feature.ts'
import { feature as partners } from './portals/partners/feature.ts'
import { feature as jobs } from './portals/jobs/feature.ts'
import { feature as clock } from './portals/clock/feature.ts'
import { feature as timers } from './portals/timers/feature.ts'
import { feature as refused } from './portals/refused/feature.ts'
import { feature as webhooks } from './portals/webhooks/feature.ts'
import { feature as billing } from './portals/billing/feature.ts'
import { feature as fileContents } from './files/contents/feature.ts'
import { feature as fileMoving } from './files/moving/feature.ts'
import { feature as fileUploads } from './files/uploads/feature.ts'
import { feature as fileChecking } from './files/checking/feature.ts'
import { feature as fileSweeping } from './files/sweeping/feature.ts'
import { feature as fileQuota } from './files/quota/feature.ts'
import { feature as fileTelling } from './files/telling/feature.ts'
import { feature as fileSharing } from './files/sharing/feature.ts'
import { feature as fileRequests } from './files/requests/feature.ts'
import { feature as fileFolders } from './files/folders/feature.ts'
import { feature as files } from './files/file/feature.ts'
import { feature as person } from './people/person/feature.ts'
import { feature as contacts } from './people/contacts/feature.ts'
import { feature as companies } from './people/companies/feature.ts'
import { feature as fields } from './people/fields/feature.ts'
import { feature as merging } from './people/merging/feature.ts'
import { feature as notes } from './people/notes/feature.ts'
import { feature as home } from './messages/home/feature.ts'
import { feature as threads } from './messages/threads/feature.ts'
import { feature as ledger } from './payments/ledger/feature.ts'
import { feature as invoices } from './payments/invoices/feature.ts'
import { feature as statements } from './payments/statements/feature.ts'
import { feature as paymentReports } from './payments/reports/feature.ts'
import { feature as billingPage } from './payments/billing-page/feature.ts'
import { feature as sandboxGateway } from './payments/gateways/sandbox/feature.ts'
import { feature as gateways } from './payments/gateways/accounts/feature.ts'
import { feature as paying } from './payments/paying/feature.ts'
import { feature as comparing } from './payments/comparing/feature.ts'
import { feature as parkedPayments } from './payments/parked/feature.ts'
import { feature as plans } from './payments/plans/feature.ts'
import { feature as subscriptions } from './payments/subscriptions/feature.ts'
import { feature as hostedInvoices } from './payments/hosted/feature.ts'
import { feature as paymentSettings } from './payments/settings/feature.ts'
import { feature as forms } from './forms/form/feature.ts'
import { feature as submissions } from './forms/submissions/feature.ts'
import { feature as formFilling } from './forms/filling/feature.ts'
import { feature as flow } from './flows/flow/feature.ts'
import { feature as flowRuns } from './flows/runs/feature.ts'
import { feature as flowSteps } from './flows/kinds/feature.ts'
import { feature as ownFlows } from './flows/client/feature.ts'
import { feature as labels } from './cases/labels/feature.ts'
import { feature as cases } from './cases/case/feature.ts'
import { feature as parties } from './cases/case/parties/feature.ts'
import { feature as bulkJobs } from './cases/bulk-jobs/feature.ts'
import { feature as massInvitations } from './cases/mass-invitations/feature.ts'
import { feature as imports } from './cases/imports/feature.ts'
import { feature as procedures } from './cases/procedures/feature.ts'
import { feature as entitlements } from './paid-access/entitlements/feature.ts'
import { feature as formAccess } from './paid-access/form-access/feature.ts'
import { feature as paymentsOverview } from './paid-access/overview/feature.ts'
import { feature as accessReminders } from './paid-access/reminding/feature.ts'
import { feature as paidFlowSteps } from './paid-access/flow-steps/feature.ts'
import { feature as paidAccessSettings } from './paid-access/settings/feature.ts'
import type { Feature, RouteHandler } from './web/index.ts'

/**
 * Every feature, lower ones first: what there is at all comes from this list. A deletion goes through it from the
 * end, since rows refer to what lies lower.
 */
export const features: readonly Feature[] = [
  // identity
  persons,
  sessions,
  signIn,
  directory,
  signInCodes,
  workAccounts,
  sharedLogins,
  findPortals,
  profile,
  people,
  registrationCodes,
  funnel,
  identityChecks,
  registration,
  reset,
  tokens,
  registrationPanel,
  invitations,
  mailbox,
  newEmails,
  operators,
  keys,
  audit,
  factors,
  previews,
  access,
  mailTexts,
  undelivered,
  // portals
  dashboard,
  overview,
  building,
  creation,
  tryItNow,
  lifecycle,
  deletion,
  hosts,
  settings,
  portalWorkAccounts,
  branding,
  portalMailTexts,
  partners,
  jobs,
  clock,
  timers,
  refused,
  webhooks,
  billing,
  // files
  fileContents,
  fileMoving,
  fileUploads,
  // Files refer to rows of these.
  fileRequests,
  fileFolders,
  fileSweeping,
  fileQuota,
  fileTelling,
  files,
  fileChecking,
  fileSharing,
  // people
  companies,
  fields,
  person,
  contacts,
  merging,
  // messages
  home,
  threads,
  // payments
  paymentSettings,
  ledger,
  sandboxGateway,
  gateways,
  invoices,
  paying,
  comparing,
  parkedPayments,
  plans,
  subscriptions,
  statements,
  paymentReports,
  billingPage,
  hostedInvoices,
  // forms
  forms,
  submissions,
  formFilling,
  // flows
  flow,
  flowRuns,
  flowSteps,
  ownFlows,
  // cases
  labels,
  cases,
  parties,
  bulkJobs,
  massInvitations,
  imports,
  procedures,
  // paid access
  entitlements,
  formAccess,
  paidAccessSettings,
  paidFlowSteps,
  accessReminders,
  paymentsOverview,
  // Its rows refer to cases, too.
  notes,
  // Nothing refers to rows of the kit, which refer to all.
  kit,
]

export const operations = operationsOf(features)
export const declared = declaredBy(features)

const handlers = features.flatMap(({ handlers = [] }) => handlers).flatMap((some) => [...some])

/** `/contacts/duplicates` before `/contacts/:person`, which would take it. */
const literalFirst = (one: RouteHandler, other: RouteHandler) => {
  const [a, b] = [one, other].map(({ route }) => route.pattern.replaceAll(':', '\uffff'))
  return a! < b! ? -1 : a! > b! ? 1 : 0
}

/** Every page and endpoint, in the order in which they are matched; a test holds this list against routes.ts. */
export const routeHandlers: readonly RouteHandler[] = [...handlers, ...apiDocs(handlers)].toSorted(
  literalFirst,
)

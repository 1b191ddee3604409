import { accessResource } from './access/resource.tsx'
import { auditResource, consoleAuditResource } from './audit/resource.tsx'
import { consoleRuleResource, resetFactorsResource } from './factors/help/resource.tsx'
import { passkeySignInResource } from './factors/passkeys/sign-in.tsx'
import { factorsResource } from './factors/resource.tsx'
import { secondStepResource } from './factors/second-step/resource.tsx'
import { findPortalsResource } from './find-portals/resource.tsx'
import { funnelResource } from './funnel/resource.tsx'
import { keysForPrograms, keysResource } from './keys/resource.tsx'
import { mailboxes } from './mailbox/resource.tsx'
import { newEmailsResource, ownNewEmailResource } from './new-emails/resource.tsx'
import { setUpResource } from './operators/resource.tsx'
import { passwordsResource } from './passwords/resource.ts'
import { operatorsResource, ownPeopleResource } from './people/resource.tsx'
import { personsResource } from './persons/resource.tsx'
import { ownPreviewsResource, previewsResource } from './previews/resource.tsx'
import { profileResource } from './profile/resource.tsx'
import { codesResource } from './registration-codes/resource.tsx'
import { registrationsResource } from './registration-panel/resource.ts'
import { registrationResource } from './registration/resource.tsx'
import { resetResource } from './reset/resource.tsx'
import { sessionsResource } from './sessions/resource.tsx'
import { sharedLoginsResource } from './shared-logins/resource.ts'
import { mailedCodesResource } from './sign-in-codes/resource.tsx'
import { workAccountsResource } from './work-accounts/resource.tsx'
import type { RouteHandler } from '../web/index.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly RouteHandler[] = [
  ...sessionsResource,
  ...resetResource,
  ...passwordsResource,
  ...mailedCodesResource,
  ...workAccountsResource,
  ...sharedLoginsResource,
  ...findPortalsResource,
  ...profileResource,
  ...personsResource,
  ...ownPeopleResource,
  ...codesResource,
  ...funnelResource,
  ...registrationResource,
  ...registrationsResource,
  ...mailboxes,
  ...newEmailsResource,
  ...ownNewEmailResource,
  ...setUpResource,
  ...operatorsResource,
  ...keysResource,
  ...keysForPrograms,
  ...consoleAuditResource,
  ...auditResource,
  ...passkeySignInResource,
  ...secondStepResource,
  ...factorsResource,
  ...resetFactorsResource,
  ...consoleRuleResource,
  ...previewsResource,
  ...ownPreviewsResource,
  ...accessResource,
]

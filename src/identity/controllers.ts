import { accessResource } from './access/resource.tsx'
import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { factorsController } from './factors/controller.tsx'
import { factorEndpoints } from './factors/endpoints.ts'
import { consoleRuleResource } from './factors/help/resource.tsx'
import { secondStepController } from './factors/second-step/controller.tsx'
import { codesResource } from './registration-codes/resource.tsx'
import { findPortalsController } from './find-portals/controller.tsx'
import { funnelResource } from './funnel/resource.tsx'
import { keysResource } from './keys/resource.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { mailboxes } from './mailbox/resource.tsx'
import { mailedCodesController } from './sign-in-codes/controller.tsx'
import { newEmailsResource, ownNewEmailResource } from './new-emails/resource.tsx'
import { operatorsController } from './operators/controller.tsx'
import { operatorsResource, ownPeopleResource } from './people/resource.tsx'
import { passwordEndpoints } from './passwords/endpoints.ts'
import { personsResource } from './persons/resource.tsx'
import { previewsController } from './previews/controller.tsx'
import { previewEndpoints } from './previews/endpoints.ts'
import { profileController } from './profile/controller.tsx'
import { profileEndpoints } from './profile/endpoints.ts'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import { registrationController } from './registration/controller.tsx'
import { registrationEndpoints } from './registration/endpoints.ts'
import { registrationsResource } from './registration-panel/resource.ts'
import { sharedLoginsResource } from './shared-logins/resource.ts'
import { workAccountsController } from './work-accounts/controller.tsx'
import type { RouteHandler } from '../web/index.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly RouteHandler[] = [
  ...sessionsController,
  ...sessionEndpoints,
  ...passwordEndpoints,
  ...mailedCodesController,
  ...workAccountsController,
  ...sharedLoginsResource,
  ...findPortalsController,
  ...profileController,
  ...profileEndpoints,
  ...personsResource,
  ...ownPeopleResource,
  ...codesResource,
  ...funnelResource,
  ...registrationController,
  ...registrationEndpoints,
  ...registrationsResource,
  ...mailboxes,
  ...newEmailsResource,
  ...ownNewEmailResource,
  ...operatorsController,
  ...operatorsResource,
  ...keysResource,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
  ...secondStepController,
  ...factorsController,
  ...consoleRuleResource,
  ...factorEndpoints,
  ...previewsController,
  ...previewEndpoints,
  ...accessResource,
]

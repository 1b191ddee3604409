import { accessResource } from './access/resource.tsx'
import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { factorsController } from './factors/controller.tsx'
import { factorEndpoints } from './factors/endpoints.ts'
import { consoleRuleResource, factorHelpResource } from './factors/help/resource.tsx'
import { secondStepController } from './factors/second-step/controller.tsx'
import { codesResource } from './codes/resource.tsx'
import { findPortalsController } from './find-portals/controller.tsx'
import { funnelResource } from './funnel/resource.tsx'
import { keysController } from './keys/controller.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { mailboxController } from './mailbox/controller.tsx'
import { mailboxEndpoints } from './mailbox/endpoints.ts'
import { mailedCodesController } from './mailed-codes/controller.tsx'
import { newEmailsResource, ownNewEmailResource } from './new-emails/resource.tsx'
import { operatorsController } from './operators/controller.tsx'
import { operatorEndpoints } from './operators/endpoints.ts'
import { passwordEndpoints } from './passwords/endpoints.ts'
import { personsResource } from './persons/resource.tsx'
import { previewsController } from './previews/controller.tsx'
import { previewEndpoints } from './previews/endpoints.ts'
import { profileController } from './profile/controller.tsx'
import { profileEndpoints } from './profile/endpoints.ts'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import { registeringController } from './registering/controller.tsx'
import { registeringEndpoints } from './registering/endpoints.ts'
import { registrationsResource } from './registrations/resource.ts'
import { sharedLoginsResource } from './shared-logins/resource.ts'
import { workAccountsController } from './work-accounts/controller.tsx'
import type { Served } from '../web/index.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly Served[] = [
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
  ...codesResource,
  ...funnelResource,
  ...registeringController,
  ...registeringEndpoints,
  ...registrationsResource,
  ...mailboxController,
  ...mailboxEndpoints,
  ...newEmailsResource,
  ...ownNewEmailResource,
  ...operatorsController,
  ...operatorEndpoints,
  ...keysController,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
  ...secondStepController,
  ...factorsController,
  ...factorHelpResource,
  ...consoleRuleResource,
  ...factorEndpoints,
  ...previewsController,
  ...previewEndpoints,
  ...accessResource,
]

import { accessController } from './access/controller.tsx'
import { accessEndpoints } from './access/endpoints.ts'
import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { factorsController } from './factors/controller.tsx'
import { factorEndpoints } from './factors/endpoints.ts'
import { factorHelpController } from './factors/help/controller.tsx'
import { secondStepController } from './factors/second-step/controller.tsx'
import { codesController } from './codes/controller.tsx'
import { codeEndpoints } from './codes/endpoints.ts'
import { findPortalsController } from './find-portals/controller.tsx'
import { funnelController } from './funnel/controller.tsx'
import { keysController } from './keys/controller.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { mailboxController } from './mailbox/controller.tsx'
import { mailboxEndpoints } from './mailbox/endpoints.ts'
import { mailedCodesController } from './mailed-codes/controller.tsx'
import { newEmailsController } from './new-emails/controller.tsx'
import { newEmailEndpoints } from './new-emails/endpoints.ts'
import { operatorsController } from './operators/controller.tsx'
import { operatorEndpoints } from './operators/endpoints.ts'
import { passwordEndpoints } from './passwords/endpoints.ts'
import { personsController } from './persons/controller.tsx'
import { personEndpoints } from './persons/endpoints.ts'
import { previewsController } from './previews/controller.tsx'
import { previewEndpoints } from './previews/endpoints.ts'
import { profileController } from './profile/controller.tsx'
import { profileEndpoints } from './profile/endpoints.ts'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import { registeringController } from './registering/controller.tsx'
import { registeringEndpoints } from './registering/endpoints.ts'
import { registrationsController } from './registrations/controller.tsx'
import { registrationEndpoints } from './registrations/endpoints.ts'
import { sharedLoginsController } from './shared-logins/controller.tsx'
import { workAccountsController } from './work-accounts/controller.tsx'
import type { Served } from '../web/index.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly Served[] = [
  ...sessionsController,
  ...sessionEndpoints,
  ...passwordEndpoints,
  ...mailedCodesController,
  ...workAccountsController,
  ...sharedLoginsController,
  ...findPortalsController,
  ...profileController,
  ...profileEndpoints,
  ...personsController,
  ...personEndpoints,
  ...codesController,
  ...codeEndpoints,
  ...funnelController,
  ...registeringController,
  ...registeringEndpoints,
  ...registrationsController,
  ...registrationEndpoints,
  ...mailboxController,
  ...mailboxEndpoints,
  ...newEmailsController,
  ...newEmailEndpoints,
  ...operatorsController,
  ...operatorEndpoints,
  ...keysController,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
  ...secondStepController,
  ...factorsController,
  ...factorHelpController,
  ...factorEndpoints,
  ...previewsController,
  ...previewEndpoints,
  ...accessController,
  ...accessEndpoints,
]

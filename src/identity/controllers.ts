import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { codesController } from './codes/controller.tsx'
import { findPortalsController } from './find-portals/controller.tsx'
import { keysController } from './keys/controller.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { mailboxController } from './mailbox/controller.tsx'
import { mailboxEndpoints } from './mailbox/endpoints.ts'
import { operatorsController } from './operators/controller.tsx'
import { passwordEndpoints } from './passwords/endpoints.ts'
import { personsController } from './persons/controller.tsx'
import { personEndpoints } from './persons/endpoints.ts'
import { profileController } from './profile/controller.tsx'
import { profileEndpoints } from './profile/endpoints.ts'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import { sharedLoginsController } from './shared-logins/controller.tsx'
import { workAccountsController } from './work-accounts/controller.tsx'
import type { Served } from './visits/visit.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly Served[] = [
  ...sessionsController,
  ...sessionEndpoints,
  ...passwordEndpoints,
  ...codesController,
  ...workAccountsController,
  ...sharedLoginsController,
  ...findPortalsController,
  ...profileController,
  ...profileEndpoints,
  ...personsController,
  ...personEndpoints,
  ...mailboxController,
  ...mailboxEndpoints,
  ...operatorsController,
  ...keysController,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
]

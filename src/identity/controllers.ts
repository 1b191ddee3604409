import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { keysController } from './keys/controller.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { mailboxController } from './mailbox/controller.tsx'
import { mailboxEndpoints } from './mailbox/endpoints.ts'
import { operatorsController } from './operators/controller.tsx'
import { personsController } from './persons/controller.tsx'
import { personEndpoints } from './persons/endpoints.ts'
import { profileController } from './profile/controller.tsx'
import { profileEndpoints } from './profile/endpoints.ts'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import { registrationsController } from './registrations/controller.tsx'
import { registrationEndpoints } from './registrations/endpoints.ts'
import type { Served } from './visits/visit.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly Served[] = [
  ...sessionsController,
  ...sessionEndpoints,
  ...profileController,
  ...profileEndpoints,
  ...personsController,
  ...personEndpoints,
  ...registrationsController,
  ...registrationEndpoints,
  ...mailboxController,
  ...mailboxEndpoints,
  ...operatorsController,
  ...keysController,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
]

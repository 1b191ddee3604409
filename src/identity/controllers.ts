import { auditController } from './audit/controller.tsx'
import { auditEndpoints } from './audit/endpoints.ts'
import { keysController } from './keys/controller.tsx'
import { keyEndpoints } from './keys/endpoints.ts'
import { mailboxController } from './mailbox/controller.tsx'
import { operatorsController } from './operators/controller.tsx'
import { personsController } from './persons/controller.tsx'
import { personEndpoints } from './persons/endpoints.ts'
import { profileController } from './profile/controller.tsx'
import { sessionsController } from './sessions/controller.tsx'
import { sessionEndpoints } from './sessions/endpoints.ts'
import type { Served } from './visits/visit.ts'

/** Every page and endpoint of identity. */
export const identityController: readonly Served[] = [
  ...sessionsController,
  ...sessionEndpoints,
  ...profileController,
  ...personsController,
  ...personEndpoints,
  ...mailboxController,
  ...operatorsController,
  ...keysController,
  ...keyEndpoints,
  ...auditController,
  ...auditEndpoints,
]

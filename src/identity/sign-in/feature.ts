import type { Feature } from '../../web/index.ts'
import { sessionsController } from './controller.tsx'
import { sessionEndpoints } from './endpoints.ts'
import { passkeyController } from './passkey-controller.tsx'
import { passwordEndpoints } from './password-endpoints.ts'

export const feature: Feature = {
  handlers: [sessionsController, passkeyController, sessionEndpoints, passwordEndpoints],
}

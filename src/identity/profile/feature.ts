import type { Feature } from '../../web/index.ts'
import * as passwordChange from './password-change.ts'
import { profileController } from './controller.tsx'
import { profileEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [profileController, profileEndpoints],
  operations: [passwordChange],
}

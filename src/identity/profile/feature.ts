import type { Feature } from '../../web/index.ts'
import { profileController } from './controller.tsx'
import { profileEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [profileController, profileEndpoints],
}

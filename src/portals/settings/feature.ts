import type { Feature } from '../../web/index.ts'
import * as settings from './settings.ts'
import { settingsController } from './controller.tsx'
import { settingsEndpoints } from '../api/settings-endpoints.ts'
import { installationEndpoints } from '../api/installation-endpoints.ts'

export const feature: Feature = {
  handlers: [settingsController, settingsEndpoints, installationEndpoints],
  operations: [settings],
}

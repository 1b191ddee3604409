import type { Feature } from '../../web/index.ts'
import { ofPortals } from '../placeholders.ts'
import * as settings from './settings.ts'
import { settingsResources } from './resource.tsx'

export const feature: Feature = {
  handlers: [settingsResources],
  operations: [settings],
  placeholders: [ofPortals],
}

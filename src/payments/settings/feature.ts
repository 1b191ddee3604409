import type { Feature } from '../../web/index.ts'
import { paymentSettingsResource } from './resource.tsx'

export const feature: Feature = { handlers: [paymentSettingsResource] }

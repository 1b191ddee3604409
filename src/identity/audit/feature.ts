import type { Feature } from '../../web/index.ts'
import { auditController } from './controller.tsx'
import { auditEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [auditController, auditEndpoints],
}

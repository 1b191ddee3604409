import type { Feature } from '../../web/index.ts'
import { auditResource, consoleAuditResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [auditResource, consoleAuditResource],
}

import type { Feature } from '../../web/index.ts'
import { quotaResource } from './resource.tsx'

export const feature: Feature = { handlers: [quotaResource] }

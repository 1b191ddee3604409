import type { Feature } from '../../web/index.ts'
import { overviewResource } from './resource.tsx'

export const feature: Feature = { handlers: [overviewResource] }

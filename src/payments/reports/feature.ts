import type { Feature } from '../../web/index.ts'
import { reportsResource } from './resource.tsx'

export const feature: Feature = { handlers: [reportsResource] }

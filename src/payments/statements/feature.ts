import type { Feature } from '../../web/index.ts'
import { statementsResource } from './resource.tsx'

export const feature: Feature = { handlers: [statementsResource] }

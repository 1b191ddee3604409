import type { Feature } from '../../web/index.ts'
import { roomResource } from './resource.tsx'

export const feature: Feature = { handlers: [roomResource] }

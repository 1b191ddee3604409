import type { Feature } from '../../web/index.ts'
import { funnelResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [funnelResource],
}

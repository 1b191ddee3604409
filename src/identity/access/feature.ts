import type { Feature } from '../../web/index.ts'
import { accessResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [accessResource],
}

import type { Feature } from '../../web/index.ts'
import { homeResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [homeResource],
}

import type { Feature } from '../../web/index.ts'
import { workAccountsResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [workAccountsResource],
}

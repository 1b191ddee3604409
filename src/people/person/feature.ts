import type { Feature } from '../../web/index.ts'
import { teamMemberResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [teamMemberResource],
}

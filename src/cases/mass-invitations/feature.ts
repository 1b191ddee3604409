import type { Feature } from '../../web/index.ts'
import * as massInvitations from './mass-invitations.ts'
import { massInvitationResource } from './resource.tsx'

export const feature: Feature = {
  handlers: [massInvitationResource],
  operations: [massInvitations],
}

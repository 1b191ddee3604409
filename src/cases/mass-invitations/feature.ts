import type { Feature } from '../../web/index.ts'
import * as massInvitations from './mass-invitations.ts'
import { massInvitationController } from './controller.tsx'
import { massInvitationEndpoints } from './endpoints.ts'

export const feature: Feature = {
  handlers: [massInvitationController, massInvitationEndpoints],
  operations: [massInvitations],
}
